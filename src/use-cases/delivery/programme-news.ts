/** What one receiver is told of a programme, read at the moment it is sent. */
import { misfitsOf, misfitsOfDraft } from "../../domain/amendments/concerns.ts";
import {
  type DraftInNews,
  isOvertaken,
  type NewsReader,
  type ProgrammeNews,
  type RequestInNews,
  type TellingOfVersion,
  versionKnown,
} from "../../domain/amendments/programme-news.ts";
import { type Draft, isUntouched, valuesOf } from "../../domain/drafts/drafts.ts";
import type { Organisation } from "../../domain/members/members.ts";
import { differencesBetween } from "../../domain/notifications/differences.ts";
import type { Notification } from "../../domain/notifications/notification.ts";
import { isOfficer, npoesOf, type Person } from "../../domain/people.ts";
import type { Programme } from "../../domain/programmes/programmes.ts";
import type { Round } from "../../domain/programmes/rounds.ts";
import { isAmong, LIVE } from "../../domain/states.ts";
import { type DateTime, dayIn } from "../../domain/time.ts";
import type { Connection } from "../../store/database.ts";
import { endsByKey, type Letter } from "../../store/letters/outbox.ts";
import { allOrganisations } from "../../store/people/organisations.ts";
import { findPerson } from "../../store/people/people.ts";
import { findProgramme, versionsOf } from "../../store/programmes/programmes.ts";
import { plannedByKey } from "../../store/reminders.ts";
import { draftsBegunBySecretariat, draftsOf } from "../../store/requests/drafts.ts";
import { requestsConcerning } from "../../store/requests/requests.ts";
import { findSubscription } from "../../store/subscriptions.ts";
import { joinedRound } from "../drafts/draft-page.ts";
import type { StoredIds } from "../letters/letters.ts";
import { letterKey } from "../letters/tell.ts";
import { memberNames } from "../programmes/notification-preview.ts";
import { closingFor } from "../reminders/closing.ts";

interface Addressed extends Pick<Letter, "workspace" | "conversation"> {
  readonly ids: StoredIds<"programmeNews">;
}

/** Undefined when there is nothing to say: a newer version has its own message, or all is as it was. */
export const loadProgrammeNews = async (
  db: Connection,
  letter: Addressed,
  now: DateTime,
): Promise<ProgrammeNews | undefined> => {
  const programme = await findProgramme(db, letter.ids.programme);
  if (!programme) return undefined;
  const tellings = await tellingsTo(db, programme, letter);
  if (isOvertaken(letter.ids.version, tellings)) return undefined;
  const organisations = await allOrganisations(db);
  const { person: told } = letter.ids;
  const person = told === undefined ? undefined : await findPerson(db, told);
  const reader = await readerOf(db, letter, { person, organisations });
  const since = await changesSince(db, programme, versionKnown(tellings));
  if (!reader || since === undefined) return undefined;
  const setting = { programme, members: organisations, today: dayIn(now, programme.zone) };
  const drafts = await draftsFor(db, reader, setting, person);
  if (reader.kind === "person" && reader.npoes.length + drafts.length === 0) return undefined;
  const known = since?.known ?? programme.notification;
  const joins = joinedRound(programme, now);
  return {
    programme,
    changes: since && { differences: since.differences, origins: since.origins },
    members: await memberNames(db),
    reader,
    joins,
    owes: joins !== undefined && (await owesOne(db, reader, { programme, round: joins, now })),
    drafts,
    requests: await requestsFor(db, reader, setting, known),
    now,
  };
};

/** Every version that this receiver was told of, or was to be. */
const tellingsTo = async (
  db: Connection,
  { id, version: newest }: Programme,
  letter: Addressed,
): Promise<readonly TellingOfVersion[]> => {
  const versions = Array.from({ length: newest }, (_, index) => index + 1);
  const keys = new Map(
    versions.map((version) => [
      letterKey("programmeNews", { programme: id, version }, letter),
      version,
    ]),
  );
  const ends = await endsByKey(db, [...keys.keys()]);
  const planned = await plannedByKey(db, [...keys.keys()]);
  return [...keys]
    .filter(([key]) => ends.has(key) || planned.has(key))
    .map(([key, version]) => ({ version, sent: ends.get(key) === "sent" }));
};

