/** Who hears that a programme was published or changed: everyone whom it concerns, on their next working morning. */
import {
  type OrganisationId,
  type PersonId,
  type ProgrammeId,
  SECRETARIAT,
} from "../../domain/ids.ts";
import type { Organisation } from "../../domain/members/members.ts";
import { type Programme, takesPart } from "../../domain/programmes/programmes.ts";
import { closingInstant, roundToJoin } from "../../domain/programmes/rounds.ts";
import { type DateTime, dayIn } from "../../domain/time.ts";
import type { Connection, Transaction } from "../../store/database.ts";
import { endsByKey } from "../../store/letters/outbox.ts";
import { allOrganisations } from "../../store/people/organisations.ts";
import { versionsOf } from "../../store/programmes/programmes.ts";
import { plannedByKey } from "../../store/reminders.ts";
import { draftsOfProgramme } from "../../store/requests/drafts.ts";
import { liveRequestsOfProgramme } from "../../store/requests/requests.ts";
import type { Subscription } from "../../store/subscriptions.ts";
import type { Context } from "../context.ts";
import type { ReceiversOf } from "./letters.ts";
import type { Receiver } from "./receivers.ts";
import { letterKey, tell } from "./tell.ts";

export interface Told {
  readonly people: number;
  readonly channels: number;
  /** NPOs that it concerns and where nobody can be written to. */
  readonly unreachable: readonly Organisation[];
}

interface News {
  /** Undefined when the programme is new. */
  readonly before: Programme | undefined;
  readonly after: Programme;
  /** The officer who published it. */
  readonly by: PersonId;
  readonly at: DateTime;
}

/**
 * LOs of all that take part, or have sent or are asked to host something; holders of drafts; channels.
 * Who published it hears where nobody could be told.
 */
export const tellOfProgramme = async (
  context: Context,
  tx: Transaction,
  news: News,
): Promise<Told> => {
  const tellEach = (to: ReceiversOf<"programmeNews">) =>
    tell(context, tx, "programmeNews", { ...aboutNews(news), to });
  const organisations = await allOrganisations(tx);
  const concerned = await concernedBy(tx, news);
  const told: Receiver[] = [];
  const unreachable: Organisation[] = [];
  for (const organisation of organisations.filter(concerned)) {
    const people = await tellEach({ side: organisation });
    if (people.length === 0) unreachable.push(organisation);
    told.push(...people, ...(await tellEach({ channels: organisation, topic: "closing" })));
  }
  for (const { heldBy: person, sender } of await draftsOfProgramme(tx, news.after.id)) {
    // By the post in the NPO, or an officer's, who holds it on the NPO's behalf.
    const posts = organisations.filter(({ id }) => id === sender || id === SECRETARIAT);
    for (const of of posts) told.push(...(await tellEach({ person, of })));
  }
  const secretariat = organisations.find(({ id }) => id === SECRETARIAT);
  if (secretariat) told.push(...(await tellEach({ channels: secretariat, topic: "requests" })));
  if (secretariat && unreachable.length > 0) {
    const { programme, version } = aboutNews(news).ids;
    await tell(context, tx, "whomToTell", {
      ids: { programme, version, npoes: unreachable.map(({ id }) => id) },
      about: `${programme}:${version}`,
      to: { person: news.by, of: secretariat },
      at: news.at,
    });
  }
  const people = new Set(told.flatMap(({ ids: { person } }) => person ?? []));
  const channels = told.filter(({ ids: { subscription } }) => subscription !== undefined).length;
  return { people: people.size, channels, unreachable };
};

const aboutNews = ({ after, at }: News) => {
  const round = roundToJoin(after.rounds, after.zone, at);
  return {
    ids: { programme: after.id, version: after.version },
    at,
    closing: round && closingInstant(round, after.zone),
  };
};

/** Whoever took part until now hears that it doesn't any more. */
const concernedBy = async (
  tx: Transaction,
  { before, after }: News,
): Promise<(organisation: Organisation) => boolean> => {
  const parties = new Set<OrganisationId>(
    (await liveRequestsOfProgramme(tx, after.id)).flatMap(({ state, sender, content }) =>
      state === "host_declined" ? [sender] : [sender, content.host],
    ),
  );
  return ({ id, kind, active }) =>
    kind === "npo" &&
    (parties.has(id) ||
      (active && [before, after].some((one) => one !== undefined && takesPartIn(one, id))));
};

const takesPartIn = ({ notification }: Programme, id: OrganisationId): boolean =>
  takesPart(notification.participatingCountries, id) ||
  takesPart(notification.hostingCountries, id);

/**
 * A channel's news of a programme on the present local day: it says each closing date, so the
 * reminder of one isn't sent beside it. Only what was sent counts: news that came to nothing takes no
 * reminder with it. `waits`: due, and not in the outbox yet. `now` is programme time.
 */
export const newsToday = async (
  db: Connection,
  programme: ProgrammeId,
  channel: Pick<Subscription, "workspace" | "conversation" | "zone">,
  now: DateTime,
): Promise<"waits" | "sent" | undefined> => {
  const versions = (await versionsOf(db, programme)).map(({ version, publishedAt }) => ({
    key: letterKey("programmeNews", { programme, version }, channel),
    publishedAt,
  }));
  const keys = versions.map(({ key }) => key);
  const planned = await plannedByKey(db, keys);
  if ([...planned.values()].some(({ dueAt, settledAt }) => !settledAt && dueAt <= now))
    return "waits";
  const ends = await endsByKey(db, keys);
  const today = dayIn(now, channel.zone);
  // What wasn't planned went out when it was published.
  const isSentToday = ({ key, publishedAt }: (typeof versions)[number]): boolean =>
    ends.get(key) === "sent" &&
    dayIn(planned.get(key)?.settledAt ?? publishedAt, channel.zone) === today;
  return versions.some(isSentToday) ? "sent" : undefined;
};
