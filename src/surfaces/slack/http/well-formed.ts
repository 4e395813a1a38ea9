/**
 * Whether a body is what Slack sends: a form with fields, a form with `payload`, or JSON, the last two
 * holding an object. Bolt takes anything that parses, and a signed `null` would end the process.
 */
export const isWellFormed = (contentType: string, raw: Buffer): boolean => {
  if (contentType.startsWith("application/json")) return isObject(raw.toString());
  const payload = new URLSearchParams(raw.toString()).get("payload");
  return payload === null || isObject(payload);
};

const isObject = (text: string): boolean => {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
};
