/**
 * Duties are opened, and what comes next of them is computed anew, in the transaction that changes a
 * date, a zone, a calendar, an hour or a subscription.
 */
import type { OrganisationId, RequestId } from "../../domain/ids.ts";
import type { Organisation } from "../../domain/members/members.ts";
import type { Programme } from "../../domain/programmes/programmes.ts";
import {
  comingOf,
  type Duty,
  ladderOf,
  type Matter,
  type Place,
  type RequestDutyKind,
} from "../../domain/reminders/duties.ts";
import type { Ladder } from "../../domain/reminders/ladder.ts";
import { DateTime, type IsoDay } from "../../domain/time.ts";
import type { Connection } from "../../store/database.ts";
import {
  lockDutiesOf,
  lockDutiesOwedBy,
  type OpenDuty,
  removeDuties,
  saveDuty,
} from "../../store/duties.ts";
import { findOrganisation } from "../../store/people/organisations.ts";
import { allProgrammes } from "../../store/programmes/programmes.ts";
import { allSubscriptions, type Subscription } from "../../store/subscriptions.ts";

/**
 * Something on a request is owed from `askedAt` (programme time) until `dueOn`, a calendar day of
 * the side that the kind's ladder says owes it. Opened again it is asked anew: of another host, or by
 * another day. Whatever settles it ends it with `endDuty` of `store/duties.ts`.
 */
export const openDuty = async (
  db: Connection,
  newId: () => string,
  {
    kind,
    request,
    sides,
    programme,
    askedAt,
    dueOn,
  }: {
    readonly kind: RequestDutyKind;
    readonly request: RequestId;
    readonly sides: Readonly<Record<Ladder["owes"], Organisation>>;
    readonly programme: Programme;
    readonly askedAt: DateTime;
    readonly dueOn: IsoDay;
  },
): Promise<void> => {
  const matter: Matter = { kind, request };
  const organisation = sides[ladderOf(kind, programme.reminders).owes];
  const of = { organisation: organisation.id, programme: programme.id };
  const duty = { id: newId(), matter, ...of, askedAt, dueOn, told: null };
  await save(db, duty, { programme, organisation });
};

/**
 * The closing dates that a channel is told, as they are now. They are told to NPOs, which send
 * requests; the Secretariat and suspended members send none. Take the planning lock first.
 */
export const planFor = async (
  db: Connection,
  newId: () => string,
  subscription: Subscription,
): Promise<void> => {
  const organisation = await organisationOf(db, subscription.organisation);
  const { kind, active } = organisation;
  const wanted = kind === "npo" && active && subscription.topics.includes("closing");
  const programmes = wanted ? await allProgrammes(db) : [];
  const before = await lockDutiesOf(db, subscription.id);
  const kept = new Set<string>();
  for (const programme of programmes) {
    const setting = { programme, organisation, channel: subscription };
    for (const duty of closingDuties(newId, programme, subscription, before)) {
      const isKnown = before.some(({ id }) => id === duty.id);
      if (!isKnown && comingOf(duty, setting).length === 0) continue;
      kept.add(duty.id);
      await save(db, duty, setting);
    }
  }
  await removeDuties(
    db,
    before.map(({ id }) => id).filter((id) => !kept.has(id)),
  );
};

/** One for each round; of one that is there already it stays known what was told. */
const closingDuties = (
  newId: () => string,
  { id: programme, rounds, publishedAt }: Programme,
  { id: subscription, organisation, subscribedAt }: Subscription,
  before: readonly Duty[],
): Duty[] =>
  rounds.map(({ id: round, closesOn }) => {
    const known = before.find(({ matter }) => matter.kind === "closing" && matter.round === round);
    return {
      id: known?.id ?? newId(),
      matter: { kind: "closing", round, subscription },
      organisation,
      programme,
      askedAt: DateTime.max(subscribedAt, publishedAt),
      dueOn: closesOn,
      told: known?.told ?? null,
    };
  });

export const planAll = async (db: Connection, newId: () => string): Promise<void> => {
  for (const subscription of await allSubscriptions(db)) await planFor(db, newId, subscription);
};

/** Instants of what is still to be said to an organisation's channels, by step. */
export type Ahead = ReadonlyMap<string, number>;

/**
 * After a change of an organisation's working days or zone; take the planning lock and
 * `closingsAhead` before it. Gives how many reminders of closing dates came, went or moved.
 */
export const planForOrganisation = async (
  db: Connection,
  newId: () => string,
  id: OrganisationId,
  before: Ahead,
): Promise<number> => {
  const organisation = await organisationOf(db, id);
  for (const subscription of await subscriptionsOf(db, id)) await planFor(db, newId, subscription);
  const programmes = await allProgrammes(db);
  for (const duty of await lockDutiesOwedBy(db, id)) {
    const programme = programmes.find((one) => one.id === duty.programme);
    if (duty.matter.kind === "closing" || !programme) continue;
    await save(db, duty, { programme, organisation });
  }
  const after = await closingsAhead(db, id);
  const gone = [...before.keys()].filter((step) => !after.has(step));
  const changed = [...after].filter(([step, at]) => before.get(step) !== at);
  return gone.length + changed.length;
};

export const closingsAhead = async (db: Connection, id: OrganisationId): Promise<Ahead> => {
  const organisation = await organisationOf(db, id);
  const programmes = await allProgrammes(db);
  const ahead = new Map<string, number>();
  for (const channel of await subscriptionsOf(db, id)) {
    for (const duty of await lockDutiesOf(db, channel.id)) {
      const programme = programmes.find((one) => one.id === duty.programme);
      for (const { name, comesAt } of programme
        ? comingOf(duty, { programme, organisation, channel })
        : [])
        ahead.set(`${duty.id} ${duty.dueOn} ${name}`, comesAt.toMillis());
    }
  }
  return ahead;
};

const save = (
  db: Connection,
  duty: Duty,
  setting: {
    readonly programme: Programme;
    readonly organisation: Organisation;
    readonly channel?: Place;
  },
): Promise<void> => {
  const [next] = comingOf(duty, setting);
  const open: OpenDuty = { ...duty, nextAt: next?.comesAt ?? null };
  return saveDuty(db, open);
};

const organisationOf = async (db: Connection, id: OrganisationId): Promise<Organisation> => {
  const organisation = await findOrganisation(db, id);
  if (!organisation) throw new Error(`No organisation ${id}`);
  return organisation;
};

const subscriptionsOf = async (db: Connection, id: OrganisationId): Promise<Subscription[]> =>
  (await allSubscriptions(db)).filter(({ organisation }) => organisation === id);
