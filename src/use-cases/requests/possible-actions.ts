/** What somebody can do with a sent request, by their rights and as it stands now. */
import { type Case, rightTo, sidesWith } from "../../domain/access.ts";
import { type OrganisationId, SECRETARIAT } from "../../domain/ids.ts";
import type { Organisation } from "../../domain/members/members.ts";
import { actsFor, isOfficer, type Person } from "../../domain/people.ts";
import {
  ACTION_NAMES,
  type ActionName,
  actions,
  sidesOf,
} from "../../domain/requests/actions/actions.ts";
import type { About, Setting } from "../../domain/requests/actions/asks.ts";
import type { Action, NpoSide } from "../../domain/requests/actions/row.ts";
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
): Possible[] => {
  const of = caseOf(about.request);
  return ACTION_NAMES.flatMap((action) =>
    sidesOf(action).flatMap((side): Possible[] => {
      const row: Action = actions[action];
      const acting = actingFor(person, action, { of, setting: about.setting, side });
      if (!acting || row.notNow(about, acting.side)) return [];
      const { onBehalfOf } = acting;
      const isNear = !onBehalfOf || !reachable.includes(onBehalfOf.id);
      const hostIsReachable = reachable.includes(about.setting.host.id);
      const likely = isNear && isLikely(row, about, { hostIsReachable, npo: acting.side });
      return [{ action, onBehalfOf, side, isLikely: likely }];
    }),
  );
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

interface Wish {
  /** The request, or as it would be in another state. */
  readonly of: Case;
  readonly setting: Setting;
  /** Of what both NPOs may do, for which. */
  readonly side: NpoSide | undefined;
}

/** Undefined where the person hasn't got the right, in this state or for that NPO. */
export const actingFor = (
  person: Person,
  action: ActionName,
  { of, setting, side }: Wish,
): Acting | undefined => {
  const right = rightTo(person, action, of);
  if (!right || !sidesOf(action).includes(side)) return undefined;
  if (side) {
    const npo = setting[side];
    if (actsFor(person, npo.id)) return { side: npo.id, onBehalfOf: null };
    return isOfficer(person) ? { side: npo.id, onBehalfOf: npo } : undefined;
  }
  if (right === "own") {
    const [own = SECRETARIAT] = sidesWith(person, action, of);
    return { side: own, onBehalfOf: null };
  }
  const row: Action = actions[action];
  const onBehalfOf = row.may.host === "yes" ? setting.host : setting.sender;
  return { side: onBehalfOf.id, onBehalfOf };
};
