import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Platform } from "../../../src/domain/platform.ts";
import { boundOrganisation } from "../../../src/store/people/workspaces.ts";
import { homeMarks, workspaceProposals, workspaces } from "../../../src/store/schema.ts";
import { composeLetter } from "../../../src/use-cases/delivery/compose-letter.ts";
import { invitePerson } from "../../../src/use-cases/people/invite.ts";
import { joinWithCode } from "../../../src/use-cases/people/join.ts";
import { removeRole } from "../../../src/use-cases/people/remove-role.ts";
import { decideWorkspace } from "../../../src/use-cases/people/workspace-proposals.ts";
import { bindWorkspace, makeWorkspaces } from "../../../src/use-cases/people/workspaces.ts";
import { readStanding } from "../../../src/use-cases/requests/read-standing.ts";
import { accountOf, BEGINNING, type TestContext, testContext } from "../../helpers/context.ts";
import { openLetters } from "../../helpers/letters.ts";
import { makeMail, textIn } from "../../helpers/mail.ts";

const NEW = { platform: "slack", id: "T-NEW" } as const;
const TENANT = { platform: "teams", id: "aaaaaaaa-0000-4000-8000-00000000000a" } as const;
const NAME = "Productivity of Fiji";

let context: TestContext;
let codes = 0;
beforeEach(async () => {
  context = await testContext();
  await install(NEW.id, {});
});
afterEach(() => context.close());

const install = (id: string, over: { readonly enterpriseId?: string }) =>
  makeWorkspaces(context, [{ id: "test", key: Buffer.alloc(32, 7) }]).install({
    ...{ platform: "slack", id, name: NAME, token: "xoxb-1", botUserId: "UBOT", botId: null },
    ...over,
  });

interface There {
  readonly platform: Platform;
  readonly id: string;
}

interface Joining {
  readonly organisation?: string;
  readonly role?: string;
  readonly tenant?: string;
  readonly alsoTenant?: string;
  readonly isClosed?: boolean;
}

const join = async (user: string, { platform, id }: There, wish: Joining = {}) => {
  const { organisation = "FJ", role = "backup", tenant = id, alsoTenant } = wish;
  codes += 1;
  const salt = codes.toString(16).padStart(2, "0").repeat(32);
  const newSalt = () => salt;
  const invited = await invitePerson(
    { ...context, newSalt },
    {
      ...context.interaction("APO-officer"),
      name: `${role}, ${organisation} 2`,
      organisation,
      role,
    },
  );
  if (!invited.ok) throw new Error(invited.refusal.kind);
  const joined = await joinWithCode(context, {
    account: { platform, tenant, user, ...(alsoTenant ? { alsoTenant } : {}) },
    at: BEGINNING,
    delivery: randomUUID(),
    code: invited.value.code,
    workspace: id,
    isClosed: wish.isClosed ?? false,
  });
  if (!joined.ok) throw new Error(joined.refusal.kind);
  return joined.value;
};

const proposals = () => context.database.select().from(workspaceProposals);

const only = async (): Promise<string> => {
  const [proposal] = await proposals();
  if (!proposal) throw new Error("Nothing was proposed");
  return proposal.id;
};

const decide = async (user: string, decision: "approved" | "refused", proposal?: string) =>
  decideWorkspace(context, {
    ...context.interaction(user),
    proposal: proposal ?? (await only()),
    decision,
  });

const bound = (there: There) => boundOrganisation(context.database, there);

const owedBy = async (user: string) =>
  (await readStanding(context, accountOf(user), BEGINNING))?.proposals.map(
    ({ organisation, joined }) => [organisation.id, joined],
  );

const forTheCards = async () =>
  (await openLetters(context)).filter(({ kind }) => kind === "workspaceProposed");

const cardTo = async (officer: string): Promise<string> => {
  const mail = makeMail(context);
  await mail.tick(BEGINNING);
  const told = mail.to(officer).map(({ message }) => message);
  const cards = told.filter(({ headline }) => headline.startsWith("Please approve"));
  expect(cards).toHaveLength(1);
  return cards.map(textIn).join();
};

