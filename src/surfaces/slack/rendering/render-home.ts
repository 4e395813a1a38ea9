import type { types } from "@slack/bolt";
import type { Home, HomeSection } from "../../../messages/home/home-page.ts";
import { SLACK_LIMITS } from "./limits.ts";
import { actions } from "./render-buttons.ts";
import { atMost } from "./render-form.ts";
import { partBlocks } from "./render-message.ts";
import { quiet } from "./render-parts.ts";
import { plain } from "./text-objects.ts";

/**
 * A home tab, at most 100 blocks and 240 KB (Slack allows 250). When it would be more, the longest
 * texts are shortened first, ending in "…".
 */
export function renderHome(home: Home): types.HomeView {
  for (const cap of TEXT_CAPS) {
    const view = viewOf(home, cap);
    if (Buffer.byteLength(JSON.stringify(view)) <= SLACK_LIMITS.bytesOfModal) return view;
  }
  return viewOf(home, SHORTEST_CAP);
}

// 100 blocks of twelve facts each take 230 KB with the last one.
const SHORTEST_CAP = 20;
const TEXT_CAPS = [SLACK_LIMITS.textOfSection, 2000, 1000, 500, 250, 100, 50];

function viewOf(home: Home, cap: number): types.HomeView {
  const blocks = [
    heading(home.headline),
    ...home.parts.flatMap((part) => partBlocks(part, cap)),
    ...actions(home.buttons),
    ...home.sections.flatMap((section) => sectionBlocks(section, cap)),
  ];
  const note = quiet(home.note ?? "", cap);
  const room = SLACK_LIMITS.blocksOfModal - note.length;
  return { type: "home", callback_id: "home", blocks: [...atMost(room, blocks), ...note] };
}

const sectionBlocks = ({ title, parts }: HomeSection, cap: number): types.KnownBlock[] => [
  heading(title),
  ...parts.flatMap((part) => partBlocks(part, cap)),
];

const heading = (text: string): types.HeaderBlock => ({
  type: "header",
  text: plain(text, SLACK_LIMITS.textOfHeader),
});
