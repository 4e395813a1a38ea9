/**
 * What people write may be read from the right, and stands in sentences of ours that are read from
 * the left. Words put such a value between two marks; each surface draws them as isolates (UAX #9),
 * so that it reorders nothing that stands beside it, and nothing that does reorders it.
 */

/** Four signs by lot, as in a command's mark: nobody can have typed them. */
const LOT = crypto.getRandomValues(new Uint16Array(4)).map((lot) => 0xe000 + (lot % 0x1900));
const BEFORE = String.fromCharCode(0xfdd1, ...LOT);
const AFTER = String.fromCharCode(0xfdd2, ...LOT);

const FROM_THE_RIGHT =
  /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}/u;

export const isFromTheRight = (text: string): boolean => FROM_THE_RIGHT.test(text);

/** Somebody's words beside ours. Words do it themselves to all that they are given. */
export const theirs = (text: string): string =>
  isFromTheRight(text) ? `${BEFORE}${text}${AFTER}` : text;

/** With an isolate (FSI and PDI) in the place of each pair of marks. */
export const drawIsolates = (text: string): string =>
  text.replaceAll(BEFORE, "\u2068").replaceAll(AFTER, "\u2069");

/** The same words; whatever text they are given is put between the marks. */
export const isolating = <Words>(words: Words): Words => within(words, wrapped) as Words;

const wrapped = (word: unknown): unknown =>
  typeof word === "function"
    ? (...given: unknown[]) => word(...given.map((one) => within(one, marked)))
    : word;

const marked = (value: unknown): unknown => (typeof value === "string" ? theirs(value) : value);

/** `change` for each value in lists and plain objects; days and instants stay as they are. */
const within = (value: unknown, change: (value: unknown) => unknown): unknown => {
  if (Array.isArray(value)) return value.map((one) => within(one, change));
  if (
    typeof value !== "object" ||
    value === null ||
    Object.getPrototypeOf(value) !== Object.prototype
  )
    return change(value);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, within(one, change)]));
};
