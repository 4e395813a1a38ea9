import { cast } from "../../../src/local/cast.ts";
import type { LocalMessage, LocalState } from "../../../src/local/control-types.ts";
import type { Message as Composed } from "../../../src/messages/message.ts";
import { renderMessage } from "../../../src/surfaces/teams/rendering/render-message.ts";
import { CHANNEL, CHAT } from "./fake-control.ts";
import { message } from "./samples.ts";

/** What one sees in Teams, for tests of the page alone. */

const japan = cast.find(({ platform }) => platform === "teams");
const liaison = japan?.users.find(({ role }) => role === "liaison");
const PLACE = `#/${japan?.id}/${liaison?.id}`;
export const IN_CHAT = `${PLACE}/${encodeURIComponent(CHAT)}`;
export const IN_CHANNEL = `${PLACE}/${encodeURIComponent(CHANNEL)}`;

/** As the product would send it. */
export const cardOf = (
  composed: Partial<Composed> & Pick<Composed, "headline">,
  opensForm: (verb: string) => boolean = () => false,
): Pick<LocalMessage, "card" | "summary"> => {
  const drawn = renderMessage({ parts: [], buttons: [], ...composed }, opensForm);
  return { card: drawn.attachments[0].content, summary: drawn.summary };
};

/** A message of the bot's that is this card. */
export const posted = (
  composed: Parameters<typeof cardOf>[0],
  more: Partial<LocalMessage> = {},
): LocalMessage => message("", { user: "28:bcn", ...cardOf(composed), ...more });

export const typed = (text: string, more: Partial<LocalMessage> = {}): LocalMessage =>
  message(text, {
    user: liaison?.id ?? "",
    authorName: "Liaison, Japan",
    fromBot: false,
    ...more,
  });

export const dialogOf = (
  card: object | null,
  more: Partial<NonNullable<LocalState["dialog"]>> = {},
): NonNullable<LocalState["dialog"]> => ({
  id: "task-1",
  title: "Request a visit",
  card,
  message: null,
  trouble: null,
  busy: false,
  ...more,
});
