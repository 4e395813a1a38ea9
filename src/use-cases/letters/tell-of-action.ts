/** Who hears of what was done with a sent request, in working hours of their own. */

import type { OrganisationId } from "../../domain/ids.ts";
import type { Organisation } from "../../domain/members/members.ts";
import { type ActionName, actions } from "../../domain/requests/actions/actions.ts";
import type { About } from "../../domain/requests/actions/asks.ts";
import type { Action } from "../../domain/requests/actions/row.ts";
import type { SentRequest } from "../../domain/requests/requests.ts";
import type { DateTime } from "../../domain/time.ts";
import type { Transaction } from "../../store/database.ts";
import type { Context } from "../context.ts";
import { tell } from "./tell.ts";

interface Done {
  readonly action: ActionName;
  /** As it was before. */
  readonly about: About;
  readonly next: SentRequest;
  /** Whose it was, and the NPO for which an officer did it. */
  readonly acting: { readonly side: OrganisationId; readonly onBehalfOf: Organisation | null };
  readonly at: DateTime;
}

export const tellOfAction = async (
  context: Context,
  tx: Transaction,
  { action, about: { request: before, setting }, next, acting, at }: Done,
): Promise<void> => {
  const ids = { request: next.id, action, doneAt: at.toMillis() };
  const row: Action = actions[action];
  const { side, onBehalfOf } = acting;
  for (const audience of row.tells) {
    // What either may do is no news to whose it was.
    if (audience !== "secretariat" && setting[audience].id === side) continue;
    const to = audience === "secretariat" ? audience : { side: setting[audience] };
    await tell(context, tx, "requestAction", { ids: { ...ids, audience }, to, at });
  }
  if (onBehalfOf) await tell(context, tx, "doneForYou", { ids, to: { side: onBehalfOf }, at });
  const host = setting.members.find(({ id }) => id === next.content.host);
  if (!host || host.id === before.content.host) return;
  // It may have been asked before.
  const about = `${next.id}:${next.version}`;
  const asked = { ids: { request: next.id }, about, to: { side: host }, at };
  await tell(context, tx, "hostAsked", asked);
  // After its own no it waits for nothing more.
  if (before.state !== "submitted") return;
  const toFormer = {
    ids: { ...ids, audience: "formerHost" },
    to: { side: setting.host },
    at,
  } as const;
  await tell(context, tx, "requestAction", toFormer);
};
