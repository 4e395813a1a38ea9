/** Who of a side handles a request. Whoever lost the role counts as nobody. */
import { and, eq, inArray } from "drizzle-orm";
import {
  type OrganisationId,
  organisationId,
  type PersonId,
  personId,
  type RequestId,
  requestId,
} from "../../domain/ids.ts";
import { type Assignment, rolesOfSide } from "../../domain/requests/assignment.ts";
import { DateTime } from "../../domain/time.ts";
import type { Connection } from "../database.ts";
import { people, requestHandlers, roles } from "../schema.ts";

export type AssignmentOf = Assignment & { readonly request: RequestId };

/** Of sides that have assigned it at least once. */
export const assignmentsOf = async (
  db: Connection,
  requests: readonly RequestId[],
): Promise<AssignmentOf[]> => {
  if (requests.length === 0) return [];
  const rows = await db
    .select({
      request: requestHandlers.requestId,
      organisation: requestHandlers.organisationId,
      version: requestHandlers.version,
      since: requestHandlers.since,
      person: people.id,
      name: people.name,
      role: roles.role,
    })
    .from(requestHandlers)
    .leftJoin(people, eq(people.id, requestHandlers.personId))
    .leftJoin(
      roles,
      and(
        eq(roles.personId, requestHandlers.personId),
        eq(roles.organisationId, requestHandlers.organisationId),
      ),
    )
    .where(inArray(requestHandlers.requestId, [...requests]));
  return onePerSide(rows);
};

interface Row {
  readonly request: string;
  readonly organisation: string;
  readonly version: number;
  readonly since: Date;
  readonly person: string | null;
  readonly name: string | null;
  readonly role: string | null;
}

/** A row comes once for each role that its person holds in the organisation. */
const onePerSide = (rows: readonly Row[]): AssignmentOf[] => {
  const sides = new Map<string, AssignmentOf>();
  for (const { request, organisation, version, since, person, name, role } of rows) {
    const key = `${request}:${organisation}`;
    const id = organisationId(organisation);
    const holdsIt = rolesOfSide(id).some((one) => one === role);
    const handler = person && name !== null && holdsIt ? { id: personId(person), name } : null;
    sides.set(key, {
      request: requestId(request),
      organisation: id,
      handler: handler ?? sides.get(key)?.handler ?? null,
      version,
      since: DateTime.fromJSDate(since),
    });
  }
  return [...sides.values()];
};

export const assignmentOf = async (
  db: Connection,
  request: RequestId,
  organisation: OrganisationId,
): Promise<Assignment> =>
  (await assignmentsOf(db, [request])).find((one) => one.organisation === organisation) ?? {
    organisation,
    handler: null,
    since: undefined,
    version: 0,
  };

export interface NewAssignment {
  readonly request: RequestId;
  readonly organisation: OrganisationId;
  readonly handler: PersonId | null;
  readonly version: number;
  readonly since: Date;
}

/** The request's row must be locked by the transaction. */
export const saveAssignment = async (db: Connection, assignment: NewAssignment): Promise<void> => {
  const { request, organisation, handler, version, since } = assignment;
  await db
    .insert(requestHandlers)
    .values({ requestId: request, organisationId: organisation, personId: handler, version, since })
    .onConflictDoUpdate({
      target: [requestHandlers.requestId, requestHandlers.organisationId],
      set: { personId: handler, version, since },
    });
};
