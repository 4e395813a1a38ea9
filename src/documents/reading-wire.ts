/** What goes to the reading process: a line of JSON, then the bytes as they are. Its answer is JSON. */
import type { MemberName } from "../domain/notifications/notification.ts";
import type { NotificationSource } from "../domain/notifications/reading.ts";

/** Standard output is left to whatever a library may print. */
export const ANSWER_FD = 3;

export interface Asked {
  readonly source: NotificationSource;
  readonly members: readonly MemberName[];
}

interface Head {
  readonly kind: NotificationSource["kind"];
  readonly name: string;
  readonly members: readonly MemberName[];
}

export const inWire = ({ source, members }: Asked): readonly Uint8Array[] => {
  const name = source.kind === "file" ? source.name : "";
  const head: Head = { kind: source.kind, name, members };
  const body = source.kind === "file" ? source.bytes : Buffer.from(source.text);
  return [Buffer.from(`${JSON.stringify(head)}\n`), body];
};

export const fromWire = (wire: Buffer): Asked => {
  const end = wire.indexOf("\n");
  const { kind, name, members } = JSON.parse(wire.toString("utf8", 0, end)) as Head;
  const bytes = wire.subarray(end + 1);
  const source =
    kind === "file" ? { kind, name, bytes } : ({ kind, text: bytes.toString() } as const);
  return { source, members };
};
