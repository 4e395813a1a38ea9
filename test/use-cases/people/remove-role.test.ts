import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { requestId } from "../../../src/domain/ids.ts";
import type { RoleName } from "../../../src/domain/people.ts";
import { findPerson, personByAccount } from "../../../src/store/people/people.ts";
import { findDraft } from "../../../src/store/requests/drafts.ts";
import { composeLetter } from "../../../src/use-cases/delivery/compose-letter.ts";
import { startRequest } from "../../../src/use-cases/drafts/start-request.ts";
import { typeInDraft } from "../../../src/use-cases/drafts/type-in-draft.ts";
import { readMember } from "../../../src/use-cases/members/members.ts";
import { invitePerson, revokeInvitation } from "../../../src/use-cases/people/invite.ts";
import { joinWithCode } from "../../../src/use-cases/people/join.ts";
import { giveRole } from "../../../src/use-cases/people/people.ts";
import { removeRole } from "../../../src/use-cases/people/remove-role.ts";
import { listRequests } from "../../../src/use-cases/requests/read-requests.ts";
import { accountOf, BEGINNING, type TestContext, testContext } from "../../helpers/context.ts";
import { completeDraft } from "../../helpers/one-request.ts";

let context: TestContext;
beforeEach(async () => {
  context = await testContext();
});
afterEach(() => context.close());

const idOf = async (user: string): Promise<string> => {
  const person = await personByAccount(context.database, accountOf(user));
  if (!person) throw new Error(`Nobody is ${user}`);
  return person.id;
};

const remove = async (by: string, whom: string, role: string, organisation = whom.slice(0, 2)) =>
  removeRole(context, {
    ...context.interaction(by),
    organisation: organisation === "AP" ? "APO" : organisation,
    person: await idOf(whom),
    role,
  });

const draftOf = async (user: string): Promise<string> => {
  const started = await startRequest(context, { ...context.interaction(user), afresh: false });
  if (!started.ok) throw new Error(started.refusal.kind);
  const { id } = started.value.draft;
  const typed = await typeInto(user, id, "Productivity");
  if (!typed.ok) throw new Error(typed.refusal.kind);
  return id;
};

const typeInto = (user: string, draft: string, topic: string) =>
  typeInDraft(context, {
    ...context.interaction(user),
    draft,
    page: "whom",
    answers: { topic },
    typedAt: 1_700_000_000_000_000,
  });

/** Posted or planned, by kind. */
const lettersOf = async (kind: string) => [
  ...(await context.database.execute<{ ids: Record<string, string>; conversation: string }>(
    sql`select ids, conversation from outbox where kind = ${kind}
        union all select ids, conversation from reminders where duty = ${kind}`,
  )),
];

const headlines = async (kind: string): Promise<string[]> => {
  const letters = await lettersOf(kind);
  const messages = await Promise.all(
    letters.map(({ ids }) => composeLetter(context, { kind, ids }, BEGINNING)),
  );
  return messages.map((message) => message?.headline ?? "nothing");
};

describe("who may take a role away (docs/access.md)", () => {
  test.each([
    ["APO-officer", "FJ-liaison", "liaison"],
    ["APO-officer", "FJ-head", "head"],
    ["APO-admin", "APO-officer", "officer"],
    ["APO-officer", "APO-officer", "officer"],
    ["FJ-liaison", "FJ-backup", "backup"],
    ["FJ-liaison", "FJ-head", "head"],
  ])("%s may take from %s the role %s", async (by, whom, role) => {
    expect(await remove(by, whom, role)).toMatchObject({ ok: true });
    expect((await findPerson(context.database, (await idOf(whom)) as never))?.roles).toEqual([]);
  });

  test.each([
    ["FJ-liaison", "JP-liaison", "liaison"],
    ["FJ-liaison", "FJ-liaison", "liaison"],
    ["FJ-backup", "FJ-head", "head"],
    ["FJ-head", "FJ-backup", "backup"],
    ["APO-officer", "APO-admin", "admin"],
    ["APO-officer", "FJ-liaison", "nonsense"],
  ])(
    "%s may not take from %s the role %s: it is as if it weren't there",
    async (by, whom, role) => {
      expect(await remove(by, whom, role)).toEqual({ ok: false, refusal: { kind: "notFound" } });
    },
  );

  test("what somebody else took away before is said so", async () => {
    await remove("APO-officer", "FJ-backup", "backup");
    expect(await remove("FJ-liaison", "FJ-backup", "backup")).toMatchObject({
      refusal: { kind: "goneAlready" },
    });
  });
});

