/** What a row of the actions' table is made of, and how its answers are read. */
import type { Answers } from "../../drafts/drafts.ts";
import type { OrganisationId } from "../../ids.ts";
import type { Outcome } from "../../outcome.ts";
import { done, refused } from "../../outcome.ts";
import type { SentState } from "../../states.ts";
import type { IsoDay } from "../../time.ts";
import type { SentRequest } from "../requests.ts";
import type { About, Ask, AskedField, FieldProblem, Setting } from "./asks.ts";

export type Party = "sender" | "host" | "officer" | "senderHead" | "hostHead";

/** Which of the two NPOs. */
export type NpoSide = "sender" | "host";

/**
 * What a party may: `yes`; `submitted`: from the first submission on; `unlessNpoDraft`: no draft but
 * the Secretariat's or one whose holder asked for admission; `secretariatDraft`: only what the
 * Secretariat began; `asked`: a draft whose holder asked for admission; `for`: an officer on behalf of an NPO, of drafts only those begun so.
 */
export type Grant = "yes" | "submitted" | "unlessNpoDraft" | "secretariatDraft" | "asked" | "for";

export type Rights = Partial<Readonly<Record<Party, Grant>>>;

/** Why an action waits, though rights and state allow it. */
export type NotNow =
  | { readonly kind: "otherState" }
  | { readonly kind: "consideredAlready" }
  | { readonly kind: "passedOnAlready" }
  /** All that might follow is there. */
  | { readonly kind: "nothingFollows" }
  | { readonly kind: "enoughEndorsementLetters"; readonly most: number }
  /** The host has until then; only after it another one may be asked. */
  | { readonly kind: "stillWaiting"; readonly until: IsoDay };

/** Whom a letter tells of it, besides the NPO on whose behalf it was done. */
export type Audience = "sender" | "host" | "secretariat";

/** A request in one of these states. */
type InState<State extends SentState> = SentRequest & { readonly state: State };

type Asks = Readonly<Record<string, Ask<unknown>>>;

type Asked<These extends Asks> = {
  readonly [Id in keyof These]: These[Id] extends Ask<infer Value> ? Value : never;
};

/** Of the host its answer, as long as it hasn't said by when, or since; what next; passing on. */
export type Owed = "answer" | "answerAsPromised" | "choice" | "passOn";

interface LikelyBy {
  readonly hostIsReachable: boolean;
  /** Whose action it would be. */
  readonly npo: OrganisationId;
}

interface Row<From extends SentState, Told extends Audience> {
  /** Whose action it is (docs/access.md): the officer's `for` means on behalf of that NPO. */
  readonly may: Rights;
  readonly states: readonly From[];
  /** Where it is among the likeliest of its card; elsewhere it stands behind "More". */
  readonly likelyIn: readonly From[];
  /** Whom a letter tells of it, besides the NPO on whose behalf it was done. */
  readonly tells: readonly Told[];
  /** Of those states, when it is likely. */
  readonly likelyIf?: (request: SentRequest, by: LikelyBy) => boolean;
  /** What is owed that it settles: it stands beside it in `owed` and the home. */
  readonly settles?: readonly Owed[];
  /** Each alternative that the sender named has a button of its own. */
  readonly offersAlternatives?: boolean;
  /**
   * It adds something and changes nothing: what was told before is as true as it was, and the
   * version stays, so that nobody's open form is refused for it.
   */
  readonly isAddition?: boolean;
}

interface Given<From extends SentState, These extends Asks, Told extends Audience>
  extends Row<From, Told> {
  /** `npo`: whose action it would be. */
  readonly unless?: (
    request: InState<From>,
    setting: Setting,
    npo: OrganisationId,
  ) => NotNow | undefined;
  readonly asks: These;
  /** The next state, whole, or what is wrong with the answers; `decide` raises the version. */
  readonly change: (
    request: InState<From>,
    asked: Asked<These>,
    setting: Setting,
  ) => Outcome<SentRequest, readonly FieldProblem[]>;
}

export interface Decided {
  readonly next: SentRequest;
  /** The answers as they were understood, for the history. */
  readonly asked: Readonly<Record<string, unknown>>;
}

/** A row as everybody else uses it: `Field` are the questions that need words of their own. */
export interface Action<
  From extends SentState = SentState,
  Field extends string = string,
  Told extends Audience = Audience,
> extends Row<From, Told> {
  readonly asks: Readonly<Record<Field, unknown>>;
  /** Why it can't be done now; undefined when it can. A state that isn't its own counts as well. */
  readonly notNow: (about: About, npo: OrganisationId) => NotNow | undefined;
  readonly fields: (about: About) => readonly AskedField[];
  /** Which question is answered with a file. */
  readonly fileField: string | undefined;
  readonly decide: (answers: Answers, about: About) => Outcome<Decided, readonly FieldProblem[]>;
}

export const row = <
  const From extends SentState,
  const These extends Asks,
  const Told extends Audience,
>({
  unless,
  change,
  ...given
}: Given<From, These, Told>): Action<From, keyof These & string, Told> => {
  const isIn = (request: SentRequest): request is InState<From> =>
    given.states.some((state) => state === request.state);
  const asks = Object.entries<Ask<unknown>>(given.asks);
  return {
    ...given,
    notNow: ({ request, setting }, npo) =>
      isIn(request) ? unless?.(request, setting, npo) : { kind: "otherState" },
    fileField: asks.find(([, ask]) => ask.isFile)?.[0],
    fields: (about) => asks.flatMap(([id, ask]) => ask.fields(id, about)),
    decide: (answers, about) => {
      const { request, setting } = about;
      if (!isIn(request)) throw new Error(`Request ${request.id} is ${request.state}`);
      const read = asks.map(([id, ask]) => [id, ask.read(answers, id, about)] as const);
      const problems = read.flatMap(([, one]) => ("problems" in one ? one.problems : []));
      if (problems.length > 0) return refused(problems);
      const asked = Object.fromEntries(
        read.map(([id, one]) => [id, "value" in one ? one.value : undefined]),
      );
      const changed = change(request, asked as Asked<These>, setting);
      if (!changed.ok) return changed;
      const version = request.version + (given.isAddition ? 0 : 1);
      return done({ next: { ...changed.value, version }, asked });
    },
  };
};
