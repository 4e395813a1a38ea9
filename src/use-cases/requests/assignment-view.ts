/** Who handles a request, cut to the sides that a reader may know of. */

import type { OrganisationId, PersonId } from "../../domain/ids.ts";
import type { Organisation } from "../../domain/members/members.ts";
import { type Assignment, rolesOfSide } from "../../domain/requests/assignment.ts";
import type { SideAssignment } from "../../domain/requests/request-view.ts";
import type { SentRequest } from "../../domain/requests/requests.ts";
import type { Connection } from "../../store/database.ts";
import { peopleWithRole } from "../../store/people/people.ts";
import { assignmentOf } from "../../store/requests/handlers.ts";

interface Reader {
  readonly sides: readonly OrganisationId[];
  readonly assigns: readonly OrganisationId[];
  readonly reader?: PersonId;
  readonly members: readonly Organisation[];
}

export const assignmentsFor = async (
  db: Connection,
  { id }: SentRequest,
  { sides, assigns, reader, members }: Reader,
): Promise<SideAssignment[]> => {
  const found: SideAssignment[] = [];
  for (const side of members.filter((one) => sides.includes(one.id))) {
    const assignment: Assignment = await assignmentOf(db, id, side.id);
    const people = await peopleWithRole(db, side.id, rolesOfSide(side.id));
    found.push({
      ...assignment,
      side,
      isReader: reader !== undefined && assignment.handler?.id === reader,
      mayAssign: assigns.includes(side.id),
      isShared: people.some((one) => one.id !== (reader ?? people[0]?.id)),
    });
  }
  return found;
};
