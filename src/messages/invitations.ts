import { type Organisation, shortName } from "../domain/members.ts";
import type { RoleName } from "../domain/people.ts";
import { type DateTime, dayIn } from "../domain/time.ts";
import { words } from "../words/en.ts";
import type { Message } from "./message.ts";

const say = words.invitation;

export const invited = (one: {
  readonly code: string;
  readonly name: string;
  readonly organisation: Organisation;
  readonly role: RoleName;
  readonly expiresAt: DateTime;
  readonly readerZone: string;
}): Message => ({
  headline: say.invited(one.name, say.roles[one.role], shortName(one.organisation)),
  parts: [
    { kind: "paragraph", text: say.give },
    { kind: "paragraph", text: say.type(one.code) },
    { kind: "paragraph", text: say.until(dayIn(one.expiresAt, one.readerZone)) },
  ],
  buttons: [],
});

export const joined = (organisation: Organisation, role: RoleName): Message => ({
  headline: say.join.joined(say.roles[role], shortName(organisation)),
  parts: [{ kind: "paragraph", text: say.join.next }],
  buttons: [],
});

export const notJoined = (text: string): Message => ({ headline: text, parts: [], buttons: [] });

export const mayNotInvite = (): Message => ({
  headline: say.mayNotInvite.headline,
  parts: [{ kind: "paragraph", text: say.mayNotInvite.text }],
  buttons: [],
});

export const notJoinedText = (
  refusal:
    | { readonly kind: "wrongCode"; readonly guessesLeft: number }
    | { readonly kind: "tooManyGuesses" },
): string =>
  refusal.kind === "tooManyGuesses" ? say.join.tooMany : say.join.wrong(refusal.guessesLeft);
