import type { Button, Message, MessagePart } from "../message.ts";

/** A page that is always there, one for each person; told once, drawn by each platform's renderer. */
export interface Home {
  readonly headline: string;
  readonly parts: readonly MessagePart[];
  readonly buttons: readonly Button[];
  readonly sections: readonly HomeSection[];
  /** Small, at the end. */
  readonly note?: string;
}

export interface HomeSection {
  readonly title: string;
  readonly parts: readonly MessagePart[];
}

/** The same as a message that was asked for: it doesn't renew itself, so the note stays away. */
export const homeMessage = ({ headline, parts, buttons, sections }: Home): Message => ({
  headline,
  parts: [...parts, ...sections.flatMap(sectionParts)],
  buttons,
});

const sectionParts = ({ title, parts }: HomeSection): MessagePart[] => [
  { kind: "line" },
  { kind: "paragraph", text: title },
  ...parts,
];
