import { type Block as DrawnBlock, Message } from "slack-blocks-to-jsx";
import { cast } from "../cast.ts";
import type { TextObject } from "./block-kit.ts";
import { type Paragraph, paragraphsOf, unescaped, withEmoji } from "./mrkdwn.ts";

/** Blocks by the renderer, without a frame of its own. */
export function Drawn({ blocks }: { blocks: unknown[] }) {
  return (
    <Message
      blocks={blocks as DrawnBlock[]}
      data={known}
      hooks={hooks}
      logo=""
      name=""
      withoutWrapper
    />
  );
}

/** One text object, to the letter. */
export function Text({ text }: { text: TextObject }) {
  const elements = text.type === "mrkdwn" ? paragraphsOf(text.text) : [plainParagraph(text)];
  return <Drawn blocks={[{ type: "rich_text", elements }]} />;
}

const plainParagraph = ({ text, emoji = true }: TextObject): Paragraph => ({
  type: "rich_text_section",
  elements: emoji ? withEmoji(text) : [{ type: "text", text: unescaped(text) }],
});

const known = {
  users: cast.flatMap(({ users }) => users).map(({ id, name }) => ({ id, name, avatar: "" })),
  channels: cast.flatMap(({ channels }) => channels).map(({ id, name }) => ({ id, name })),
};

const hooks = {
  link: ({ href, children }: { href: string; children: React.ReactNode }) => (
    <a href={href} className="link" target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  ),
};
