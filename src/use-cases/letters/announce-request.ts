/** Who hears of a submitted request: who sent it at once, the Secretariat's channels and the host at a decent hour. */

import { SECRETARIAT } from "../../domain/ids.ts";
import type { Organisation } from "../../domain/members/members.ts";
import type { Programme } from "../../domain/programmes/programmes.ts";
import { closingInstant, type Round } from "../../domain/programmes/rounds.ts";
import { rolesOfSide } from "../../domain/requests/handling.ts";
import type { SubmittedRequest } from "../../domain/requests/requests.ts";
import type { Transaction } from "../../store/database.ts";
import { findOrganisation } from "../../store/people/organisations.ts";
import {
  accountsWithRole,
  isSameAccount,
  type ReachableAccount,
} from "../../store/people/people.ts";
import type { House, Press } from "../house.ts";
import { tellChannels, tellNow, tellPeople } from "./tell.ts";
import type { Telling } from "./telling.ts";

interface Announcement {
  readonly request: SubmittedRequest;
  readonly programme: Programme;
  readonly round: Round;
  readonly sender: Organisation;
  readonly host: Organisation;
  readonly press: Press;
}

export const announceRequest = async (
  house: House,
  tx: Transaction,
  announcement: Announcement,
): Promise<void> => {
  const { request, programme, round, sender, host, press } = announcement;
  const secretariat = await findOrganisation(tx, SECRETARIAT);
  if (!secretariat) throw new Error("The Secretariat is not among the organisations");
  const telling = (kind: string): Telling => ({
    kind,
    about: request.id,
    ids: { request: request.id },
    at: press.at,
    when: "atOnce",
    closing: closingInstant(round, programme.zone),
  });
  const by = request.throughSecretariat ? secretariat : sender;
  const account = await accountOf(tx, by, press);
  await tellNow(house, tx, telling("received"), { account, organisation: by });
  if (request.throughSecretariat) {
    await tellPeople(house, tx, telling("sentForYou"), sender, [["liaison", "backup"]]);
  }
  await tellChannels(house, tx, telling("requestCard"), secretariat, "requests");
  await tellPeople(house, tx, telling("hostAsked"), host);
};

const accountOf = async (
  tx: Transaction,
  { id }: Organisation,
  { account }: Press,
): Promise<ReachableAccount> => {
  const accounts = await accountsWithRole(tx, id, rolesOfSide(id));
  const pressed = accounts.find((one) => isSameAccount(one, account));
  if (!pressed) throw new Error("Who submitted a request has no account");
  return pressed;
};
