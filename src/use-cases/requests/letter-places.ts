/** Where a file that somebody sent could go as an endorsement letter. */
import { SECRETARIAT } from "../../domain/ids.ts";
import type { Organisation } from "../../domain/members/members.ts";
import { done, type Outcome } from "../../domain/outcome.ts";
import { isOfficer, npoesOf, type Person } from "../../domain/people.ts";
import { actions, sidesOf } from "../../domain/requests/actions/actions.ts";
import type { Setting } from "../../domain/requests/actions/asks.ts";
import type { NpoSide } from "../../domain/requests/actions/row.ts";
import { lacksEndorsementLetter, type SentRequest } from "../../domain/requests/requests.ts";
import type { DateTime } from "../../domain/time.ts";
import { allOrganisations } from "../../store/people/organisations.ts";
import type { Account } from "../../store/people/people.ts";
import { allProgrammes } from "../../store/programmes/programmes.ts";
import { type Context, reading, type Stranger } from "../context.ts";
import { actingFor, caseOf } from "./possible-actions.ts";
import { readableRequests } from "./read-requests.ts";

interface LetterPlace {
  readonly request: SentRequest;
  readonly sender: Organisation;
  readonly host: Organisation;
  /** Whose letter it would be. */
  readonly side: NpoSide;
  readonly onBehalfOf: Organisation | null;
}

interface LetterPlaces {
  /** Those that lack a letter first, then the newest. */
  readonly places: readonly LetterPlace[];
  /** Whether the person could add one at all, had they such a request. */
  readonly mayAdd: boolean;
}

/** The requests to which the person may add an endorsement letter now, and of which NPO. */
export const letterPlaces = (
  context: Context,
  { account, now }: { readonly account: Account; readonly now: DateTime },
): Promise<Outcome<LetterPlaces, Stranger>> =>
  reading<LetterPlaces, never>(context, account, async (person) => {
    const { database: db } = context;
    const members = await allOrganisations(db);
    const programmes = await allProgrammes(db);
    const places: LetterPlace[] = [];
    for (const request of await readableRequests(db, person, programmes)) {
      const programme = programmes.find(({ id }) => id === request.programmeId);
      const round = programme?.rounds.find(({ id }) => id === request.roundId);
      const [sender, host, secretariat] = [request.sender, request.content.host, SECRETARIAT].map(
        (id) => members.find((one) => one.id === id),
      );
      if (!programme || !round || !sender || !host || !secretariat)
        throw new Error(`Request ${request.id} points to something that is gone`);
      const setting = { programme, round, sender, host, secretariat, members, now };
      places.push(...placesIn(person, request, setting));
    }
    const mayAdd = npoesOf(person).length > 0 || isOfficer(person);
    return done({ places: places.sort(likeliestFirst), mayAdd });
  });

const placesIn = (person: Person, request: SentRequest, setting: Setting): LetterPlace[] =>
  sidesOf("add-letter").flatMap((side) => {
    const of = caseOf(request);
    const acting = actingFor(person, "add-letter", { of, setting, side });
    if (!side || !acting) return [];
    if (actions["add-letter"].notNow({ request, setting }, acting.side)) return [];
    const { sender, host } = setting;
    return [{ request, sender, host, side, onBehalfOf: acting.onBehalfOf }];
  });

const likeliestFirst = (one: LetterPlace, other: LetterPlace): number =>
  Number(lacks(other)) - Number(lacks(one)) ||
  other.request.submittedAt.toMillis() - one.request.submittedAt.toMillis();

const lacks = (place: LetterPlace): boolean =>
  lacksEndorsementLetter(place.request, place[place.side].id);
