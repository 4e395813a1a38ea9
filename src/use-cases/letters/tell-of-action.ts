/** Who hears of what was done with a sent request, in working hours of their own. */

import type { Organisation } from "../../domain/members/members.ts";
import { type ActionName, actions } from "../../domain/requests/actions/actions.ts";
import type { Setting } from "../../domain/requests/actions/asks.ts";
import type { Action } from "../../domain/requests/actions/row.ts";
import type { SentRequest } from "../../domain/requests/requests.ts";
import type { Transaction } from "../../store/database.ts";
import type { Context, Interaction } from "../context.ts";
import { tell } from "./tell.ts";

interface Done {
  readonly action: ActionName;
  readonly before: SentRequest;
  readonly next: SentRequest;
  /** The NPO for which an officer did it. */
  readonly onBehalfOf: Organisation | null;
  /** As it was before. */
  readonly setting: Setting;
  readonly interaction: Interaction;
}

export const tellOfAction = async (
  context: Context,
  tx: Transaction,
  { action, before, next, onBehalfOf, setting, interaction: { at } }: Done,
): Promise<void> => {
  const ids = { request: next.id, action, doneAt: at.toMillis() };
  const row: Action = actions[action];
  for (const audience of row.tells) {
    const to = audience === "secretariat" ? audience : { side: setting[audience] };
    await tell(context, tx, "requestAction", { ids: { ...ids, audience }, to, at });
  }
  if (onBehalfOf) await tell(context, tx, "doneForYou", { ids, to: { side: onBehalfOf }, at });
  const host = setting.members.find(({ id }) => id === next.content.host);
  if (!host || host.id === before.content.host) return;
  // It may have been asked before.
  const about = `${next.id}:${next.version}`;
  await tell(context, tx, "hostAsked", {
    ids: { request: next.id },
    about,
    to: { side: host },
    at,
  });
  // After its own no it waits for nothing more.
  if (before.state !== "submitted") return;
  const former = {
    ids: { ...ids, audience: "formerHost" },
    to: { side: setting.host },
    at,
  } as const;
  await tell(context, tx, "requestAction", former);
};
