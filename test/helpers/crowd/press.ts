/** What people press at the same moment, as values that can be generated, and how it is pressed. */

import type { Answer, Answers } from "../../../src/domain/drafts/drafts.ts";
import { digestOf } from "../../../src/domain/drafts/form-snapshots.ts";
import type { DateTime } from "../../../src/domain/time.ts";
import { admitLate } from "../../../src/use-cases/admissions/admit-late.ts";
import { askAdmission } from "../../../src/use-cases/admissions/ask-admission.ts";
import { discardDraft } from "../../../src/use-cases/drafts/discard-draft.ts";
import {
  addParticipant,
  removeParticipant,
  turnPage,
} from "../../../src/use-cases/drafts/edit-draft.ts";
import { readDraft } from "../../../src/use-cases/drafts/read-draft.ts";
import { typeInDraft } from "../../../src/use-cases/drafts/type-in-draft.ts";
import { showRequest } from "../../../src/use-cases/requests/read-requests.ts";
import { submitRequest } from "../../../src/use-cases/requests/submit-request.ts";
import { accountOf, type TestContext, tokyo } from "../context.ts";
import fc from "../fast-check.ts";
import type { Stand } from "./stand.ts";

export const DRAFTERS = ["FJ-liaison", "FJ-backup", "APO-officer"] as const;
export type Drafter = (typeof DRAFTERS)[number];
export const FIELDS = ["topic", "objectives"] as const;
type FieldName = (typeof FIELDS)[number];

/** The first round closes as 1 April begins in Tokyo. */
export const CLOSING: DateTime = tokyo("2023-04-01T00:00");
const MOMENTS: Readonly<Record<Moment, DateTime>> = {
  before: CLOSING.minus({ milliseconds: 1 }),
  at: CLOSING,
  after: CLOSING.plus({ milliseconds: 1 }),
};
type Moment = "before" | "at" | "after";

export type Wish =
  | { readonly kind: "type"; readonly who: Drafter; readonly field: FieldName }
  | { readonly kind: "turn"; readonly who: Drafter; readonly direction: "next" | "back" }
  | { readonly kind: "add"; readonly who: Drafter }
  | { readonly kind: "remove"; readonly who: Drafter; readonly place: number }
  | { readonly kind: "discard"; readonly who: Drafter }
  | {
      readonly kind: "submit";
      readonly who: Drafter;
      readonly moment: Moment;
      readonly shown: 1 | 2;
      readonly again: "no" | "pressed" | "replayed";
    }
  | { readonly kind: "ask"; readonly who: Drafter }
  | { readonly kind: "admit"; readonly who: "APO-officer" | "APO-admin" }
  | { readonly kind: "look"; readonly who: "JP-liaison" | "BD-liaison" | "APO-officer" };

const who = fc.constantFrom(...DRAFTERS);
const one = <Kind extends Wish["kind"]>(kind: Kind) => fc.constant(kind);

export const wishes: fc.Arbitrary<Wish> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: one("type"), who, field: fc.constantFrom(...FIELDS) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: one("turn"),
      who,
      direction: fc.constantFrom("next" as const, "back" as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: one("add"), who }) },
  { weight: 1, arbitrary: fc.record({ kind: one("remove"), who, place: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ kind: one("discard"), who }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: one("submit"),
      who,
      moment: fc.constantFrom("before" as const, "at" as const, "after" as const),
      shown: fc.constantFrom(1 as const, 2 as const),
      again: fc.constantFrom("no" as const, "pressed" as const, "replayed" as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: one("ask"), who }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: one("admit"),
      who: fc.constantFrom("APO-officer" as const, "APO-admin" as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: one("look"),
      who: fc.constantFrom("JP-liaison" as const, "BD-liaison" as const, "APO-officer" as const),
    }),
  },
);

