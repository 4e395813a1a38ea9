import type { Field, Form, Part } from "../../forms/form.ts";
import type { Message, MessagePart } from "../../messages/message.ts";

/** What a form tells without asking. */
export type Told = Exclude<Part, Field>;

/**
 * A message in a form's place, where a form was opened or is open and only a message came. Has
 * the loading form's title and Close. Buttons that open a page are left out: forms have none.
 */
export const messageForm = (message: Message | undefined, loading: Form): Form => ({
  verb: loading.verb,
  pointer: {},
  title: loading.title,
  close: loading.close,
  savesAsYouType: false,
  parts: message ? messageParts(message) : [{ kind: "notice", tone: "good", text: "" }],
});

/** A message's parts as a form's, headline first. */
export const messageParts = (message: Message): Told[] => [
  { kind: "paragraph", text: message.headline },
  ...message.parts.flatMap(formPart),
  ...withoutPages(message),
];

function formPart(part: MessagePart): Told[] {
  switch (part.kind) {
    case "item": {
      const { title, text, button, more = [] } = part;
      return [
        button && !button.url
          ? { kind: "row", title, text, button }
          : { kind: "paragraph", text: `${title}\n${text}` },
        ...(more.length > 0 ? [{ kind: "buttons", buttons: more } as const] : []),
      ];
    }
    case "paragraph":
    case "facts":
    case "list":
    case "quote":
    case "notice":
    case "line":
      return [part];
  }
}

const withoutPages = ({ buttons }: Message): Told[] => {
  const acting = buttons.filter(({ url }) => !url);
  return acting.length > 0 ? [{ kind: "buttons", buttons: acting }] : [];
};
