/** One request in each state, and everybody of the list, on one database. */
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { RequestId } from "../../../src/domain/ids.ts";
import { organisationId, personId } from "../../../src/domain/ids.ts";
import type { Outcome } from "../../../src/domain/outcome.ts";
import type { RoleName } from "../../../src/domain/people.ts";
import { openInvitations } from "../../../src/store/people/invitations.ts";
import { personByAccount } from "../../../src/store/people/people.ts";
import { insertProposal } from "../../../src/store/people/workspace-proposals.ts";
import { knowTenant } from "../../../src/store/people/workspaces.ts";
import { allProgrammes } from "../../../src/store/programmes/programmes.ts";
import { saveEndorsementLetter } from "../../../src/store/requests/endorsement-letters.ts";
import { requests } from "../../../src/store/schema.ts";
import { admitLate } from "../../../src/use-cases/admissions/admit-late.ts";
import { askAdmission } from "../../../src/use-cases/admissions/ask-admission.ts";
import { discardDraft } from "../../../src/use-cases/drafts/discard-draft.ts";
import { typeInDraft } from "../../../src/use-cases/drafts/type-in-draft.ts";
import { invitePerson } from "../../../src/use-cases/people/invite.ts";
import { giveRole } from "../../../src/use-cases/people/people.ts";
import { removeRole } from "../../../src/use-cases/people/remove-role.ts";
import { readNotificationText } from "../../../src/use-cases/programmes/read-notification.ts";
import { submitRequest } from "../../../src/use-cases/requests/submit-request.ts";
import { sampleWith } from "../../domain/notifications/samples.ts";
import { accountOf, BEGINNING, type TestContext, testContext, tokyo } from "../context.ts";
import { completeDraft } from "../one-request.ts";
import { readHere } from "../reading.ts";
import type { State, Who } from "./list.ts";

/** The Monday after the first closing date; the second round is open. */
export const NOW = tokyo("2023-04-03T12:00");
export const AFTER_LAST = tokyo("2023-07-03T12:00");

export const userOf: Readonly<Record<Who, string>> = {
  senderLiaison: "FJ-liaison",
  senderBackup: "FJ-backup",
  senderHead: "FJ-head",
  hostLiaison: "JP-liaison",
  hostBackup: "JP-backup",
  hostHead: "JP-head",
  otherLiaison: "BD-liaison",
  otherHead: "BD-head",
  officer: "APO-officer",
  admin: "APO-admin",
  senderLiaisonAndOfficer: "FJ-double",
  hostLiaisonAndOfficer: "JP-double",
  otherLiaisonAndOfficer: "BD-double",
  stranger: "FJ-stranger",
  formerSenderLiaison: "FJ-former",
  formerHostLiaison: "JP-former",
  formerOfficer: "APO-former",
};

const MORE_ROLES: readonly (readonly [Who, string, RoleName])[] = [
  ["hostBackup", "JP", "backup"],
  ["hostHead", "JP", "head"],
  ["otherHead", "BD", "head"],
  ["senderLiaisonAndOfficer", "FJ", "liaison"],
  ["senderLiaisonAndOfficer", "APO", "officer"],
  ["hostLiaisonAndOfficer", "JP", "liaison"],
  ["hostLiaisonAndOfficer", "APO", "officer"],
  ["otherLiaisonAndOfficer", "BD", "liaison"],
  ["otherLiaisonAndOfficer", "APO", "officer"],
];

/** So that the administrator isn't the last one. */
const SECOND_ADMIN = accountOf("APO-admin-2");

const FORMER: readonly (readonly [Who, string, RoleName])[] = [
  ["formerSenderLiaison", "FJ", "liaison"],
  ["formerHostLiaison", "JP", "liaison"],
  ["formerOfficer", "APO", "officer"],
];

export interface Scene {
  readonly context: TestContext;
  readonly requests: Readonly<Record<State, RequestId>>;
  /** The late admission that was asked for in that state. */
  readonly admissions: Readonly<Record<State, string>>;
  /** Of the sender, of the submitted request. */
  readonly endorsementLetter: string;
  /** Ids of rounds, by number. */
  readonly rounds: Readonly<Record<1 | 2, string>>;
  readonly programme: string;
  /** Read in by the officer, not yet published. */
  readonly preview: string;
  /** Another one, kept for later. */
  readonly kept: string;
  /** To Fiji's backup, open. */
  readonly invitation: string;
  /** A tenant for Fiji's NPO, not answered yet. */
  readonly proposal: string;
  /** A person's id. */
  readonly idOf: (who: Who) => string;
}

export const makeScene = async (): Promise<Scene> => {
  const context = await testContext();
  await giveRoles(context, MORE_ROLES);
  await giveRoles(context, FORMER);
  const second = { ...SECOND_ADMIN, workspace: SECOND_ADMIN.tenant };
  must(
    await giveRole(context, {
      name: "second",
      role: "admin",
      organisation: "APO",
      account: second,
    }),
  );
  const [programme] = await allProgrammes(context.database);
  const rounds = { 1: programme?.rounds[0]?.id ?? "", 2: programme?.rounds[1]?.id ?? "" };
  const states = await requestsIn(context, rounds);
  const endorsementLetter = await addEndorsementLetter(context, states.requests.submitted);
  const textOf = (code: string) => sampleWith("Project Code", code);
  const preview = must(
    await readNotificationText(context, readHere, {
      ...context.interaction("APO-officer"),
      text: textOf("23-SN-08-GE-BCN-C"),
    }),
  );
  const kept = must(
    await readNotificationText(context, readHere, {
      ...context.interaction("APO-officer"),
      text: textOf("23-SN-11-GE-BCN-C"),
    }),
  );
  const ids = await idsOf(context);
  const invitation = await invite(context);
  const proposal = await propose(context, ids.get("senderBackup") ?? "");
  // Each of them began, typed, invited or was handed something while they still had the role.
  await removeFormer(context, ids);
  return {
    context,
    ...states,
    endorsementLetter,
    rounds,
    programme: programme?.id ?? "",
    preview: preview.id,
    kept: kept.id,
    invitation,
    proposal,
    idOf: (who) => ids.get(who) ?? randomUUID(),
  };
};