/** What a press did, as far as the model has to know. */
export interface Told {
  readonly wish: Wish;
  /** "done", or the kind of the refusal. */
  readonly ends: string;
  /** Values that the screen held and the draft didn't, with when they were typed first. */
  readonly typed?: Readonly<Partial<Record<FieldName, Typed>>>;
  /** A participant who was added and filled in, or taken off the list. */
  readonly item?: string;
  /** Of a request that was sent by this press. */
  readonly sent?: { readonly number: string; readonly at: DateTime; readonly round: 1 | 2 };
  /** The number in a receipt of what had been sent before. */
  readonly receipt?: string;
}

export interface Typed {
  readonly value: string;
  readonly typedAt: number;
}

/** The pages that everybody had open when it began, and the platform's clock. */
export class Desk {
  readonly #context: TestContext;
  readonly #stand: Stand;
  readonly #screens = new Map<Drafter, Screen>();
  static #clock = 1_000;

  constructor(context: TestContext, stand: Stand) {
    this.#context = context;
    this.#stand = stand;
  }

  /** Prepared in the order of the wishes, as it is typed; the calls then arrive in any. */
  prepare(wish: Wish): () => Promise<Told[]> {
    switch (wish.kind) {
      case "type":
        return this.#type(wish);
      case "turn":
        return this.#turn(wish);
      case "add":
        return () => this.#add(wish);
      case "remove":
        return () => this.#remove(wish);
      case "discard":
        return () => this.#discard(wish);
      case "submit":
        return () => this.#submit(wish);
      case "ask":
        return () => this.#ask(wish);
      case "admit":
        return () => this.#admit(wish);
      case "look":
        return () => this.#look(wish);
    }
  }

