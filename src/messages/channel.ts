import { type Organisation, shortName } from "../domain/members/members.ts";
import type { ChannelView } from "../domain/reminders/channels.ts";
import { readerTimeAt } from "../domain/time.ts";
import { words } from "../words/en.ts";
import { drawCommands } from "../words/typed-command.ts";
import type { Button, Message } from "./message.ts";

const say = words.chat.channel;

type Told = NonNullable<ChannelView["subscription"]>;

/** Where whoever asked reads it: in the channel, or in the chat with them, where no button knows the channel. */
type ReadIn = "channel" | "chat";

export const channelState = (
  { organisation, subscription, next, now }: ChannelView,
  readIn: ReadIn,
): Message => {
  const { inChat } = say;
  if (!subscription && readIn === "chat") {
    const headline = inChat.headlineOff(shortName(organisation));
    return { headline, parts: [paragraph(inChat.howOn)], buttons: [] };
  }
  if (!subscription) {
    return {
      headline: say.headlineOff(shortName(organisation)),
      parts: [paragraph(say.howOn), paragraph(say.invite)],
      buttons: [{ ...button("subscribe", say.subscribe), style: "primary" }],
    };
  }
  const [first] = next;
  const planned = first
    ? say.next(first.dueAt.toMillis(), readerTimeAt(now, subscription.zone))
    : say.noNext;
  const told = [
    paragraph(`${toldOf(subscription)} ${say.hour(subscription.hour, subscription.zone)}`),
    ...(subscription.topics.includes("closing") ? [paragraph(planned)] : []),
  ];
  if (readIn === "chat") {
    const headline = inChat.headlineOn(shortName(organisation));
    return { headline, parts: [...told, paragraph(inChat.howOff)], buttons: [] };
  }
  return {
    headline: say.headlineOn(shortName(organisation)),
    parts: [...told, paragraph(`${say.howOff} ${say.invite}`)],
    buttons: [button("test-message", say.test), button("unsubscribe", say.unsubscribe)],
  };
};

/** The channel is where it is pressed: the button needs no pointer of its own. */
const button = (verb: Button["verb"], label: string): Button => ({ verb, id: "channel", label });

/** With commands as a channel hears them in which only what mentions the bot is heard. */
export const mentioning = (message: Message): Message =>
  JSON.parse(drawCommands(JSON.stringify(message), "@BCN "));

/** Any other answer to what was typed in a channel, where it is read in the chat: it is typed there again. */
export const saidOfChannel = (message: Message, readIn: ReadIn): Message =>
  readIn === "chat" ? mentioning(message) : message;

export const channelEnded = ({ organisation }: ChannelView, readIn: ReadIn): Message => {
  const { ended, endedNext } = readIn === "chat" ? say.inChat : say;
  return {
    headline: ended(shortName(organisation)),
    parts: [paragraph(endedNext)],
    buttons: [],
  };
};

export const channelTested = (readIn: ReadIn): Message => ({
  headline: readIn === "chat" ? say.inChat.tested : say.tested,
  parts: [],
  buttons: [],
});

/** The test message itself, in the channel. */
export const channelTest = (organisation: Organisation, subscription: Told): Message => ({
  headline: say.testHeadline(shortName(organisation)),
  parts: [
    paragraph(`${toldOf(subscription)} ${say.testText(subscription.hour, subscription.zone)}`),
  ],
  buttons: [],
  why: say.testWhy,
});

const toldOf = ({ topics }: Told): string => topics.map((topic) => say.told[topic]).join(" ");

const paragraph = (text: string) => ({ kind: "paragraph", text }) as const;
