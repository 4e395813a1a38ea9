/** What every use case is given, and the one way to write: a transaction that a replay can't repeat. */
import { type Outcome, refused } from "../domain/outcome.ts";
import type { Person } from "../domain/people.ts";
import type { DateTime } from "../domain/time.ts";
import { type Database, inTransaction, type Transaction } from "../store/database.ts";
import { useOnce } from "../store/deliveries.ts";
import {
  type Account,
  keepAccount,
  personByAccount,
  personWhoPressed,
} from "../store/people/people.ts";

export interface Context {
  readonly database: Database;
  /** A new UUID. */
  readonly newId: () => string;
  /** 32 random bytes, hex. */
  readonly newSalt: () => string;
  /** Leases, pace and replays live in system time; rules live in programme time. */
  readonly systemNow: () => DateTime;
  /** Told the kind of each refusal, a word of ours, and in which call: for the log. */
  readonly onRefusal?: (kind: string, call: string | undefined) => void;
}

/** Who asks: their chat account, and the call in which they do, as the log names it. */
export interface Caller extends Account {
  readonly call?: string | undefined;
}

/** Who pressed, when (programme time), and by which signed call. */
export interface Interaction {
  readonly account: Caller;
  readonly at: DateTime;
  readonly delivery: string;
}

/** `former`: somebody with a record whose roles were all taken away. */
export type Stranger = { readonly kind: "stranger"; readonly former?: boolean };
export type Replayed = { readonly kind: "replayed" };
/** "Not yours" and "not there" are one answer: who may not read may not infer. */
export type NotFound = { readonly kind: "notFound" };

/** Reads and writes as the person behind the press; refuses strangers and replays. */
export const asPerson = <Value, Refusal>(
  context: Context,
  interaction: Interaction,
  work: (tx: Transaction, person: Person) => Promise<Outcome<Value, Refusal>>,
): Promise<Outcome<Value, Refusal | Stranger | Replayed>> =>
  noted(
    context,
    interaction.account,
    inTransaction(context.database, async (tx) => {
      // Sent together: one way to the database and back for both.
      const [isFirst, person] = await Promise.all([
        useOnce(tx, interaction.delivery, context.systemNow().toJSDate()),
        personByAccount(tx, interaction.account),
      ]);
      if (!isFirst) return refused<Replayed>({ kind: "replayed" });
      await keepAccount(tx, interaction.account, person);
      return person && person.roles.length > 0 ? work(tx, person) : refused(strangerFrom(person));
    }),
  );

/** Reads only: a replay reads the same again. */
export const reading = async <Value, Refusal>(
  context: Context,
  account: Caller,
  work: (person: Person) => Promise<Outcome<Value, Refusal>>,
): Promise<Outcome<Value, Refusal | Stranger>> => {
  const person = await personWhoPressed(context.database, account);
  const outcome: Outcome<Value, Refusal | Stranger> =
    person && person.roles.length > 0 ? await work(person) : refused(strangerFrom(person));
  return noted(context, account, outcome);
};

const strangerFrom = (person: Person | undefined): Stranger =>
  person ? { kind: "stranger", former: true } : { kind: "stranger" };

/** The same outcome, after whoever keeps the log was told of a refusal. */
export const noted = async <Ended extends Outcome<unknown, unknown>>(
  { onRefusal }: Pick<Context, "onRefusal">,
  { call }: Caller,
  outcome: Ended | Promise<Ended>,
): Promise<Ended> => {
  const ended = await outcome;
  if (!ended.ok) onRefusal?.(kindOf(ended.refusal), call);
  return ended;
};

const kindOf = (refusal: unknown): string =>
  typeof refusal === "object" && refusal !== null && "kind" in refusal
    ? String(refusal.kind)
    : "refused";
