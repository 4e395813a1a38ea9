import { parseJson } from "../../../domain/json.ts";

/**
 * Decodes what Slack sends: a form with fields, a form with `payload`, or JSON. Undefined when it
 * isn't such; what it holds is for `parseCall` to say.
 */
export const decodeCall = (contentType: string, raw: Buffer): unknown => {
  const text = raw.toString();
  if (contentType.startsWith("application/json")) return parseJson(text);
  if (isPayloadAlone(text)) return parseJson(decoded(text.slice(PAYLOAD.length)));
  const fields = new URLSearchParams(text);
  const payload = fields.get("payload");
  return payload === null ? Object.fromEntries(fields) : parseJson(payload);
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
