/** Whether somebody can do something with a sent request now, and what its form asks. */
import type { Case } from "../../domain/access.ts";
import type { Organisation } from "../../domain/members/members.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import type { Person } from "../../domain/people.ts";
import { type Pointed, readPointer } from "../../domain/pointers.ts";
import { type ActionName, actions, sidesOf } from "../../domain/requests/actions/actions.ts";
import type { About, AskedField } from "../../domain/requests/actions/asks.ts";
import type { NotNow } from "../../domain/requests/actions/row.ts";
import type { Happened, RequestView } from "../../domain/requests/request-view.ts";
import type { SentRequest } from "../../domain/requests/requests.ts";
import type { DateTime } from "../../domain/time.ts";
import type { Connection } from "../../store/database.ts";
import type { Account } from "../../store/people/people.ts";
import { findSent } from "../../store/requests/requests.ts";
import { type Context, type NotFound, reading, type Stranger } from "../context.ts";
import { lastHappened } from "./last-happened.ts";
import { type Acting, actingFor, caseOf } from "./possible-actions.ts";
import { asReadBy, loadRequestView, loadSetting, mayRead } from "./request-view.ts";

export type CannotAct =
  | NotFound
  /** The right is somebody else's, whatever the state. */
  | { readonly kind: "mayNot" }
  /** Rights and state allow it, and still it has to wait. */
  | { readonly kind: "notNow"; readonly why: NotNow; readonly view: RequestView }
  /** Somebody was faster; `view` is how it stands now, and `happened` what was done last. */
  | {
      readonly kind: "changed";
      readonly view: RequestView;
      readonly happened: Happened | undefined;
    };

export interface Openable {
  readonly view: RequestView;
  readonly fields: readonly AskedField[];
  readonly onBehalfOf: Organisation | null;
  readonly pointer: Pointed<"action">;
}

/** What the action's form asks, as long as the person may do it on the request as they saw it. */
export const openAction = (
  context: Context,
  input: {
    readonly account: Account;
    readonly action: ActionName;
    readonly pointer: string;
    readonly now: DateTime;
  },
): Promise<Outcome<Openable, Stranger | CannotAct>> =>
  reading<Openable, CannotAct>(context, input.account, async (person) => {
    const { database: db } = context;
    const pointer = readPointer("action", input.pointer);
    const request = pointer && (await findSent(db, pointer.request));
    const found = await actable(db, person, { ...input, pointer, request });
    if (!pointer || !found.ok) return found.ok ? refused({ kind: "notFound" }) : found;
    const { acting, ...about } = found.value;
    return done({
      view: await loadRequestView(db, about.request, person, input.now),
      fields: actions[input.action].fields(about),
      onBehalfOf: acting.onBehalfOf,
      pointer,
    });
  });

/** What can be done at all with a request, for the button "More". */
export const readPossible = (
  context: Context,
  input: { readonly account: Account; readonly pointer: string; readonly now: DateTime },
): Promise<Outcome<RequestView, Stranger | NotFound>> =>
  reading<RequestView, NotFound>(context, input.account, async (person) => {
    const pointer = readPointer("action", input.pointer);
    const request = pointer && (await findSent(context.database, pointer.request));
    const read = request && (await asReadBy(context.database, person, request));
    if (!read) return refused({ kind: "notFound" });
    return done(await loadRequestView(context.database, read, person, input.now));
  });

interface Wish {
  readonly action: ActionName;
  readonly pointer: Pointed<"action"> | undefined;
  readonly request: SentRequest | undefined;
  readonly now: DateTime;
}

/** May they read it? Is it theirs to do? Is it what they saw? Can it be done now? */
export const actable = async (
  db: Connection,
  person: Person,
  { action, pointer, request, now }: Wish,
): Promise<Outcome<About & { readonly acting: Acting }, CannotAct>> => {
  const read = request && (await asReadBy(db, person, request));
  if (!pointer || !request || !read) return refused({ kind: "notFound" });
  const changed = async (): Promise<Outcome<never, CannotAct>> =>
    refused({
      kind: "changed",
      view: await loadRequestView(db, read, person, now),
      // A former host reads nothing of what came after its own answer.
      happened: mayRead(person, request) ? await lastHappened(db, request.id) : undefined,
    });
  if (!mayRead(person, request)) return changed();
  const setting = await loadSetting(db, request, now);
  const about = { request, setting };
  const { side } = pointer;
  // Not ours: each button of what both NPOs may do says for which.
  if (!sidesOf(action).includes(side)) return refused({ kind: "notFound" });
  const may = (of: Case) => actingFor(person, action, { of, setting, side });
  const acting = may(caseOf(request));
  if (!acting) return isTheirs(action, request, may) ? changed() : refused({ kind: "mayNot" });
  if (request.version !== pointer.version) return changed();
  const why = actions[action].notNow(about, acting.side);
  if (why) {
    return refused({ kind: "notNow", why, view: await loadRequestView(db, request, person, now) });
  }
  return done({ ...about, acting });
};

/** In another state it would be theirs to do: then it is the state that has changed. */
const isTheirs = (
  action: ActionName,
  request: SentRequest,
  may: (of: Case) => Acting | undefined,
): boolean =>
  actions[action].states.some((state) => may({ ...caseOf(request), state }) !== undefined);
