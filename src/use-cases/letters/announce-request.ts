/** Who hears of a submitted request: who sent it at once, the Secretariat's channels and the host in working hours. */

import { SECRETARIAT } from "../../domain/ids.ts";
import type { Organisation } from "../../domain/members/members.ts";
import type { Programme } from "../../domain/programmes/programmes.ts";
import { closingInstant, type Round } from "../../domain/programmes/rounds.ts";
import { rolesOfSide } from "../../domain/requests/assignment.ts";
import type { SubmittedRequest } from "../../domain/requests/requests.ts";
import type { Transaction } from "../../store/database.ts";
import { findOrganisation } from "../../store/people/organisations.ts";
import {
  accountsWithRole,
  isSameAccount,
  type ReachableAccount,
} from "../../store/people/people.ts";
import type { Context, Interaction } from "../context.ts";
import { tell } from "./tell.ts";

interface Announcement {
  readonly request: SubmittedRequest;
  readonly programme: Programme;
  readonly round: Round;
  readonly sender: Organisation;
  readonly host: Organisation;
  readonly interaction: Interaction;
}

export const announceRequest = async (
  context: Context,
  tx: Transaction,
  announcement: Announcement,
): Promise<void> => {
  const { request, programme, round, sender, host, interaction } = announcement;
  const secretariat = await findOrganisation(tx, SECRETARIAT);
  if (!secretariat) throw new Error("The Secretariat is not among the organisations");
  const about = {
    ids: { request: request.id },
    at: interaction.at,
    closing: closingInstant(round, programme.zone),
  };
  const by = request.throughSecretariat ? secretariat : sender;
  const account = await accountOf(tx, by, interaction);
  await tell(context, tx, "received", { ...about, to: { account, of: by } });
  if (request.throughSecretariat) {
    await tell(context, tx, "sentForYou", { ...about, to: { side: sender } });
  }
  const channels = { channels: secretariat, topic: "requests" } as const;
  await tell(context, tx, "requestCard", { ...about, to: channels });
  await tell(context, tx, "hostAsked", { ...about, to: { side: host } });
};

const accountOf = async (
  tx: Transaction,
  { id }: Organisation,
  { account }: Interaction,
): Promise<ReachableAccount> => {
  const accounts = await accountsWithRole(tx, id, rolesOfSide(id));
  const pressed = accounts.find((one) => isSameAccount(one, account));
  if (!pressed) throw new Error("Who submitted a request has no account");
  return pressed;
};
