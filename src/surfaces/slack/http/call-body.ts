/** What a call holds: the fields of a command, or the object that an event or a press is. */
export type CallBody = Readonly<Record<string, unknown>>;

/**
 * Reads what Slack sends: a form with fields, a form with `payload`, or JSON, the last two holding an
 * object. Undefined for all else: a signed `null` would end the process.
 */
export const readCall = (contentType: string, raw: Buffer): CallBody | undefined => {
  const text = raw.toString();
  if (contentType.startsWith("application/json")) return objectIn(text);
  if (isPayloadAlone(text)) return objectIn(decoded(text.slice(PAYLOAD.length)));
  const fields = new URLSearchParams(text);
  const payload = fields.get("payload");
  return payload === null ? Object.fromEntries(fields) : objectIn(payload);
};

const PAYLOAD = "payload=";

/** Slack sends no other field with it, and a page of the form is 20 KB: so decoded it takes half as long. */
const isPayloadAlone = (text: string): boolean => text.startsWith(PAYLOAD) && !text.includes("&");

const decoded = (field: string): string => {
  try {
    return decodeURIComponent(field.replaceAll("+", " "));
  } catch {
    return "";
  }
};

const objectIn = (text: string): CallBody | undefined => {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)
      ? { ...parsed }
      : undefined;
  } catch {
    return undefined;
  }
};
