import type { Home } from "../../../messages/home/home-page.ts";
import { attachment } from "./card.ts";
import { inertLine } from "./inert.ts";
import { TEAMS_LIMITS } from "./limits.ts";
import { actions, onMessage, type Press } from "./render-buttons.ts";
import { partElements, type RenderedMessage, withinLimit } from "./render-message.ts";
import { heading, quiet, withLines } from "./render-parts.ts";

/** The home as a message that is kept up to date; at most 80 KB, as any other. */
export function renderHome(home: Home, opensForm: (verb: string) => boolean): RenderedMessage {
  return {
    type: "message",
    summary: inertLine(home.headline, TEAMS_LIMITS.summary),
    attachments: [attachment(withinLimit((cap) => bodyOf(home, onMessage(opensForm), cap)))],
    channelData: { notification: { alert: true } },
  };
}

const bodyOf = (
  { headline, parts, buttons, sections, note = "" }: Home,
  press: Press,
  cap: number,
) =>
  withLines([
    ...heading(headline, cap),
    ...parts.flatMap((part) => partElements(part, press, cap)),
    ...actions(buttons, press),
    ...sections.flatMap((section) => [
      ...heading(section.title, cap),
      ...section.parts.flatMap((part) => partElements(part, press, cap)),
    ]),
    ...quiet(note, cap),
  ]);
