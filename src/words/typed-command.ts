/**
 * A command that words name, such as `join`. Words hold a mark in front of it, and each surface
 * draws there what people type in front of its commands.
 */

/**
 * A sign that stands for nothing (U+FDD0, for a program's own use) and four by lot, which nobody can
 * have typed: what people write is never taken for a command of ours. As long as what Slack draws.
 */
const MARK = String.fromCharCode(
  0xfdd0,
  ...crypto.getRandomValues(new Uint16Array(4)).map((lot) => 0xe000 + (lot % 0x1900)),
);

/** `join`, `channel off`, `show BCN-2023-001`: what is typed after the bot's name. */
export const command = (typed: string): string => `${MARK}${typed}`;

/** With `before` in front of each command. */
export const drawCommands = (text: string, before: string): string => text.replaceAll(MARK, before);

/** For whoever reads it elsewhere than where they are going to type it. */
export const commandOn = {
  slack: (typed: string): string => `/bcn ${typed}`,
  teams: (typed: string): string => `bcn ${typed}`,
} as const;
