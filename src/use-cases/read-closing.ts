import { calendarOf, type Organisation } from "../domain/members.ts";
import { done, type Outcome } from "../domain/outcome.ts";
import { actsFor, type Person } from "../domain/people.ts";
import type { Programme } from "../domain/programmes.ts";
import type { DateTime } from "../domain/time.ts";
import type { ClosingOverview } from "../domain/views.ts";
import { allOrganisations } from "../store/organisations.ts";
import type { Account } from "../store/people.ts";
import { allProgrammes } from "../store/programmes.ts";
import { closingFor } from "./closing.ts";
import { type House, reading, type Stranger } from "./house.ts";

/** The closing dates with what the reader's NPO has sent. */
export const makeReadClosing =
  (house: House) =>
  ({
    account,
    now,
  }: {
    account: Account;
    now: DateTime;
  }): Promise<Outcome<ClosingOverview, Stranger>> =>
    reading<ClosingOverview, never>(house, account, async (person) => {
      const members = await allOrganisations(house.database);
      const npo = members.find(({ id }) => actsFor(person, id));
      const calendar = npo ?? ownOrganisation(person, members);
      return done({
        programmes: await Promise.all(
          (await allProgrammes(house.database)).map((programme) =>
            withClosings(house, programme, npo, now),
          ),
        ),
        npo,
        calendar: calendar && calendarOf(calendar),
        readerZone: person.zone,
        now,
      });
    });

const ownOrganisation = (person: Person, members: readonly Organisation[]) =>
  members.find(({ id }) => person.roles.some(({ organisation }) => organisation === id));

const withClosings = async (
  { database }: House,
  programme: Programme,
  npo: Organisation | undefined,
  now: DateTime,
) => ({
  programme,
  closings: await Promise.all(
    programme.rounds.map((round) =>
      npo
        ? closingFor(database, programme, round, npo.id, now)
        : { programme, round, sent: false, refused: false, drafts: 0, now },
    ),
  ),
});
