/** "I'll take it", and handing a request to a colleague of one's own side, or to nobody. */

import { sidesWith } from "../../domain/access.ts";
import type { PersonId } from "../../domain/ids.ts";
import type { Organisation } from "../../domain/members/members.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import type { Person } from "../../domain/people.ts";
import { type Pointed, readPointer } from "../../domain/pointers.ts";
import { type Assignment, type Colleague, rolesOfSide } from "../../domain/requests/assignment.ts";
import type { RequestView } from "../../domain/requests/request-view.ts";
import type { SentRequest } from "../../domain/requests/requests.ts";
import type { DateTime } from "../../domain/time.ts";
import { markCardsStale } from "../../store/cards/card-marks.ts";
import type { Connection, Transaction } from "../../store/database.ts";
import { appendHistory } from "../../store/history.ts";
import { markHomesStale } from "../../store/home/home-marks.ts";
import { findOrganisation } from "../../store/people/organisations.ts";
import { type Account, peopleWithRole } from "../../store/people/people.ts";
import { assignmentOf, saveAssignment } from "../../store/requests/handlers.ts";
import { findSent, lockSent } from "../../store/requests/requests.ts";
import {
  asPerson,
  type Context,
  type Interaction,
  type NotFound,
  type Replayed,
  reading,
  type Stranger,
} from "../context.ts";
import { tell } from "../letters/tell.ts";
import { caseOf } from "./possible-actions.ts";
import { loadRequestView, mayRead } from "./request-view.ts";

export interface AssignRequest extends Interaction {
  /** Request, side and the version that the person saw. */
  readonly pointer: string;
  /** Undefined: the person who pressed. */
  readonly to?: PersonId | null;
}

export interface HandlerAssigned {
  readonly view: RequestView;
  readonly side: Organisation;
}

type NotYours = { readonly kind: "notYourSide" };

export type AssignRefusal =
  | Stranger
  | Replayed
  | NotFound
  | NotYours
  /** Chosen from a list that is older than the roles. */
  | { readonly kind: "notAColleague" }
  /** Somebody was faster; `view` is how it stands now. */
  | ({ readonly kind: "changed" } & HandlerAssigned);

export const assignRequest = (
  context: Context,
  input: AssignRequest,
): Promise<Outcome<HandlerAssigned, AssignRefusal>> =>
  asPerson<HandlerAssigned, AssignRefusal>(context, input, async (tx, person) => {
    const pointer = readPointer("assignment", input.pointer);
    const locked = pointer && (await lockSent(tx, pointer.request));
    const found = await ownSide(tx, person, pointer, locked);
    if (!found.ok) return found;
    const { request, assignment, side, colleagues, pointer: seen } = found.value;
    const to = input.to === undefined ? person.id : input.to;
    const stands = async () => ({
      view: await loadRequestView(tx, request, person, input.at),
      side,
    });
    if ((assignment.handler?.id ?? null) === to) return done(await stands());
    if (assignment.version !== seen.version) {
      // What was pressed still stands somewhere.
      await markCardsStale(tx, request.id);
      return refused({ kind: "changed", ...(await stands()) });
    }
    if (to !== null && !colleagues.some(({ id }) => id === to)) {
      return refused({ kind: "notAColleague" });
    }
    await assign(context, tx, { ...found.value, person, to, interaction: input });
    return done(await stands());
  });

interface OwnSide {
  readonly pointer: Pointed<"assignment">;
  readonly request: SentRequest;
  readonly side: Organisation;
  readonly assignment: Assignment;
  readonly colleagues: readonly Colleague[];
}

/** The side that the pointer names, if the person may say who of it handles the request. */
const ownSide = async (
  db: Connection,
  person: Person,
  pointer: Pointed<"assignment"> | undefined,
  request: SentRequest | undefined,
): Promise<Outcome<OwnSide, NotFound | NotYours>> => {
  if (!pointer || !request || !mayRead(person, request)) return refused({ kind: "notFound" });
  const { organisation } = pointer;
  const isOwn = sidesWith(person, "take", caseOf(request)).includes(organisation);
  const side = isOwn ? await findOrganisation(db, organisation) : undefined;
  if (!side) return refused({ kind: "notYourSide" });
  return done({
    pointer,
    request,
    side,
    assignment: await assignmentOf(db, request.id, side.id),
    colleagues: await peopleWithRole(db, side.id, rolesOfSide(side.id)),
  });
};

interface Assigning extends OwnSide {
  readonly person: Person;
  readonly to: PersonId | null;
  readonly interaction: Interaction;
}

const assign = async (
  context: Context,
  tx: Transaction,
  { request, side, assignment, person, to, interaction }: Assigning,
): Promise<void> => {
  const before = assignment.handler?.id ?? null;
  const version = assignment.version + 1;
  const at = interaction.at.toJSDate();
  await saveAssignment(tx, {
    request: request.id,
    organisation: side.id,
    handler: to,
    version,
    since: at,
  });
  await appendHistory(tx, {
    request: request.id,
    at,
    action: "assign",
    by: person.id,
    actingFor: side.id,
    payload: { side: side.id, from: before, to },
    salt: context.newSalt(),
  });
  await markHomesStale(tx, [side.id]);
  await markCardsStale(tx, request.id);
  for (const concerned of [before, to]) {
    if (concerned === null || concerned === person.id) continue;
    await tell(context, tx, "handlerSettled", {
      ids: { request: request.id, side: side.id },
      about: `${request.id}:${side.id}:${version}`,
      to: { person: concerned, of: side },
      at: interaction.at,
    });
  }
};

export interface Assignable extends HandlerAssigned {
  readonly assignment: Assignment;
  readonly colleagues: readonly Colleague[];
}

/** Whom a request can be handed to. */
export const whoCouldHandle = (
  { database: db, ...context }: Context,
  input: {
    account: Account;
    pointer: string;
    now: DateTime;
  },
): Promise<Outcome<Assignable, Stranger | NotFound | NotYours>> =>
  reading<Assignable, NotFound | NotYours>(
    { database: db, ...context },
    input.account,
    async (person) => {
      const pointer = readPointer("assignment", input.pointer);
      const request = pointer && (await findSent(db, pointer.request));
      const found = await ownSide(db, person, pointer, request);
      if (!found.ok) return found;
      const { side, assignment, colleagues } = found.value;
      const view = await loadRequestView(db, found.value.request, person, input.now);
      return done({ view, side, assignment, colleagues });
    },
  );
