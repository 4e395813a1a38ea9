import { briefName, type Organisation, shortName } from "../../domain/members/members.ts";
import type { RoleName } from "../../domain/people.ts";
import type { Platform } from "../../domain/platform.ts";
import { pointer } from "../../domain/pointers.ts";
import { type DateTime, dayIn, type ReaderTime } from "../../domain/time.ts";
import { words } from "../../words/en.ts";
import type { Message } from "../message.ts";

const say = words.invitation;

export const invited = (one: {
  readonly code: string;
  readonly name: string;
  readonly organisation: Organisation;
  readonly role: RoleName;
  readonly expiresAt: DateTime;
  readonly readerTime: ReaderTime;
  readonly furtherAccount: boolean;
  /** Where they may type it. */
  readonly platforms: readonly Platform[];
}): Message => ({
  headline: one.furtherAccount
    ? say.invitedAccount(one.name, shortName(one.organisation))
    : say.invited(one.name, say.roles[one.role], shortName(one.organisation)),
  parts: [
    { kind: "paragraph", text: one.furtherAccount ? say.giveAccount : say.give },
    { kind: "paragraph", text: typed(one) },
    {
      kind: "paragraph",
      text: say.until(dayIn(one.expiresAt, one.readerTime.zone), one.readerTime.today),
    },
  ],
  buttons: [],
});

/** As each platform's people type it; with one platform as its own surface draws it. */
const typed = ({
  code,
  platforms,
}: {
  readonly code: string;
  readonly platforms: readonly Platform[];
}): string =>
  platforms.length > 1
    ? platforms.map((platform) => say.typeOn[platform](code)).join("\n")
    : say.type(code);

/** `waits`: until the Secretariat has approved the workspace; news in channels, or all but joining. */
export const joined = (
  {
    organisation,
    role,
    furtherAccount,
    waits,
  }: {
    readonly organisation: Organisation;
    readonly role: RoleName;
    readonly furtherAccount: boolean;
    readonly waits: "channels" | "all" | undefined;
  },
  platform: Platform,
): Message => ({
  headline: furtherAccount
    ? say.join.furtherAccount(say.roles[role], shortName(organisation))
    : say.join.joined(say.roles[role], shortName(organisation)),
  parts: [
    ...(organisation.active
      ? []
      : [{ kind: "paragraph", text: say.join.suspended(organisation.name) } as const]),
    { kind: "paragraph", text: waits === "all" ? words.workspace.joined.all : say.join.next },
    ...(waits === "channels"
      ? [
          {
            kind: "paragraph",
            text: words.workspace.joined.channels(words.workspace.here[platform]),
          } as const,
        ]
      : []),
  ],
  buttons: [],
});

/** To whoever invited them: who came in, and where to look if it is somebody else. */
export const toldOfJoin = ({
  name,
  role,
  organisation,
  what,
}: {
  readonly name: string;
  readonly role: RoleName;
  readonly organisation: Organisation;
  readonly what: "role" | "account";
}): Message => ({
  headline: say.told[what](name, say.roles[role], shortName(organisation)),
  parts: [{ kind: "paragraph", text: say.told.text(say.told.open(briefName(organisation))) }],
  buttons: [
    {
      verb: "member",
      id: pointer("organisation", { id: organisation.id }),
      label: say.told.open(briefName(organisation)),
    },
  ],
  why: say.told.why,
});

export type NotJoined =
  | { readonly kind: "wrongCode"; readonly guessesLeft: number }
  | { readonly kind: "tooManyGuesses" }
  | { readonly kind: "alreadyIn"; readonly organisation: Organisation; readonly role: RoleName }
  | { readonly kind: "someoneElses" };

export const notJoined = (refusal: NotJoined): Message => {
  const [headline, ...more] = notJoinedLines(refusal);
  return {
    headline,
    parts: more.map((text) => ({ kind: "paragraph", text })),
    buttons: [],
  };
};

/** At the code's field. */
export const notJoinedText = (refusal: NotJoined): string => notJoinedLines(refusal).join(" ");

export const mayNotInvite = (): Message => ({
  headline: say.mayNotInvite.headline,
  parts: [{ kind: "paragraph", text: say.mayNotInvite.text }],
  buttons: [],
});

const notJoinedLines = (refusal: NotJoined): [string, ...string[]] => {
  switch (refusal.kind) {
    case "wrongCode":
      return [say.join.wrong(refusal.guessesLeft)];
    case "tooManyGuesses":
      return [say.join.tooMany];
    case "alreadyIn":
      return [
        say.join.alreadyIn(say.roles[refusal.role], shortName(refusal.organisation)),
        say.join.alreadyInNext,
      ];
    case "someoneElses":
      return [say.join.someoneElses, say.join.someoneElsesNext];
  }
};
