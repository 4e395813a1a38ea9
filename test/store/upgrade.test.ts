import type postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { organisationId, personId, programmeId, requestId } from "../../src/domain/ids.ts";
import type { Database } from "../../src/store/database.ts";
import { accountsWithRole } from "../../src/store/people/people.ts";
import { versionsOf } from "../../src/store/programmes/programmes.ts";
import { unsweptRounds } from "../../src/store/programmes/rounds.ts";
import { findDraft } from "../../src/store/requests/drafts.ts";
import { findSent } from "../../src/store/requests/requests.ts";
import { programmeOf2023 } from "../helpers/builders.ts";
import { upgradedDatabase } from "../helpers/upgrading.ts";

/** The migrations of the first slice: databases with requests in them exist since. */
const FIRST_SLICE = 2;

const PERSON = "00000000-0000-4000-8000-000000000001";
const PROGRAMME = "00000000-0000-4000-8000-000000000002";
const ROUND = "00000000-0000-4000-8000-000000000003";
const DRAFT = "00000000-0000-4000-8000-000000000004";
const SENT = "00000000-0000-4000-8000-000000000005";

let database: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ database, close } = await upgradedDatabase(FIRST_SLICE, fill));
});
afterAll(() => close());

/** As the first slice wrote it. */
const fill = async (sql: postgres.Sql): Promise<void> => {
  const { notification } = programmeOf2023();
  const text = JSON.stringify(notification);
  await sql`insert into people (id, name, created_at) values (${PERSON}, 'liaison, FJ', now())`;
  await sql`insert into roles (person_id, organisation_id, role)
    values (${PERSON}, 'FJ', 'liaison')`;
  await sql`insert into accounts (platform, tenant, user_id, workspace, person_id)
    values ('slack', 'T-FJ', 'FJ-liaison', 'T-FJ', ${PERSON})`;
  await sql`insert into programmes (id, project_code, version, title, starts_on, ends_on, time_zone,
      max_virtual, max_face_to_face, endorsement, reminder_settings, notification, published_at)
    values (${PROGRAMME}, '23-SN-03-GE-BCN-C', 1, 'BCN', '2023-01-01', '2023-12-31', 'Asia/Tokyo',
      10, 4, 'optional', '{"closingDaysBefore":[30,7]}', ${text}::text::jsonb, now())`;
  await sql`insert into programme_versions (programme_id, version, notification, published_at)
    values (${PROGRAMME}, 1, ${text}::text::jsonb, now())`;
  await sql`insert into rounds (id, programme_id, number, closes_on)
    values (${ROUND}, ${PROGRAMME}, 1, '2023-03-31')`;
  await sql`insert into requests (id, programme_id, sender_id, state, version, created_by, created_at)
    values (${DRAFT}, ${PROGRAMME}, 'FJ', 'draft', 1, ${PERSON}, now())`;
  await sql`insert into drafts (request_id, held_by, step, answers, participants, saved_at)
    values (${DRAFT}, ${PERSON}, 'whom', '{"topic":{"value":"Kaizen","savedAt":1}}', '[]', now())`;
  await sql`insert into requests (id, programme_id, sender_id, state, version, created_by, created_at,
      number, round_id, host_id, submitted_by, submitted_at, host_answer_due_on, starts_on, ends_on,
      modality, content)
    values (${SENT}, ${PROGRAMME}, 'FJ', 'submitted', 2, ${PERSON}, now(), 'BCN-2023-001', ${ROUND},
      'JP', ${PERSON}, now(), '2023-04-04', '2023-07-12', '2023-07-14', 'faceToFace', '{}')`;
};

test("a draft of the first slice is its NPO's own, unseen by officers, with what was typed", async () => {
  expect(await findDraft(database, requestId(DRAFT))).toEqual({
    id: DRAFT,
    programmeId: PROGRAMME,
    sender: "FJ",
    begunBy: PERSON,
    heldBy: PERSON,
    page: "whom",
    item: null,
    answers: { topic: { value: "Kaizen", savedAt: 1 } },
    participants: [],
    savedAt: expect.any(Date),
    revision: 0,
    removals: [],
    snapshots: {},
  });
});

test("a request that was sent was sent by the NPO itself, on time", async () => {
  expect(await findSent(database, requestId(SENT))).toMatchObject({
    number: "BCN-2023-001",
    throughSecretariat: false,
    admittedLate: false,
    submittedBy: personId(PERSON),
  });
});

test("people are reached where they were, and versions came from notifications", async () => {
  const fiji = await accountsWithRole(database, organisationId("FJ"), ["liaison"]);
  expect(fiji.map(({ user }) => user)).toEqual(["FJ-liaison"]);
  const versions = await versionsOf(database, programmeId(PROGRAMME));
  expect(versions.map(({ origin }) => origin)).toEqual([{ kind: "notification" }]);
  expect((await unsweptRounds(database)).map(({ round }) => round.id)).toEqual([ROUND]);
});