describe("the last administrator stays", () => {
  test("also when it is their own wish", async () => {
    expect(await remove("APO-admin", "APO-admin", "admin")).toMatchObject({
      refusal: { kind: "lastAdministrator" },
    });
  });

  test("also when two remove each other at the same moment", async () => {
    const account = { ...accountOf("APO-second"), workspace: "T-APO" };
    await giveRole(context, { name: "Second", role: "admin", organisation: "APO", account });
    const both = await Promise.all([
      remove("APO-admin", "APO-second", "admin"),
      remove("APO-second", "APO-admin", "admin"),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const admins = await context.database.execute(sql`select 1 from roles where role = 'admin'`);
    expect(admins).toHaveLength(1);
  });
});

describe("a role lost counts at the next press", () => {
  test("of somebody with no other role: a former one is told so, and nothing is saved", async () => {
    const draft = await draftOf("FJ-backup");
    await remove("FJ-liaison", "FJ-backup", "backup");
    expect(await typeInto("FJ-backup", draft, "Changed")).toEqual({
      ok: false,
      refusal: { kind: "stranger", former: true },
    });
    const list = await listRequests(context, {
      account: accountOf("FJ-liaison"),
      now: BEGINNING,
    });
    expect(list).toMatchObject({ value: { drafts: [{ topic: "Productivity" }] } });
  });

  test("of somebody with a role elsewhere: the draft is as if it weren't there", async () => {
    const draft = await draftOf("FJ-backup");
    const account = { ...accountOf("FJ-backup"), workspace: "T-FJ" };
    await giveRole(context, { name: "", role: "head", organisation: "JP", account });
    await remove("FJ-liaison", "FJ-backup", "backup");
    expect(await typeInto("FJ-backup", draft, "Changed")).toEqual({
      ok: false,
      refusal: { kind: "notFound" },
    });
  });

  test("a press at the same moment either saves before or is refused, and never half", async () => {
    const draft = await draftOf("FJ-backup");
    const [removed, typed] = await Promise.all([
      remove("FJ-liaison", "FJ-backup", "backup"),
      typeInto("FJ-backup", draft, "At once"),
    ]);
    expect(removed.ok).toBe(true);
    expect(typed.ok || typed.refusal.kind === "stranger").toBe(true);
    expect((await typeInto("FJ-backup", draft, "Later")).ok).toBe(false);
  });
});

describe("what they held", () => {
  test("goes to the LO, who is told; whoever pressed reads it at once", async () => {
    await draftOf("FJ-backup");
    expect(await remove("APO-officer", "FJ-backup", "backup")).toMatchObject({
      value: { drafts: 1, heldBy: "liaison, FJ", own: false },
    });
    const [draft] = await context.database.execute<{ held_by: string }>(
      sql`select held_by from drafts`,
    );
    expect(draft?.held_by).toBe(await idOf("FJ-liaison"));
    expect(await headlines("draftsHandedOver")).toEqual([
      "1 unsent draft of NTPC needs somebody else now.",
    ]);
    expect(await headlines("roleEnded")).toEqual(["You are no longer Backup LO of NTPC, Fiji."]);
  });

  test("stays where it is when nobody of the NPO is left, and a successor finds it", async () => {
    await draftOf("JP-liaison");
    const removed = await remove("APO-officer", "JP-liaison", "liaison");
    expect(removed).toMatchObject({ value: { drafts: 1, heldBy: undefined } });
    const account = { ...accountOf("JP-next"), workspace: "T-JP" };
    await giveRole(context, { name: "Next", role: "liaison", organisation: "JP", account });
    const list = await listRequests(context, { account: accountOf("JP-next"), now: BEGINNING });
    expect(list).toMatchObject({ value: { drafts: [{ topic: "Productivity" }] } });
  });

  test("begun on behalf of an NPO goes to another officer, who is told", async () => {
    const { draft } = await completeDraft(context, { user: "APO-officer", onBehalfOf: "BD" });
    expect(await remove("APO-officer", "APO-officer", "officer")).toMatchObject({
      value: { drafts: 1, heldBy: "admin, APO" },
    });
    const { heldBy } = (await findDraft(context.database, requestId(draft))) ?? {};
    expect(heldBy).toBe(await idOf("APO-admin"));
    expect(await headlines("draftsHandedOver")).toEqual([
      "1 unsent draft of APO needs somebody else now.",
    ]);
  });

  test("an LO who removes their own backup is not told by letter what they just read", async () => {
    await draftOf("FJ-backup");
    await remove("FJ-liaison", "FJ-backup", "backup");
    expect(await lettersOf("draftsHandedOver")).toEqual([]);
  });

  test("invitations that they wrote work no longer, also when nobody pressed a button", async () => {
    const invite = await invitePerson(context, {
      ...context.interaction("FJ-liaison"),
      name: "Backup to be",
      organisation: "FJ",
      role: "backup" satisfies RoleName,
    });
    if (!invite.ok) throw new Error(invite.refusal.kind);
    expect(await remove("APO-officer", "FJ-liaison", "liaison")).toMatchObject({
      value: { revoked: 1 },
    });
    const joined = await joinWithCode(context, {
      ...context.interaction("FJ-new"),
      code: invite.value.code,
      workspace: "T-FJ",
    });
    expect(joined).toMatchObject({ refusal: { kind: "wrongCode" } });
  });
});

describe("an open invitation", () => {
  const openIn = async (user: string) => {
    const view = await readMember(context, {
      account: accountOf(user),
      organisation: "FJ",
      now: BEGINNING,
    });
    return view.ok ? view.value.invitations : [];
  };

  test("is listed for those who may invite, and revoked by them", async () => {
    await invitePerson(context, {
      ...context.interaction("APO-officer"),
      name: "Backup to be",
      organisation: "FJ",
      role: "backup",
    });
    expect(await openIn("FJ-head")).toEqual([]);
    const [seen] = await openIn("FJ-liaison");
    expect(seen).toMatchObject({ name: "Backup to be", role: "backup", mayRevoke: true });
    const revoke = (user: string) =>
      revokeInvitation(context, { ...context.interaction(user), invitation: seen?.id ?? "" });
    expect(await revoke("JP-liaison")).toMatchObject({ refusal: { kind: "notFound" } });
    expect(await revoke("FJ-liaison")).toMatchObject({ value: { used: false } });
    expect(await openIn("FJ-liaison")).toEqual([]);
  });
});
