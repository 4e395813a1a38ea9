import { readFileSync } from "node:fs";
import type {
  Amendment,
  MemberName,
  Notification,
} from "../../../src/domain/notifications/notification.ts";
import { readNotification } from "../../../src/domain/notifications/read-notification.ts";

const fileAt = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

/** The project's own notification in layout C, which the local workspace publishes too. */
export const sampleText = fileAt("../../../src/local/sample-notification.txt");
export const sampleJson: unknown = JSON.parse(fileAt("../../fixtures/notifications/layout-c.json"));

const member = (country: string, name: string, ...aliases: readonly string[]): MemberName => ({
  country,
  name,
  aliases,
});

export const members: readonly MemberName[] = [
  member("BD", "Bangladesh"),
  member("TW", "Republic of China", "ROC", "Taiwan", "Chinese Taipei", "Rep. of China"),
  member("FJ", "Fiji"),
  member("HK", "Hong Kong", "Hong Kong, China"),
  member("IN", "India"),
  member("IR", "Islamic Republic of Iran", "IR Iran", "I.R. Iran", "Iran"),
  member("JP", "Japan"),
  member("PH", "Philippines", "the Philippines"),
  member("TR", "Turkiye", "Türkiye", "Turkey"),
];

/** The notification in a text that must be one. */
export const notificationIn = (text: string): Notification => {
  const read = readNotification(text, members);
  if (!read.ok) throw new Error(`refused: ${read.refusal.kind}`);
  if (read.value.kind !== "notification") throw new Error(`amends: ${read.value.kind}`);
  return read.value;
};

/** The addendum or revision in a text that must be one. */
export const amendmentIn = (text: string): Amendment => {
  const read = readNotification(text, members);
  if (!read.ok) throw new Error(`refused: ${read.refusal.kind}`);
  if (read.value.kind === "notification") throw new Error("amends nothing");
  return read.value;
};

/** A fixture of the project's own; each trap has one. */
export const fixture = (name: string): string => fileAt(`../../fixtures/notifications/${name}`);

/** The sample with one field's line replaced by another. */
export const sampleWith = (label: string, value: string): string => {
  const line = new RegExp(`^${label.replace(/[()]/g, "\\$&")}\\t.*$`, "m");
  if (!line.test(sampleText)) throw new Error(`no ${label} in the sample`);
  return sampleText.replace(line, () => `${label}\t${value}`);
};

/** What is warned about a field, by kind. */
export const problemsAt = (
  notification: Notification | Amendment,
  field: string,
): readonly string[] =>
  notification.warnings
    .filter((warning) => warning.field === field)
    .map((warning) => warning.problem.kind);
