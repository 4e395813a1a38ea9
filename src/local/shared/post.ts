export type Delivered =
  | { kind: "answered"; status: number; text: string; headers: Headers }
  | { kind: "timeout" }
  | { kind: "failed" };

/** Posts to the product, and gives up after so long. */
export async function postWithin(
  url: string,
  { body, headers }: { body: string; headers: Record<string, string> },
  withinMs: number,
): Promise<Delivered> {
  const limit = AbortSignal.timeout(withinMs);
  try {
    const response = await fetch(url, { method: "POST", body, signal: limit, headers });
    const text = await response.text();
    return { kind: "answered", status: response.status, text, headers: response.headers };
  } catch {
    return { kind: limit.aborted ? "timeout" : "failed" };
  }
}