/** Null where nothing is known yet; undefined where nothing differs any more. */
const changesSince = async (db: Connection, programme: Programme, known: number) => {
  if (known < 1) return null;
  const versions = await versionsOf(db, programme.id);
  const before = versions.find(({ version }) => version === known)?.notification;
  if (!before) return null;
  const differences = differencesBetween(before, programme.notification);
  if (differences.length === 0) return undefined;
  const origins = versions.filter(({ version }) => version > known).map(({ origin }) => origin);
  return { known: before, differences, origins };
};

/** Whether the channel's NPO is to be reminded of this round's closing date. */
const owesOne = async (
  db: Connection,
  { kind, npoes }: NewsReader,
  { programme, round, now }: { programme: Programme; round: Round; now: DateTime },
): Promise<boolean> => {
  const [npo] = npoes;
  if (kind !== "channel" || !npo?.active) return false;
  const { sent, refused } = await closingFor(db, programme, round, npo.id, now);
  return !sent && !refused;
};

/** Undefined when the role or the subscription is gone. */
const readerOf = async (
  db: Connection,
  { ids }: Addressed,
  {
    person,
    organisations,
  }: { readonly person: Person | undefined; readonly organisations: readonly Organisation[] },
): Promise<NewsReader | undefined> => {
  if (ids.subscription !== undefined) {
    const channel = await findSubscription(db, ids.subscription);
    const npoes = organisations.filter(
      ({ id, kind }) => id === channel?.organisation && kind === "npo",
    );
    return channel && { kind: "channel", npoes, zone: channel.zone };
  }
  const own = person ? npoesOf(person) : [];
  const npoes = organisations.filter(({ id }) => own.includes(id));
  const isConcerned = person && (npoes.length > 0 || isOfficer(person));
  return isConcerned ? { kind: "person", npoes, zone: person.zone } : undefined;
};

interface NewsSetting {
  readonly programme: Programme;
  readonly members: readonly Organisation[];
  readonly today: string;
}

const draftsFor = async (
  db: Connection,
  { npoes }: NewsReader,
  setting: NewsSetting,
  person: Person | undefined,
): Promise<DraftInNews[]> => {
  const found: DraftInNews[] = [];
  for (const sender of npoes) {
    for (const draft of await draftsOf(db, sender.id)) {
      if (draft.programmeId !== setting.programme.id || isUntouched(draft)) continue;
      found.push(draftInNews(draft, sender, setting, person));
    }
  }
  const onBehalf = person ? await draftsOnBehalf(db, person, setting) : [];
  const isListed = (id: string) => found.some(({ draft }) => draft.id === id);
  found.push(...onBehalf.filter(({ draft }) => !isListed(draft.id)));
  return found.sort((one, other) => Number(other.isOwn) - Number(one.isOwn));
};

/** What an officer holds for NPOs that they have no post in. */
const draftsOnBehalf = async (
  db: Connection,
  person: Person,
  setting: NewsSetting,
): Promise<DraftInNews[]> => {
  if (!isOfficer(person)) return [];
  return (await draftsBegunBySecretariat(db))
    .filter(({ heldBy, programmeId: of }) => heldBy === person.id && of === setting.programme.id)
    .flatMap((draft) => {
      const sender = setting.members.find(({ id }) => id === draft.sender);
      if (!sender) return [];
      return [{ ...draftInNews(draft, sender, setting, person), onBehalfOf: sender }];
    });
};

const draftInNews = (
  draft: Draft,
  sender: Organisation,
  setting: NewsSetting,
  person: Person | undefined,
): DraftInNews => ({
  draft,
  isOwn: draft.heldBy === person?.id,
  host: setting.members.find(({ id }) => id === valuesOf(draft.answers).host),
  misfits: misfitsOfDraft(draft, { ...setting, sender }),
});

const requestsFor = async (
  db: Connection,
  { npoes }: NewsReader,
  { programme, members }: NewsSetting,
  known: Notification,
): Promise<RequestInNews[]> => {
  const own = npoes.map(({ id }) => id);
  const all = await requestsConcerning(db, own);
  return all
    .filter(({ programmeId: of, state }) => of === programme.id && isAmong(LIVE, state))
    .flatMap((request) => {
      const sender = members.find(({ id }) => id === request.sender);
      const host = members.find(({ id }) => id === request.content.host);
      const round = programme.rounds.find(({ id }) => id === request.roundId);
      if (!sender || !host || !round) return [];
      const side = own.includes(sender.id) ? "sender" : "host";
      if (side === "host" && request.state === "host_declined") return [];
      const isMoved = known.closingDates?.includes(round.closesOn) === false;
      const misfits = misfitsOf(request, programme);
      return [{ request, sender, host, side, round, isMoved, misfits }];
    });
};
