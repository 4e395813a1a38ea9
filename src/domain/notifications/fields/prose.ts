import { done, type Outcome, refused } from "../../outcome.ts";
import { type UnreadableValue, unreadable } from "../problems.ts";
import { tidy } from "./plain-text.ts";

/** Prose on one line, of any length; refused when empty. */
export const readProse = (text: string): Outcome<string, UnreadableValue> => {
  const value = tidy(text);
  return value === "" ? refused({ kind: "empty" }) : done(value);
};

/** "36", "36-A", "2023/36": up to 20 letters, digits and marks, with at least one digit. */
export const readReferenceNo = (text: string): Outcome<string, UnreadableValue> => {
  const value = tidy(text);
  if (value === "") return refused({ kind: "empty" });
  return /^(?=.*\d)[\p{L}\d][\p{L}\d ./-]{0,19}$/u.test(value)
    ? done(value)
    : refused(unreadable(value));
};

/**
 * "(Name, )Secretary-General": who signed, and as what. Refused without the office, over 120
 * characters, or when what stands before the office isn't written as a name.
 */
export const readSignatory = (text: string): Outcome<string, UnreadableValue> => {
  const value = tidy(text);
  if (value === "") return refused({ kind: "empty" });
  if (value.length > 120) return refused(unreadable(value));
  const [, name, office] = signed.exec(value) ?? [];
  if (office === undefined || (name !== undefined && !isLikeName(name)))
    return refused(unreadable(value));
  return done(name === undefined ? office : `${name}, ${office}`);
};

/** Words with capitals, and those that stand small in names; scripts without capitals count too. */
const isLikeName = (name: string): boolean =>
  name.split(" ").every((word) => /^[(“"]?[\p{Lu}\p{Lo}]/u.test(word) || particle.test(word));

const particle = /^(?:[ae]l|bin|binti|da|de|del|der|di|la|ul|ur|van|von)\b/;

const signed = /^(?:(.+?),? )?((?:(?:Acting|Deputy|for) )?(?:the )?Secretary[- ]General)$/i;