/** As it would be after *Add letter*, with the version as it was. */
const addEndorsementLetter = async (
  { database }: TestContext,
  request: RequestId,
): Promise<string> => {
  const id = randomUUID();
  const letter = { id, npo: "FJ", type: "pdf", addedAt: NOW.toJSDate().toISOString() };
  await saveEndorsementLetter(database, { id, request, bytes: Buffer.from("%PDF-1.7") });
  await database
    .update(requests)
    .set({ endorsementLetters: [letter] })
    .where(eq(requests.id, request));
  return id;
};

export const must = <Value, Refusal>(outcome: Outcome<Value, Refusal>): Value => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.value;
};

const giveRoles = async (context: TestContext, held: typeof MORE_ROLES): Promise<void> => {
  for (const [who, organisation, role] of held) {
    const account = accountOf(userOf[who]);
    const workspace = account.tenant;
    const given = { name: who, role, organisation, account: { ...account, workspace } };
    must(await giveRole(context, given));
  }
};

const idsOf = async ({ database }: TestContext): Promise<ReadonlyMap<Who, string>> => {
  const ids = new Map<Who, string>();
  for (const [who, user] of Object.entries(userOf)) {
    const person = await personByAccount(database, accountOf(user));
    if (person) ids.set(who as Who, person.id);
  }
  return ids;
};

const removeFormer = async (context: TestContext, ids: ReadonlyMap<Who, string>): Promise<void> => {
  for (const [who, organisation, role] of FORMER) {
    const person = ids.get(who) ?? "";
    must(
      await removeRole(context, {
        ...context.interaction("APO-admin"),
        organisation,
        person,
        role,
      }),
    );
  }
};

const invite = async (context: TestContext): Promise<string> => {
  const wish = { name: "new backup", organisation: "FJ", role: "backup" };
  must(await invitePerson(context, { ...context.interaction("FJ-liaison"), ...wish }));
  const [open] = await openInvitations(context.database, [organisationId("FJ")], NOW);
  return open?.id ?? "";
};

const propose = async ({ database }: TestContext, person: string): Promise<string> => {
  const there = { platform: "teams", id: "tenant" } as const;
  await knowTenant(database, there, NOW.toJSDate());
  const id = randomUUID();
  await insertProposal(database, {
    ...{ id, platform: there.platform, workspace: there.id, name: there.id },
    ...{ organisation: organisationId("FJ"), role: "backup", joinedBy: personId(person) },
    ...{ isClosed: true, proposedAt: NOW, decided: null },
  });
  return id;
};

type States = Pick<Scene, "requests" | "admissions">;

/** The submitted one asked, was admitted, and went into the first round after its closing date. */
const requestsIn = async (context: TestContext, rounds: Scene["rounds"]): Promise<States> => {
  const begin = async (wish: Parameters<typeof completeDraft>[1] = {}) =>
    (await completeDraft(context, wish)).draft as RequestId;
  const ask = async (draft: string) => {
    const interaction = context.interaction("FJ-liaison", NOW);
    const asked = await askAdmission(context, {
      ...interaction,
      draft,
      round: rounds[1],
      why: "Storm",
    });
    return must(asked).admission.id;
  };
  const draft = await begin({ user: "FJ-former" });
  const draftOnBehalf = await begin({ user: "APO-former", onBehalfOf: "FJ" });
  const draftThatAsked = await begin();
  const submitted = await begin({ answers: { alternatives: ["BD"] } });
  const discarded = await begin();
  const admissions = {
    none: randomUUID(),
    draft: randomUUID(),
    draftOnBehalf: randomUUID(),
    draftThatAsked: await ask(draftThatAsked),
    submitted: await ask(submitted),
    discarded: await ask(discarded),
  };
  const admitted = { admission: admissions.submitted, why: "The storm was in the news" };
  must(await admitLate(context, { ...context.interaction("APO-officer", NOW), ...admitted }));
  const sent = {
    ...context.interaction("FJ-liaison", NOW),
    draft: submitted,
    roundShown: rounds[1],
  };
  must(await submitRequest(context, sent));
  const thrown = { ...context.interaction("FJ-backup", NOW), draft: discarded, seen: 1_000 };
  must(await discardDraft(context, thrown));
  const requests = {
    none: randomUUID() as RequestId,
    draft,
    draftOnBehalf,
    draftThatAsked,
    submitted,
    discarded,
  };
  for (const id of [draft, draftOnBehalf, draftThatAsked]) await markDraft(context, id);
  return { requests, admissions };
};

/** Stands in every draft and nowhere else: whoever reads it has read a draft. */
export const MARK = "ξψζΩ of a draft";

const markDraft = async (context: TestContext, draft: string): Promise<void> => {
  const typed = { page: "whom", answers: { topic: MARK }, typedAt: 3 } as const;
  must(
    await typeInDraft(context, {
      ...context.interaction("FJ-liaison", BEGINNING),
      draft,
      ...typed,
    }),
  );
};