  #tick(): number {
    Desk.#clock += 1;
    return Desk.#clock;
  }

  #screenOf(drafter: Drafter): Screen {
    const known = this.#screens.get(drafter);
    if (known) return known;
    const shown: Answers = Object.fromEntries(
      FIELDS.map((field) => [field, this.#stand.values[field] ?? null]),
    );
    const digests = Object.entries(shown).map(([field, value]) => [field, digestOf(value)]);
    const snapshot = { id: this.#context.newId(), revision: this.#stand.revision };
    const screen = {
      snapshot: { ...snapshot, shown: Object.fromEntries(digests) },
      answers: { ...shown } as Record<string, Answer>,
      typed: {},
    };
    this.#screens.set(drafter, screen);
    return screen;
  }

  /** The page as it is on screen now; what is typed later isn't in it. */
  #page(drafter: Drafter) {
    const { snapshot, answers, typed } = this.#screenOf(drafter);
    return {
      onPage: {
        ...this.#here(drafter),
        page: "whom" as const,
        answers: { ...answers },
        typedAt: this.#tick(),
        snapshot,
      },
      typed: { ...typed },
    };
  }

  #here(user: string) {
    return { ...this.#context.interaction(user), draft: this.#stand.id };
  }

  #type(wish: Extract<Wish, { kind: "type" }>): () => Promise<Told[]> {
    const screen = this.#screenOf(wish.who);
    const value = `${wish.field} by ${wish.who}, ${this.#tick()}`;
    screen.answers[wish.field] = value;
    const { onPage, typed } = this.#page(wish.who);
    screen.typed[wish.field] = { value, typedAt: onPage.typedAt };
    const now = { ...typed, [wish.field]: { value, typedAt: onPage.typedAt } };
    return async () => [
      { wish, ends: endOf(await typeInDraft(this.#context, onPage)), typed: now },
    ];
  }

  #turn(wish: Extract<Wish, { kind: "turn" }>): () => Promise<Told[]> {
    const { onPage, typed } = this.#page(wish.who);
    const { direction } = wish;
    return async () => {
      const ends = endOf(await turnPage(this.#context, { ...onPage, direction }));
      // A page with problems stays, and is saved.
      return [{ wish, ends: ends === "problems" ? "done" : ends, typed }];
    };
  }

  async #add(wish: Extract<Wish, { kind: "add" }>): Promise<Told[]> {
    const page = { ...this.#here(wish.who), page: "who", answers: {} } as const;
    const added = await addParticipant(this.#context, { ...page, typedAt: this.#tick() });
    const item = added.ok ? added.value.draft.item : null;
    if (item === null) return [{ wish, ends: endOf(added) }];
    const filled = { ...this.#here(wish.who), page: "participant", answers: STANDBY } as const;
    const typed = { ...filled, item, typedAt: this.#tick() };
    return [{ wish, ends: endOf(await typeInDraft(this.#context, typed)), item }];
  }

  async #remove(wish: Extract<Wish, { kind: "remove" }>): Promise<Told[]> {
    const participant = this.#stand.people[wish.place];
    if (participant === undefined) return [];
    const page = { ...this.#here(wish.who), page: "who", answers: {} } as const;
    const snapshot = { id: this.#context.newId(), revision: this.#stand.revision, shown: {} };
    const typed = { ...page, snapshot, typedAt: this.#tick(), participant };
    const removed = await removeParticipant(this.#context, typed);
    const stays = removed.ok && removed.value.notRemoved !== undefined;
    return [{ wish, ends: stays ? "stays" : endOf(removed), item: participant }];
  }

  async #discard(wish: Extract<Wish, { kind: "discard" }>): Promise<Told[]> {
    const seen = this.#stand.revision;
    const discarded = await discardDraft(this.#context, { ...this.#here(wish.who), seen });
    return [{ wish, ends: endOf(discarded) }];
  }

  async #submit(wish: Extract<Wish, { kind: "submit" }>): Promise<Told[]> {
    const at = MOMENTS[wish.moment];
    const roundShown = this.#stand.rounds[wish.shown];
    const interaction = {
      ...this.#context.interaction(wish.who, at),
      seen: this.#stand.revision,
      roundShown,
    };
    const other = { ...interaction, delivery: this.#context.newId() };
    const interactions = {
      no: [interaction],
      pressed: [interaction, other],
      replayed: [interaction, interaction],
    }[wish.again];
    const ended = await Promise.all(
      interactions.map((one) => submitRequest(this.#context, { ...one, draft: this.#stand.id })),
    );
    return ended.map((one): Told => {
      if (!one.ok) return { wish, ends: endOf(one) };
      const { number } = one.value.request;
      if (one.value.already) return { wish, ends: "already", receipt: number };
      return { wish, ends: "done", sent: { number, at, round: wish.shown } };
    });
  }

  async #ask(wish: Extract<Wish, { kind: "ask" }>): Promise<Told[]> {
    const interaction = { ...this.#here(wish.who), at: MOMENTS.after };
    const asked = { ...interaction, round: this.#stand.rounds[1], why: "A storm" };
    return [{ wish, ends: endOf(await askAdmission(this.#context, asked)) }];
  }

  async #admit(wish: Extract<Wish, { kind: "admit" }>): Promise<Told[]> {
    const interaction = this.#context.interaction(wish.who, MOMENTS.after);
    const admission = this.#stand.admission?.id ?? this.#context.newId();
    const admitted = await admitLate(this.#context, { ...interaction, admission, why: "Seen" });
    return [{ wish, ends: endOf(admitted) }];
  }

  async #look(wish: Extract<Wish, { kind: "look" }>): Promise<Told[]> {
    const draft = await readDraft(this.#context, this.#here(wish.who));
    if (draft.ok) return [{ wish, ends: "done" }];
    const looking = { account: accountOf(wish.who), which: this.#stand.id, now: MOMENTS.after };
    return [{ wish, ends: endOf(await showRequest(this.#context, looking)) }];
  }
}

interface Screen {
  readonly snapshot: { readonly id: string; revision: number; shown: Record<string, string> };
  readonly answers: Record<string, Answer>;
  readonly typed: Partial<Record<FieldName, Typed>>;
}

/** Stands by, so that no cap is reached and the draft can be sent. */
const STANDBY: Answers = {
  position: "Director of Training",
  organisation: "Ministry of Employment",
  category: "policymaker",
  part: "standby",
};

const endOf = (
  outcome: { readonly ok: true } | { readonly ok: false; readonly refusal: { kind: string } },
): string => (outcome.ok ? "done" : outcome.refusal.kind);
