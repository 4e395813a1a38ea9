/** What a host that is asked no longer may go on reading: the request as it stood for it, nothing later. */
import { and, eq, inArray } from "drizzle-orm";
import { type OrganisationId, type RequestId, requestId } from "../../domain/ids.ts";
import {
  asSeenByHost,
  type RequestContent,
  type SentRequest,
} from "../../domain/requests/requests.ts";
import { DateTime } from "../../domain/time.ts";
import type { Connection } from "../database.ts";
import { formerHosts } from "../schema.ts";
import {
  detailsOf,
  endorsementLettersFrom,
  endorsementLettersToStore,
  situationFrom,
} from "./details.ts";
import { sentById } from "./requests.ts";

/**
 * To be called before another host is asked, with the request as it stands: its host becomes a former
 * one. A host that was one before reads as of the newer end.
 */
export const saveFormerHost = async (
  db: Connection,
  request: SentRequest,
  endedAt: DateTime,
): Promise<void> => {
  const stood = {
    endedAt: endedAt.toJSDate(),
    version: request.version,
    state: request.state,
    details: detailsOf(request),
    hostAnswerDueOn: request.hostAnswerDueOn,
    content: asSeenByHost(request.content),
    endorsementLetters: endorsementLettersToStore(request.endorsementLetters),
  };
  const key = { requestId: request.id, organisationId: request.content.host };
  await db
    .insert(formerHosts)
    .values({ ...key, ...stood })
    .onConflictDoUpdate({
      target: [formerHosts.requestId, formerHosts.organisationId],
      set: stood,
    });
};

/** What these organisations may read as former hosts, the newest first; of one request, or of all. */
export const formerlyHosted = async (
  db: Connection,
  organisations: readonly OrganisationId[],
  request?: RequestId,
): Promise<SentRequest[]> => {
  if (organisations.length === 0) return [];
  const rows = await db
    .select()
    .from(formerHosts)
    .where(
      and(
        inArray(formerHosts.organisationId, [...organisations]),
        request && eq(formerHosts.requestId, request),
      ),
    );
  const present = await sentById(
    db,
    rows.map((row) => requestId(row.requestId)),
  );
  return present.flatMap((one) =>
    rows
      .filter((row) => row.requestId === one.id && row.organisationId !== one.content.host)
      .map((row) => asItStood(one, row)),
  );
};

const asItStood = (present: SentRequest, row: typeof formerHosts.$inferSelect): SentRequest => ({
  ...situationFrom(row.state, row.details),
  // One by one: nothing of the present state may come along.
  id: present.id,
  programmeId: present.programmeId,
  number: present.number,
  sender: present.sender,
  roundId: present.roundId,
  admittedLate: present.admittedLate,
  submittedAt: present.submittedAt,
  submittedBy: present.submittedBy,
  throughSecretariat: present.throughSecretariat,
  version: row.version,
  hostAnswerDueOn: row.hostAnswerDueOn,
  content: row.content as RequestContent,
  endorsementLetters: endorsementLettersFrom(row.endorsementLetters),
  formerSince: DateTime.fromJSDate(row.endedAt),
});
