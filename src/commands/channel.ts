import { mayGenerally } from "../domain/access.ts";
import {
  badChannelWish,
  badHour,
  channelNotSubscribed,
  channelNotYours,
  notAChannel,
} from "../messages/answers.ts";
import { channelEnded, channelState, channelTested, saidOfChannel } from "../messages/channel.ts";
import { notBound } from "../messages/members/workspaces.ts";
import type { Message } from "../messages/message.ts";
import type { Pressed, Typed } from "../surfaces/command.ts";
import type { Context } from "../use-cases/context.ts";
import {
  type ChannelRefusal,
  type ChannelWish,
  subscribeChannel,
} from "../use-cases/reminders/subscribe-channel.ts";
import {
  type Command,
  type CommandDeps,
  interactionOf,
  isCommon,
  say,
  sayCommon,
  type Words,
} from "./command.ts";
import { workspaceButtons } from "./workspaces.ts";

/** `channel`, `channel on`, `channel on 10`, `channel off`, `channel test`; the same as buttons. */
export const makeChannelCommand = (
  context: Context,
  { surface }: Pick<CommandDeps, "surface">,
): Command => {
  const readIn = surface.answersInChannels ? "channel" : "chat";
  const sayOf = (message: Message): Words => say(saidOfChannel(message, readIn));

  const channelRefused = (refusal: ChannelRefusal): Words => {
    if (isCommon(refusal)) return sayCommon(refusal);
    switch (refusal.kind) {
      case "notAChannel":
        return say(notAChannel());
      case "notBound":
        return sayOf(notBound(refusal.platform, refusal.asked));
      case "notYours":
        return say(channelNotYours(refusal.organisation));
      case "notSubscribed":
        return sayOf(channelNotSubscribed(refusal.organisation));
    }
  };

  const grant = async (call: Typed | Pressed, wish: ChannelWish): Promise<Words> => {
    const channel = await subscribeChannel(context, {
      ...interactionOf(call),
      channel: channelOf(call),
      wish,
    });
    if (!channel.ok) return channelRefused(channel.refusal);
    if (wish.kind === "unsubscribe") return say(channelEnded(channel.value, readIn));
    return say(wish.kind === "test" ? channelTested(readIn) : channelState(channel.value, readIn));
  };

  return {
    word: "channel",
    who: (person) =>
      person.roles.some(({ organisation }) => mayGenerally(person, "subscribe", organisation)),
    typed: async (call, rest) => {
      const wish = readWish(rest);
      if (wish === "badHour") return sayOf(badHour());
      return wish === "unknown" ? sayOf(badChannelWish()) : grant(call, wish);
    },
    buttons: {
      subscribe: (call) => grant(call, { kind: "subscribe" }),
      unsubscribe: (call) => grant(call, { kind: "unsubscribe" }),
      "test-message": (call) => grant(call, { kind: "test" }),
      ...workspaceButtons(context),
    },
  };
};

const channelOf = ({ account, place }: Typed | Pressed) =>
  place.kind === "channel" && place.conversation !== undefined
    ? { platform: account.platform, workspace: place.workspace, conversation: place.conversation }
    : undefined;

/** Unasked messages come from 8 to 18 o'clock: the last hour to begin at is 17. */
const HOUR = /^(8|9|0[89]|1[0-7])(?::00)?$/;

const readWish = (rest: string): ChannelWish | "badHour" | "unknown" => {
  const [word = "", hour] = rest
    .trim()
    .toLowerCase()
    .replace(/^(?=\d)/, "on ")
    .split(/\s+/);
  if (word === "") return { kind: "read" };
  if (word === "off") return { kind: "unsubscribe" };
  if (word === "test") return { kind: "test" };
  if (word !== "on" && word !== "subscribe") return "unknown";
  if (hour === undefined) return { kind: "subscribe" };
  const found = HOUR.exec(hour);
  return found ? { kind: "subscribe", hour: Number(found[1]) } : "badHour";
};
