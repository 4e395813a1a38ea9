import type { LocalMessage, LocalState } from "../../../src/local/control-types.ts";
import type { Message as Composed } from "../../../src/messages/message.ts";
import { renderMessage } from "../../../src/surfaces/teams/rendering/render-message.ts";
import type { FakeControl } from "./fake-control.ts";
import { message } from "./samples.ts";

/** A tenant of Teams and what one sees there, for tests of the page alone. */

const TENANT = "6f1c1a52-0000-4000-8000-0000000000a1";
const LIAISON = "6f1c1a52-0000-4000-8000-0000000000b1";
const BACKUP = "6f1c1a52-0000-4000-8000-0000000000b2";
export const CHAT = "a:liaison";
export const CHANNEL = "19:bcn@thread.tacv2";
const PLACE = `#/${TENANT}/${LIAISON}`;
export const IN_CHAT = `${PLACE}/${encodeURIComponent(CHAT)}`;
export const IN_CHANNEL = `${PLACE}/${encodeURIComponent(CHANNEL)}`;

export function withTeams(fake: FakeControl): void {
  fake.teams = {
    workspaces: [
      {
        id: TENANT,
        platform: "teams",
        name: "JPC, Japan",
        users: [
          {
            id: LIAISON,
            name: "Liaison, Japan",
            title: "Liaison Officer",
            zone: "Asia/Tokyo",
          },
          { id: BACKUP, name: "Backup, Japan", title: "Backup LO", zone: "Asia/Tokyo" },
        ],
      },
    ],
    conversations: [
      { id: CHAT, kind: "im", name: "BCN", isInstalled: true, unread: 0 },
      {
        id: CHANNEL,
        kind: "channel",
        name: "BCN requests",
        team: "Cooperation",
        isInstalled: true,
        unread: 2,
      },
    ],
    commands: [
      { command: "help", hint: "What you can do now", words: [] },
      { command: "request", hint: "Request a visit to another NPO", words: [] },
      { command: "requests", hint: "Your requests and how they stand", words: [] },
    ],
    extensions: [{ command: "request", title: "Request a visit" }],
    dialog: null,
  };
}

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
  message(text, { user: LIAISON, authorName: "Liaison, Japan", fromBot: false, ...more });

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
