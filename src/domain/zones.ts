import { DateTime, type Zone } from "./time.ts";

/**
 * The zone that somebody means: "Asia/Dhaka", "asia/dhaka", or its city alone, "Dhaka". Undefined
 * where there is none. `known` are zones in use: the list of the machine knows some cities by older
 * names only ("Asia/Calcutta").
 */
export const readZone = (text: string, known: readonly Zone[]): Zone | undefined => {
  const typed = text.trim().replaceAll(/\s+/g, "_").toLowerCase();
  if (typed === "") return undefined;
  const all = [...known, ...Intl.supportedValuesOf("timeZone")];
  const same = all.find((zone) => zone.toLowerCase() === typed);
  const sameCity = all.find((zone) => zone.toLowerCase().endsWith(`/${typed}`));
  return same ?? sameCity ?? asTyped(text.trim());
};

/** A valid name that isn't in the lists; "UTC" and the like are no place where an NPO works. */
const asTyped = (text: string): Zone | undefined =>
  text.includes("/") && DateTime.fromMillis(0, { zone: text }).isValid ? text : undefined;
