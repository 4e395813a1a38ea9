/** What somebody can do with a sent request, by their rights and as it stands now. */
import { type Case, rightTo, sidesWith } from "../../domain/access.ts";
import { type OrganisationId, SECRETARIAT } from "../../domain/ids.ts";
import type { Organisation } from "../../domain/members/members.ts";
import type { Person } from "../../domain/people.ts";
import { ACTION_NAMES, type ActionName, actions } from "../../domain/requests/actions/actions.ts";
import type { About } from "../../domain/requests/actions/asks.ts";
import type { Action } from "../../domain/requests/actions/row.ts";
import type { Possible } from "../../domain/requests/request-view.ts";
import type { SentRequest } from "../../domain/requests/requests.ts";

export const caseOf = ({ state, sender, content, formerSince }: SentRequest): Case => ({
  state,
  sender,
  host: content.host,
  isFormer: formerSince !== undefined,
});

/** `reachable`: NPOs of which somebody has a chat account; for the others an officer acts sooner. */
export const possibleActions = (
  person: Person,
  about: About,
  reachable: readonly OrganisationId[],
): Possible[] =>
  ACTION_NAMES.flatMap((action): Possible[] => {
    const row: Action = actions[action];
    const acting = actingFor(person, action, about);
    if (!acting || row.notNow(about)) return [];
    const { onBehalfOf } = acting;
    const isNear = !onBehalfOf || !reachable.includes(onBehalfOf.id);
    return [{ action, onBehalfOf, isLikely: isNear && isLikely(row, about, reachable) }];
  });

const isLikely = (
  { likelyIn, likelyIf }: Action,
  { request, setting }: About,
  reachable: readonly OrganisationId[],
): boolean =>
  likelyIn.includes(request.state) &&
  (likelyIf?.(request, reachable.includes(setting.host.id)) ?? true);

export interface Acting {
  /** Whose action it is, in the history too. */
  readonly side: OrganisationId;
  /** Null: of one's own right. */
  readonly onBehalfOf: Organisation | null;
}

/** Undefined where the person hasn't got the right, in this state. */
export const actingFor = (
  person: Person,
  action: ActionName,
  { request, setting }: About,
): Acting | undefined => {
  const right = rightTo(person, action, caseOf(request));
  if (!right) return undefined;
  if (right === "own") {
    const [side = SECRETARIAT] = sidesWith(person, action, caseOf(request));
    return { side, onBehalfOf: null };
  }
  const row: Action = actions[action];
  const onBehalfOf = row.may.host === "yes" ? setting.host : setting.sender;
  return { side: onBehalfOf.id, onBehalfOf };
};
