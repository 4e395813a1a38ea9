/** What was done last with a sent request, as far as it is a row of the actions' table. */
import type { RequestId } from "../../domain/ids.ts";
import { ACTION_NAMES, type ActionName } from "../../domain/requests/actions/actions.ts";
import type { Happened } from "../../domain/requests/request-view.ts";
import { isSent, type State } from "../../domain/states.ts";
import type { Connection } from "../../store/database.ts";
import { newestOf } from "../../store/history.ts";

/** History's word for what an officer did for an NPO, with the evidence in its payload. */
export const onBehalfName = (action: ActionName): `${ActionName}-on-behalf` =>
  `${action}-on-behalf`;

const NAMES = new Map<string, ActionName>(
  ACTION_NAMES.flatMap((action) => [
    [action, action],
    [onBehalfName(action), action],
  ]),
);

export const lastHappened = async (
  db: Connection,
  request: RequestId,
): Promise<Happened | undefined> => {
  const newest = await newestOf(db, request, [...NAMES.keys()]);
  const action = newest && NAMES.get(newest.action);
  if (!newest || !action) return undefined;
  return { action, at: newest.at, isTakenBack: isTakenBack(action, newest.payload) };
};

const isTakenBack = (action: ActionName, payload: unknown): boolean => {
  const { from } = (payload ?? {}) as { readonly from?: State };
  if (from === undefined || !isSent(from)) return false;
  return (action === "accept" || action === "decline") && from !== "submitted";
};
