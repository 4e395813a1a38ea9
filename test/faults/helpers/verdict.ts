/** What became of what was acknowledged: in the tables, in the history, and in Slack. */
import { sql } from "drizzle-orm";
import { eventually } from "../../product/helpers/client.ts";
import { bcn } from "../../product/helpers/product.ts";
import { directOf, liaisonOf, teamOf } from "./parties.ts";
import type { World } from "./world.ts";

export interface Verdict {
  readonly acknowledged: number;
  /** Drafts whose sender saw "Received", and that are no request, or one of another number. */
  readonly lost: readonly string[];
  /** Drafts that are more than one thing: two numbers told, two entries "submit", two letters of a kind. */
  readonly doubled: readonly string[];
  /** "1, 2, 3 …" without a gap. */
  readonly numbersAreWhole: boolean;
}

interface Kept {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly state: string;
  readonly number: string | null;
  readonly entries: number;
  readonly receipts: number;
  readonly cards: number;
  readonly participants: number;
}

export const judge = async ({ context, slack, senders }: World): Promise<Verdict> => {
  const kept = await requestsIn(context.database);
  const { acknowledged, contradicted } = slack.gate;
  const isWhole = (draft: string, number: string | undefined): boolean => {
    const one = kept.get(draft);
    return (
      one?.state === "submitted" &&
      (number === undefined || one.number === number) &&
      [one.entries, one.receipts, one.cards].every((count) => count >= 1) &&
      one.participants === PARTICIPANTS
    );
  };
  const isDoubled = ({ entries, receipts, cards }: Kept): boolean =>
    [entries, receipts, cards].some((count) => count > 1);
  const numbers = [...kept.values()].flatMap(({ number }) => (number ? [number] : []));
  return {
    acknowledged: senders.filter(({ draft }) => acknowledged.has(draft)).length,
    lost: [...acknowledged].filter(([draft, number]) => !isWhole(draft, number)).map(([id]) => id),
    doubled: [
      ...contradicted,
      ...[...kept.values()].filter(isDoubled).map(({ id }) => id),
      ...numbers.filter((number, index) => numbers.indexOf(number) !== index),
    ],
    numbersAreWhole: isCounting(numbers),
  };
};

/** In each draft of `parties.ts`. */
const PARTICIPANTS = 2;

const requestsIn = async (
  database: World["context"]["database"],
): Promise<ReadonlyMap<string, Kept>> => {
  const letters = (kind: string) =>
    sql`(select count(*)::int from outbox where kind = ${kind} and ids->>'request' = r.id::text)`;
  const rows = await database.execute<Kept>(sql`
    select r.id, r.state, r.number,
      (select count(*)::int from history where request_id = r.id and action = 'submit') as entries,
      (select count(*)::int from participants where request_id = r.id) as participants,
      ${letters("received")} as receipts, ${letters("hostAsked")} as cards
    from requests as r`);
  return new Map(rows.map((row) => [row.id, row]));
};

const isCounting = (numbers: readonly string[]): boolean => {
  const counters = numbers.map((number) => Number(number.split("-").at(-1))).sort((a, b) => a - b);
  return counters.every((counter, index) => counter === index + 1);
};

/** `bcn history verify` in a process of its own: throws with what it says when a chain is broken. */
export const verifyHistory = ({ env }: World): Promise<string> => bcn(["history", "verify"], env);

/** Until nothing waits in the outbox any more. */
export const untilDelivered = (
  { context: { database } }: World,
  timeoutMs: number,
): Promise<true> =>
  eventually(
    async () => {
      const [row] = await database.execute<{ waiting: number }>(
        sql`select count(*)::int as waiting from outbox where settled is null`,
      );
      return row?.waiting === 0 ? true : undefined;
    },
    "Letters still wait",
    timeoutMs,
  );

export interface Delivery {
  readonly letters: number;
  /** Letters that stand in Slack so often: all of them once. */
  readonly missing: readonly string[];
  readonly doubled: readonly string[];
  /** Conversations in which a letter stands above an earlier one. */
  readonly outOfOrder: readonly string[];
}

interface LetterRow {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly kind: string;
  readonly conversation: string;
}

/** Every letter of the outbox against what stands in Slack, conversation by conversation. */
export const inspectDelivery = async ({ context, slack, senders }: World): Promise<Delivery> => {
  const letters = await context.database.execute<LetterRow>(
    sql`select id, kind, conversation from outbox order by ordinal`,
  );
  const hosts = [...new Set(senders.map(({ host }) => host))];
  const places = [
    ...senders.map(({ as, conversation }) => [as.split(":")[0] ?? "", conversation] as const),
    ...hosts.map((host) => [teamOf(host), directOf(liaisonOf(host))] as const),
  ];
  const times = new Map<string, number>();
  const outOfOrder: string[] = [];
  for (const [team, channel] of places) {
    const shown = (await slack.messagesIn(team, channel)).flatMap(({ letter }) => letter ?? []);
    for (const letter of shown) times.set(letter, (times.get(letter) ?? 0) + 1);
    const meant = letters.filter(({ conversation }) => directOf(conversation) === channel);
    const expected = meant.map(({ id }) => id).filter((id) => shown.includes(id));
    if ([...new Set(shown)].join() !== expected.join()) outOfOrder.push(channel);
  }
  return {
    letters: letters.length,
    missing: letters.filter(({ id }) => !times.has(id)).map(({ id, kind }) => `${kind} ${id}`),
    doubled: letters
      .filter(({ id }) => (times.get(id) ?? 0) > 1)
      .map(({ id, kind }) => `${kind} ${id}`),
    outOfOrder,
  };
};
