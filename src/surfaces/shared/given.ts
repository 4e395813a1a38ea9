/** What the calls of any platform may be made of. */
import { z } from "zod";

const REPLACEMENT = "\uFFFD";
const NOT_STORABLE = /\0|\p{Surrogate}/gu;

/** As a database can keep it: neither NUL nor half a character fits into one. */
export const storableText = (text: string): string => text.replace(NOT_STORABLE, REPLACEMENT);

/** A string of a call, made so. */
export const storableString = z.string().transform(storableText);

/** Platforms' own are about 15 deep; whoever walks through thousands, such as JSON.stringify, has no stack left. */
const DEEPEST = 50;
export const isShallow = (value: unknown, levels = DEEPEST): boolean =>
  typeof value !== "object" ||
  value === null ||
  (levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1)));