test("officers see that who joined there has lost the role since", async () => {
  await join("U1", NEW);
  const isLeft = async () =>
    (await readStanding(context, accountOf("APO-officer"), BEGINNING))?.proposals.map(
      ({ hasLeft }) => hasLeft,
    );
  expect(await isLeft()).toEqual([false]);
  const [proposal] = await proposals();
  await removeRole(context, {
    ...context.interaction("APO-officer"),
    ...{ organisation: "FJ", person: proposal?.joinedBy ?? "", role: "backup" },
  });
  expect(await isLeft()).toEqual([true]);
  expect(await cardTo("APO-officer")).toContain(
    "Please look twice: backup, FJ 2 has no role of NTPC, Fiji any more.",
  );
});

describe("the first code that is used in a workspace of no organisation", () => {
  test("proposes it for theirs: every officer gets one card, and owes an answer", async () => {
    await context.database.delete(homeMarks);
    expect(await join("U1", NEW)).toMatchObject({ waits: "channels" });
    expect(await bound(NEW)).toBeUndefined();
    const letters = await forTheCards();
    expect(letters.map(({ conversation }) => conversation).toSorted()).toEqual([
      "APO-admin",
      "APO-officer",
    ]);
    expect(await owedBy("APO-officer")).toEqual([["FJ", "backup, FJ 2"]]);
    expect(await owedBy("FJ-liaison")).toEqual([]);
    const marked = await context.database.select().from(homeMarks);
    expect(marked.map(({ organisationId }) => organisationId)).toContain("APO");
  });

  test("the card says who joined where, what it calls itself, and what approving means", async () => {
    await join("U1", NEW);
    const text = await cardTo("APO-officer");
    expect(text).toContain("Please approve a Slack workspace for NTPC, Fiji, or refuse it.");
    expect(text).toContain(NAME);
    expect(text).toContain("backup, FJ 2, as Backup LO of NTPC, Fiji");
    expect(text).toContain("channels there may receive what is for NTPC, Fiji.");
    expect(text).not.toContain("people there can use BCN");
  });

  test("proposes it once: whoever joins next, for whomever, asks nothing more", async () => {
    await join("U1", NEW);
    expect(await join("U2", NEW, { organisation: "JP" })).toMatchObject({ waits: "channels" });
    expect(await proposals()).toMatchObject([{ organisationId: "FJ", workspace: "T-NEW" }]);
    expect(await forTheCards()).toHaveLength(2);
  });

  test("of two who join at the same moment one proposes it", async () => {
    await Promise.all([join("U1", NEW), join("U2", NEW, { organisation: "JP" })]);
    expect(await proposals()).toHaveLength(1);
  });

  test("says nothing of a workspace that is bound, that isn't theirs, or where the app isn't", async () => {
    const places = [
      await join("U1", { platform: "slack", id: "T-JP" }),
      await join("U2", NEW, { tenant: "T-GUEST" }),
      await join("U3", { platform: "slack", id: "T-NOWHERE" }),
    ];
    expect(places.map(({ waits }) => waits)).toEqual([undefined, undefined, undefined]);
    expect(await proposals()).toEqual([]);
  });

  test("on Enterprise Grid a person of the organisation is at home in its workspaces", async () => {
    await install("T-GRID", { enterpriseId: "E1" });
    const wish = { tenant: "T-OTHER", alsoTenant: "E1" };
    expect(await join("U1", { platform: "slack", id: "T-GRID" }, wish)).toMatchObject({
      waits: "channels",
    });
  });

  test("makes a tenant known, which has no installation", async () => {
    expect(await join("object", TENANT, { isClosed: true })).toMatchObject({ waits: "all" });
    expect(await proposals()).toMatchObject([{ name: TENANT.id, isClosed: true }]);
    const text = await cardTo("APO-officer");
    expect(text).toContain(TENANT.id);
    expect(text).toContain("and people there can use BCN. Until then they can only join.");
  });
});

