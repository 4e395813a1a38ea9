import type { LocalState } from "../control-types.ts";

export interface Suggestion {
  /** What the composer holds once it is taken. */
  text: string;
  label: string;
  what: string;
}

type Commands = LocalState["commands"];

/** What could be meant by what stands in the composer; empty when it is no command or already past the word. */
export function suggestionsFor(text: string, commands: Commands): Suggestion[] {
  const [command = "", word, ...more] = text.split(" ");
  if (!command.startsWith("/") || more.length > 0 || text.includes("\n")) return [];
  if (word === undefined) return commandsLike(command, commands);
  const known = commands.find((one) => one.command === command);
  return (known?.words ?? [])
    .filter((one) => one.word.startsWith(word.toLowerCase()))
    .map((one) => ({
      text: `${command} ${one.word} `,
      label: `${command} ${one.word}`,
      what: one.what,
    }));
}

/** Nothing is left to complete: Enter means "send". "/bcn" and "@BCN" alone are only a beginning. */
export const isComplete = (text: string, suggestions: Suggestion[]): boolean =>
  suggestions.some(
    ({ label }) => label === text.trimEnd() && (text.includes(" ") || !/^[/@]/.test(label)),
  );

const commandsLike = (typed: string, commands: Commands): Suggestion[] =>
  commands
    .filter(({ command }) => command.startsWith(typed))
    .map(({ command, hint }) => ({ text: `${command} `, label: command, what: hint }));
