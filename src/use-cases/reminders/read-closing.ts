import { calendarOf, type Organisation } from "../../domain/members/members.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import { actsFor, type Person } from "../../domain/people.ts";
import type { ClosingOverview } from "../../domain/programmes/closing.ts";
import type { Programme } from "../../domain/programmes/programmes.ts";
import { type DateTime, readerTimeAt } from "../../domain/time.ts";
import { allOrganisations } from "../../store/people/organisations.ts";
import type { Account } from "../../store/people/people.ts";
import { allProgrammes } from "../../store/programmes/programmes.ts";
import { type Context, reading, type Stranger } from "../context.ts";
import { closingFor } from "./closing.ts";

export type ReadClosingRefusal =
  | Stranger
  | { readonly kind: "whichNpo"; readonly choices: readonly Organisation[] };

/** The closing dates with what the reader's NPO has sent; whoever acts for several says for which. */
export const readClosing = (
  context: Context,
  {
    account,
    now,
    organisation,
  }: {
    account: Account;
    now: DateTime;
    organisation?: string;
  },
): Promise<Outcome<ClosingOverview, ReadClosingRefusal>> =>
  reading<ClosingOverview, ReadClosingRefusal>(context, account, async (person) => {
    const members = await allOrganisations(context.database);
    const own = members.filter(({ id }) => actsFor(person, id));
    const chosen = own.find(({ id }) => id === organisation);
    if (!chosen && own.length > 1) return refused({ kind: "whichNpo", choices: own });
    const npo = chosen ?? own[0];
    const calendar = npo ?? ownOrganisation(person, members);
    return done({
      programmes: await Promise.all(
        (await allProgrammes(context.database)).map((programme) =>
          withClosings(context, programme, npo, now),
        ),
      ),
      npo,
      isOneOfSeveral: own.length > 1,
      calendar: calendar && calendarOf(calendar),
      readerTime: readerTimeAt(now, person.zone),
      now,
    });
  });

const ownOrganisation = (person: Person, members: readonly Organisation[]) =>
  members.find(({ id }) => person.roles.some(({ organisation }) => organisation === id));

const withClosings = async (
  { database }: Context,
  programme: Programme,
  npo: Organisation | undefined,
  now: DateTime,
) => ({
  programme,
  closings: await Promise.all(
    programme.rounds.map((round) =>
      npo
        ? closingFor(database, programme, round, npo.id, now)
        : { programme, round, sent: false, refused: false, admitted: false, drafts: 0, now },
    ),
  ),
});