describe("an officer's answer", () => {
  beforeEach(async () => void (await join("FJ-new", NEW)));

  test("approves it for what they saw; it is kept who did, and who joined is told", async () => {
    expect(await decide("APO-officer", "approved")).toMatchObject({ ok: true });
    expect(await bound(NEW)).toBe("FJ");
    expect(await proposals()).toMatchObject([
      { decision: "approved", decidedAt: BEGINNING.toJSDate(), decidedBy: expect.any(String) },
    ]);
    expect(await owedBy("APO-admin")).toEqual([]);
    const mail = makeMail(context);
    await mail.live(BEGINNING, BEGINNING.plus({ days: 1 }));
    expect(mail.to("FJ-new").map(({ message }) => message.headline)).toEqual([
      `News for NTPC, Fiji can go to channels of the Slack workspace ${NAME} now.`,
    ]);
  });

  test("refuses it: nothing is bound, the role stays, and a later code asks again", async () => {
    const first = await only();
    expect(await decide("APO-officer", "refused")).toMatchObject({ ok: true });
    expect(await bound(NEW)).toBeUndefined();
    const mail = makeMail(context);
    await mail.live(BEGINNING, BEGINNING.plus({ days: 1 }));
    const [told] = mail.to("FJ-new");
    expect(told && textIn(told.message)).toContain(
      "You keep your role, and all else works here as before.",
    );
    const standing = await readStanding(
      context,
      { platform: "slack", tenant: NEW.id, user: "FJ-new" },
      BEGINNING,
    );
    expect(standing?.person.roles).toEqual([{ organisation: "FJ", role: "backup" }]);
    await join("U2", NEW, { organisation: "JP" });
    const open = (await proposals()).filter(({ decision }) => decision === null);
    expect(open).toMatchObject([{ organisationId: "JP" }]);
    // The card of before is answered, and says nothing of the new one.
    expect(await decide("APO-admin", "approved", first)).toMatchObject({
      refusal: { kind: "decidedAlready" },
    });
    expect(await bound(NEW)).toBeUndefined();
  });

  test("counts for all: of two at the same moment one is told what the other decided", async () => {
    const both = await Promise.all([
      decide("APO-officer", "approved"),
      decide("APO-admin", "approved"),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({
      refusal: { kind: "decidedAlready", view: { decidedBy: expect.any(String) } },
    });
    expect(await forTheCards()).toHaveLength(2);
    const mail = makeMail(context);
    await mail.tick(BEGINNING);
    // The cards that weren't sent yet have nothing to ask any more.
    expect(mail.said.filter(({ message }) => message.headline.includes("approve"))).toEqual([]);
  });

  test("binds nothing that whoever has the machine has bound meanwhile, and nobody owes it", async () => {
    await bindWorkspace(context, NEW, "JP");
    expect(await owedBy("APO-officer")).toEqual([]);
    expect(await decide("APO-officer", "approved")).toMatchObject({
      refusal: { kind: "boundAlready", to: { id: "JP" } },
    });
    expect(await bound(NEW)).toBe("JP");
  });

  test("isn't told to who has no role there any more", async () => {
    await decide("APO-officer", "approved");
    const [letter] = (await openLetters(context)).filter(({ kind }) => kind === "workspaceDecided");
    const person = letter?.ids.person ?? "";
    await removeRole(context, {
      ...context.interaction("APO-officer"),
      ...{ organisation: "FJ", person, role: "backup" },
    });
    if (!letter) throw new Error("Nobody was told");
    expect(await composeLetter(context, letter, BEGINNING)).toBeUndefined();
  });
});

test("a tenant is bound by whoever has the machine without an installation, a workspace isn't", async () => {
  expect(await bindWorkspace(context, TENANT, "FJ")).toMatchObject({ ok: true });
  expect(await bound(TENANT)).toBe("FJ");
  const known = await context.database
    .select()
    .from(workspaces)
    .where(eq(workspaces.id, TENANT.id));
  expect(known).toMatchObject([{ platform: "teams", sealedToken: null }]);
  expect(await bindWorkspace(context, { platform: "slack", id: "T-NOWHERE" }, "FJ")).toMatchObject({
    refusal: { kind: "noSuchWorkspace" },
  });
});
