import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import {
  type Draft,
  type DraftParticipant,
  isPage,
  type Page,
  type Removal,
  type SavedAnswers,
} from "../../domain/drafts/drafts.ts";
import {
  type OrganisationId,
  organisationId,
  type PersonId,
  type ProgrammeId,
  participantId,
  personId,
  programmeId,
  type RequestId,
  requestId,
} from "../../domain/ids.ts";
import type { DateTime } from "../../domain/time.ts";
import { builtOnce } from "../built-once.ts";
import type { Connection } from "../database.ts";
import { drafts, lateAdmissions, people, requests } from "../schema.ts";

export const insertDraft = async (db: Connection, draft: Draft): Promise<void> => {
  await db.insert(requests).values({
    id: draft.id,
    programmeId: draft.programmeId,
    senderId: draft.sender,
    state: "draft",
    version: 1,
    createdBy: draft.begunBy,
    begunBySecretariat: draft.begunBySecretariat ?? false,
    createdAt: draft.savedAt,
  });
  await db
    .insert(drafts)
    .values({ requestId: draft.id, ...contentOf(draft), ...evidenceOf(draft) });
};

/** Locked until the transaction ends: two saves of one draft wait for each other. */
export const lockDraft = async (db: Connection, id: RequestId): Promise<Draft | undefined> =>
  (await selectForUpdate(db, { id })).map(draftFromRow)[0];

export const findDraft = async (db: Connection, id: RequestId): Promise<Draft | undefined> =>
  (await selectById(db, { id })).map(draftFromRow)[0];

/** Drafts of a programme that were begun before an instant. */
export const draftsBegunBefore = async (
  db: Connection,
  programme: ProgrammeId,
  before: DateTime,
): Promise<Draft[]> =>
  (
    await selectDrafts(db).where(
      and(
        eq(requests.programmeId, programme),
        eq(requests.state, "draft"),
        lt(requests.createdAt, before.toJSDate()),
      ),
    )
  ).map(draftFromRow);

/** An NPO's drafts, the last saved first. */
export const draftsOf = async (db: Connection, sender: OrganisationId): Promise<Draft[]> =>
  (await selectBySender(db, { sender })).map(draftFromRow);

/** What officers began on behalf of NPOs and nobody has sent, the last saved first. */
export const draftsBegunBySecretariat = async (db: Connection): Promise<Draft[]> =>
  (
    await selectDrafts(db)
      .where(and(eq(requests.begunBySecretariat, true), eq(requests.state, "draft")))
      .orderBy(desc(drafts.savedAt))
  ).map(draftFromRow);

export const saveEvidence = async (db: Connection, draft: Draft): Promise<void> => {
  await db.update(drafts).set(evidenceOf(draft)).where(eq(drafts.requestId, draft.id));
};

const evidenceOf = ({ evidence }: Draft) => ({
  evidence: evidence?.text ?? null,
  evidenceOn: evidence?.on ?? null,
});

/** Drafts of a programme, whoever's. */
export const draftsOfProgramme = async (db: Connection, programme: ProgrammeId): Promise<Draft[]> =>
  (
    await selectDrafts(db)
      .where(and(eq(requests.programmeId, programme), eq(requests.state, "draft")))
      .orderBy(desc(drafts.savedAt))
  ).map(draftFromRow);

export const saveDraft = async (db: Connection, draft: Draft): Promise<void> => {
  await db.update(drafts).set(contentOf(draft)).where(eq(drafts.requestId, draft.id));
};

/** What was typed goes at once; that there was a draft, and who discarded it, stays. */
export const markDiscarded = async (
  db: Connection,
  id: RequestId,
  { by, at }: { by: PersonId; at: Date },
): Promise<void> => {
  await db.delete(drafts).where(eq(drafts.requestId, id));
  await db
    .update(requests)
    .set({ state: "discarded", discardedBy: by, discardedAt: at })
    .where(eq(requests.id, id));
};

export interface DiscardedDraft {
  readonly sender: OrganisationId;
  readonly begunBySecretariat: boolean;
  readonly by: PersonId;
  readonly name: string;
  readonly at: Date;
  readonly begunAt: Date;
}

