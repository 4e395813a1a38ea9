import type { LocalState } from "../../control-types.ts";
import type { Suggestion } from "../completion.ts";

type Commands = LocalState["commands"];

/** Of the bot's own list, where one is alone with it: those that begin so. */
export const suggestInChat = (text: string, commands: Commands): Suggestion[] =>
  text === "" ? [] : prompts(commands, text);

export const prompts = (commands: Commands, typed = ""): Suggestion[] =>
  commandsLike(typed, "", commands);

const MENTION = "@BCN";

/** In a channel the bot hears what mentions it. */
export function suggestInChannel(text: string, commands: Commands): Suggestion[] {
  if (!text.startsWith("@")) return [];
  const [mention = "", ...words] = text.split(" ");
  if (!MENTION.toLowerCase().startsWith(mention.toLowerCase())) return [];
  if (words.length > 0) return commandsLike(words.join(" "), `${MENTION} `, commands);
  return [{ text: `${MENTION} `, label: MENTION, what: "Ask the bot" }];
}

const commandsLike = (typed: string, before: string, commands: Commands): Suggestion[] =>
  commands
    .filter(({ command }) => command.startsWith(typed.toLowerCase()))
    .map(({ command, hint }) => ({
      text: `${before}${command} `,
      label: `${before}${command}`,
      what: hint,
    }));
