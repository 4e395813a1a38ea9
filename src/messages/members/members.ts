/** Sentences about members, their people and their calendars; and the letters about people. */

import type {
  FactChange,
  FactName,
  Member,
  MemberFacts,
} from "../../domain/members/member-facts.ts";
import type { Unreachable } from "../../domain/members/member-views.ts";
import { briefName, type Organisation, shortName } from "../../domain/members/members.ts";
import type { RoleName } from "../../domain/people.ts";
import { pointer } from "../../domain/pointers.ts";
import { words } from "../../words/en.ts";
import type { Button, Message, MessagePart } from "../message.ts";

const say = words.member;
const { roles } = words.invitation;

export const memberNotFound = (): Message => note(say.notFound);
export const notACalendarKeeper = (): Message => note(words.calendar.notAKeeper);

const note = ({ headline, text }: { headline: string; text: string }): Message => ({
  headline,
  parts: [paragraph(text)],
  buttons: [],
});

const paragraph = (text: string): MessagePart => ({ kind: "paragraph", text });

export interface RemovedFacts {
  readonly name: string;
  readonly role: RoleName;
  readonly organisation: Organisation;
  readonly own: boolean;
  readonly drafts: number;
  readonly heldBy: string | undefined;
  readonly revoked: number;
}

export const removedText = (one: RemovedFacts): string => {
  const { name, role, organisation, own, drafts, heldBy, revoked } = one;
  return [
    own
      ? say.removed.own(roles[role], shortName(organisation))
      : say.removed.headline(name, roles[role], shortName(organisation)),
    ...(drafts > 0
      ? [heldBy ? say.removed.heldBy(drafts, heldBy) : say.removed.heldByNobody(drafts)]
      : []),
    ...(revoked > 0 ? [say.removed.revoked(revoked)] : []),
  ].join(" ");
};

/** Where the page can't be shown any more, since it was one's own role. */
export const removedOwn = (one: RemovedFacts): Message => ({
  headline: removedText(one),
  parts: [],
  buttons: [],
});

export const roleKeptText = (why: "goneAlready" | "lastAdministrator"): string => say.removed[why];

/** `used`: too late, somebody has come in with it. */
export const revokedText = (name: string, used: boolean): string =>
  used ? say.revoked.used(name) : say.revoked.done(name);

export const correctedText = ({
  changes,
  confirmed,
  moved,
  movedMatters,
}: {
  readonly changes: readonly FactChange[];
  readonly confirmed: readonly string[];
  readonly moved: number;
  /** Working days differ now. */
  readonly movedMatters: boolean;
}): string => {
  const told = changes.map(({ fact, before, after }) =>
    say.corrected.change(say.facts[fact], valueText(fact, after), valueText(fact, before)),
  );
  const checked = confirmed
    .filter((name) => !changes.some(({ fact }) => fact === name))
    .map((name) => (isFact(name) ? say.facts[name] : name));
  if (told.length + checked.length === 0) return say.corrected.nothing;
  return say.corrected.headline([
    ...told,
    ...(checked.length > 0 ? [say.corrected.confirmed(checked)] : []),
    ...(movedMatters ? [say.moved(moved)] : []),
  ]);
};

const isFact = (name: string): name is FactName => name in say.facts;

const valueText = (fact: FactName, facts: MemberFacts): string => {
  switch (fact) {
    case "weekend":
      return say.value.weekend(facts.weekend);
    case "active":
      return facts.active ? say.value.active : say.value.suspended;
    case "npo":
    case "acronym":
    case "telephone":
    case "zone":
      return facts[fact] ?? say.value.none;
  }
};

const letters = say.letters;

/** To the Secretariat: somebody has no account any more that can be written to. */
export const unreachable = ({ name, posts, colleagues }: Unreachable): Message => ({
  headline: letters.unreachable.headline(name),
  parts: [
    ...posts.flatMap(({ organisation, role }) => [
      paragraph(
        letters.unreachable.post(roles[role], shortName(organisation), organisation.telephone),
      ),
      paragraph(colleaguesText(organisation, colleagues)),
    ]),
    paragraph(letters.unreachable.next),
  ],
  buttons: posts
    .map(({ organisation }) => organisation)
    .filter((one, index, all) => all.findIndex(({ id }) => id === one.id) === index)
    .flatMap((organisation): Button[] => [
      {
        verb: "member",
        id: pointer("organisation", { id: organisation.id }),
        label: letters.unreachable.open(briefName(organisation)),
      },
      {
        verb: "invite",
        id: pointer("organisation", { id: organisation.id }),
        label: letters.unreachable.invite,
      },
    ]),
  why: letters.unreachable.why,
});

const colleaguesText = (organisation: Member, colleagues: Unreachable["colleagues"]): string => {
  const names = colleagues
    .filter((one) => one.organisation === organisation.id)
    .map(({ name }) => name);
  return names.length > 0
    ? letters.unreachable.colleagues(briefName(organisation), names)
    : letters.unreachable.nobody(briefName(organisation));
};

export const channelGone = (organisation: Organisation): Message => ({
  headline: letters.channelGone.headline(shortName(organisation)),
  parts: [paragraph(letters.channelGone.text)],
  buttons: [],
  why: letters.channelGone.why(briefName(organisation)),
});

export const roleEnded = (organisation: Organisation, role: RoleName): Message => ({
  headline: letters.roleEnded.headline(roles[role], shortName(organisation)),
  parts: [paragraph(letters.roleEnded.text)],
  buttons: [],
  why: letters.roleEnded.why,
});

export const draftsHandedOver = (
  organisation: Organisation,
  former: { readonly name: string; readonly role: RoleName; readonly drafts: number },
): Message => ({
  headline: letters.draftsHandedOver.headline(former.drafts, briefName(organisation)),
  parts: [paragraph(letters.draftsHandedOver.text(former.name, roles[former.role]))],
  buttons: [],
  why: letters.draftsHandedOver.why(briefName(organisation)),
});
