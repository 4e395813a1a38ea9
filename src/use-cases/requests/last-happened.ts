/** What was done with a sent request, as far as it is a row of the actions' table, by its history. */
import type { Evidence } from "../../domain/drafts/evidence.ts";
import { type OrganisationId, organisationId, type RequestId } from "../../domain/ids.ts";
import { ACTION_NAMES, type ActionName, actions } from "../../domain/requests/actions/actions.ts";
import type { Action } from "../../domain/requests/actions/row.ts";
import type { Happened } from "../../domain/requests/request-view.ts";
import type { SentRequest } from "../../domain/requests/requests.ts";
import { isSent, type State } from "../../domain/states.ts";
import type { IsoDay } from "../../domain/time.ts";
import type { Connection } from "../../store/database.ts";
import { newestOf } from "../../store/history.ts";
import { detailsOf, situationFrom } from "../../store/requests/details.ts";

/** History's word for what an officer did for an NPO, with the evidence in its payload. */
export const onBehalfName = (action: ActionName): `${ActionName}-on-behalf` =>
  `${action}-on-behalf`;

const NAMES = new Map<string, ActionName>(
  ACTION_NAMES.flatMap((action) => [
    [action, action],
    [onBehalfName(action), action],
  ]),
);

/** What history keeps of an action: erasable, so that all of it may be gone. */
interface Payload {
  readonly from: State;
  /** The answers of its form. */
  readonly asked: Readonly<Record<string, unknown>>;
  readonly evidence?: Evidence;
  /** How the request stood after it. */
  readonly stood: {
    readonly state: State;
    readonly details: object;
    readonly host: OrganisationId;
    readonly hostAnswerDueOn: IsoDay;
  };
}

export const payloadOfAction = (
  before: SentRequest,
  next: SentRequest,
  given: Pick<Payload, "asked"> & { readonly evidence: Evidence | undefined },
): Payload => ({
  from: before.state,
  asked: given.asked,
  ...(given.evidence ? { evidence: given.evidence } : {}),
  stood: {
    state: next.state,
    details: detailsOf(next),
    host: next.content.host,
    hostAnswerDueOn: next.hostAnswerDueOn,
  },
});

/** Without what only adds something. */
const CHANGES = [...NAMES].flatMap(([name, action]) => {
  const row: Action = actions[action];
  return row.isAddition ? [] : [name];
});

/** Something changed the request since, so that what was told of it then is old. */
export const isOvertaken = async (
  db: Connection,
  request: RequestId,
  { action, doneAt }: { readonly action: ActionName; readonly doneAt: number },
): Promise<boolean> => {
  const changed = (await entryOf(db, request, { actions: CHANGES }))?.happened;
  if (!changed) return false;
  const row: Action = actions[action];
  const at = changed.at.toMillis();
  return row.isAddition ? at > doneAt : changed.action !== action || at !== doneAt;
};

export const lastHappened = async (
  db: Connection,
  request: RequestId,
): Promise<Happened | undefined> => (await entryOf(db, request))?.happened;

/** Something that was done at that instant, and the request as it stood after it; undefined once erased. */
export const happenedAt = async (
  db: Connection,
  request: SentRequest,
  { action, doneAt }: { readonly action: ActionName; readonly doneAt: number },
): Promise<{ readonly happened: Happened; readonly request: SentRequest } | undefined> => {
  const names = [action, onBehalfName(action)];
  const entry = await entryOf(db, request.id, { actions: names, at: new Date(doneAt) });
  const stood = entry?.payload.stood;
  if (!entry || !stood) return undefined;
  const { state, details, host, hostAnswerDueOn } = stood;
  const then = { content: { ...request.content, host: organisationId(host) }, hostAnswerDueOn };
  return {
    happened: entry.happened,
    request: { ...request, ...then, ...situationFrom(state, details) } as SentRequest,
  };
};

const entryOf = async (
  db: Connection,
  request: RequestId,
  which: Parameters<typeof newestOf>[2] = { actions: [...NAMES.keys()] },
) => {
  const newest = await newestOf(db, request, which);
  const action = newest && NAMES.get(newest.action);
  if (!newest || !action) return undefined;
  const payload = (newest.payload ?? {}) as Partial<Payload>;
  const isTakenBack = isTakenBackBy(action, payload.from);
  const { evidence } = payload;
  return { payload, happened: { action, at: newest.at, isTakenBack, evidence } };
};

const isTakenBackBy = (action: ActionName, from: State | undefined): boolean =>
  (action === "accept" || action === "decline") &&
  from !== undefined &&
  isSent(from) &&
  from !== "submitted";
