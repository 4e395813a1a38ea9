/** Who handles a request, cut to the sides that a reader may know of. */

import type { OrganisationId, PersonId } from "../../domain/ids.ts";
import type { Organisation } from "../../domain/members/members.ts";
import { type Handling, rolesOfSide } from "../../domain/requests/handling.ts";
import type { SideHandling } from "../../domain/requests/request-view.ts";
import type { SentRequest } from "../../domain/requests/requests.ts";
import type { Connection } from "../../store/database.ts";
import { peopleWithRole } from "../../store/people/people.ts";
import { handlingOf } from "../../store/requests/handlers.ts";

interface Reader {
  readonly sides: readonly OrganisationId[];
  readonly settles: readonly OrganisationId[];
  readonly reader?: PersonId;
  readonly members: readonly Organisation[];
}

export const handlingFor = async (
  db: Connection,
  { id }: SentRequest,
  { sides, settles, reader, members }: Reader,
): Promise<SideHandling[]> => {
  const found: SideHandling[] = [];
  for (const side of members.filter((one) => sides.includes(one.id))) {
    const handling: Handling = await handlingOf(db, id, side.id);
    const people = await peopleWithRole(db, side.id, rolesOfSide(side.id));
    found.push({
      ...handling,
      side,
      isReader: reader !== undefined && handling.handler?.id === reader,
      maySettle: settles.includes(side.id),
      isShared: people.some((one) => one.id !== (reader ?? people[0]?.id)),
    });
  }
  return found;
};