export const findDiscarded = async (
  db: Connection,
  id: RequestId,
): Promise<DiscardedDraft | undefined> => {
  const [row] = await db
    .select({
      sender: requests.senderId,
      begunBySecretariat: requests.begunBySecretariat,
      by: people.id,
      name: people.name,
      at: requests.discardedAt,
      begunAt: requests.createdAt,
    })
    .from(requests)
    .innerJoin(people, eq(people.id, requests.discardedBy))
    .where(and(eq(requests.id, id), eq(requests.state, "discarded")));
  if (!row?.at) return undefined;
  return { ...row, sender: organisationId(row.sender), by: personId(row.by), at: row.at };
};

/** Whose drafts these are from now on: their holder lost the role. */
export const handOverDrafts = async (
  db: Connection,
  ids: readonly RequestId[],
  to: PersonId,
): Promise<void> => {
  if (ids.length === 0) return;
  await db
    .update(drafts)
    .set({ heldBy: to })
    .where(inArray(drafts.requestId, [...ids]));
};

export const contentOf = (draft: Draft) => ({
  heldBy: draft.heldBy,
  step: draft.page,
  item: draft.item,
  answers: draft.answers,
  participants: draft.participants,
  savedAt: draft.savedAt,
  revision: draft.revision,
  removals: draft.removals,
  snapshots: draft.snapshots,
});

export const draftColumns = {
  id: requests.id,
  programmeId: requests.programmeId,
  sender: requests.senderId,
  begunBy: requests.createdBy,
  heldBy: drafts.heldBy,
  page: drafts.step,
  item: drafts.item,
  answers: drafts.answers,
  participants: drafts.participants,
  savedAt: drafts.savedAt,
  revision: drafts.revision,
  removals: drafts.removals,
  snapshots: drafts.snapshots,
  begunBySecretariat: requests.begunBySecretariat,
  admissionAsked: sql<boolean>`exists (
    select 1 from ${lateAdmissions} where ${lateAdmissions.requestId} = ${requests.id}
  )`,
  evidence: drafts.evidence,
  evidenceOn: drafts.evidenceOn,
  /** The transaction that wrote the row last. */
  writtenBy: sql<string>`${drafts}.xmin::text`,
};

const selectDrafts = (db: Connection) =>
  db
    .select(draftColumns)
    .from(requests)
    .innerJoin(drafts, eq(drafts.requestId, requests.id))
    .$dynamic();

const selectBySender = builtOnce((db) =>
  selectDrafts(db)
    .where(and(eq(requests.senderId, sql.placeholder("sender")), eq(requests.state, "draft")))
    .orderBy(desc(drafts.savedAt)),
);

const selectOne = (db: Connection) =>
  selectDrafts(db).where(and(eq(requests.id, sql.placeholder("id")), eq(requests.state, "draft")));

const selectById = builtOnce(selectOne);

const selectForUpdate = builtOnce((db) => selectOne(db).for("update"));

type Row = Awaited<ReturnType<typeof selectDrafts>>[number];

const FIRST_PAGE: Page = "whom";

export const draftFromRow = (row: Row): Draft => ({
  id: requestId(row.id),
  programmeId: programmeId(row.programmeId),
  sender: organisationId(row.sender),
  begunBy: personId(row.begunBy),
  heldBy: personId(row.heldBy),
  page: isPage(row.page) ? row.page : FIRST_PAGE,
  item: row.item === null ? null : participantId(row.item),
  answers: row.answers as SavedAnswers,
  participants: row.participants as DraftParticipant[],
  savedAt: row.savedAt,
  revision: row.revision,
  removals: row.removals as Removal[],
  snapshots: row.snapshots as Draft["snapshots"],
  ...(row.begunBySecretariat ? { begunBySecretariat: true } : {}),
  ...(row.admissionAsked ? { admissionAsked: true } : {}),
  ...(row.evidence && row.evidenceOn
    ? { evidence: { text: row.evidence, on: row.evidenceOn } }
    : {}),
});
