/** What somebody can do with a sent request, by their rights and as it stands now. */
import { type Case, rightTo, sidesWith } from "../../domain/access.ts";
import { type OrganisationId, SECRETARIAT } from "../../domain/ids.ts";
import type { Organisation } from "../../domain/members/members.ts";
import { actsFor, isOfficer, type Person } from "../../domain/people.ts";
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
  ACTION_NAMES.flatMap((action) =>
    sidesOf(action, about).flatMap((chosen): Possible[] => {
      const row: Action = actions[action];
      const acting = actingFor(person, action, about, chosen?.id);
      if (!acting || row.notNow(about)) return [];
      const { side, onBehalfOf } = acting;
      const isNear = !onBehalfOf || !reachable.includes(onBehalfOf.id);
      const hostIsReachable = reachable.includes(about.setting.host.id);
      const likely = isNear && isLikely(row, about, { hostIsReachable, npo: side });
      return [{ action, onBehalfOf, chosen, isLikely: likely }];
    }),
  );

/** What either NPO may do is asked for each. */
const sidesOf = (
  action: ActionName,
  { setting: { sender, host } }: About,
): (Organisation | undefined)[] => {
  const { may }: Action = actions[action];
  return may.sender === "yes" && may.host === "yes" ? [sender, host] : [undefined];
};

const isLikely = (
  { likelyIn, likelyIf }: Action,
  { request }: About,
  by: { readonly hostIsReachable: boolean; readonly npo: OrganisationId },
): boolean => likelyIn.includes(request.state) && (likelyIf?.(request, by) ?? true);

export interface Acting {
  /** Whose action it is, in the history too. */
  readonly side: OrganisationId;
  /** Null: of one's own right. */
  readonly onBehalfOf: Organisation | null;
}

/** Undefined where the person hasn't got the right, in this state. `chosen`: of either NPO, for which. */
export const actingFor = (
  person: Person,
  action: ActionName,
  about: About,
  chosen?: OrganisationId,
): Acting | undefined => {
  const { request, setting } = about;
  const right = rightTo(person, action, caseOf(request));
  if (!right) return undefined;
  const npo = sidesOf(action, about).find((one) => one?.id === chosen);
  if (npo) {
    if (actsFor(person, npo.id)) return { side: npo.id, onBehalfOf: null };
    return isOfficer(person) ? { side: npo.id, onBehalfOf: npo } : undefined;
  }
  if (right === "own") {
    const [side = SECRETARIAT] = sidesWith(person, action, caseOf(request));
    return { side, onBehalfOf: null };
  }
  const row: Action = actions[action];
  const onBehalfOf = row.may.host === "yes" ? setting.host : setting.sender;
  return { side: onBehalfOf.id, onBehalfOf };
};
