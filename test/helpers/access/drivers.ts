/** Each row of the list as the real use case that it is pressed with. */

import type { PersonId } from "../../../src/domain/ids.ts";
import { admitInAdvance } from "../../../src/use-cases/admissions/admit-in-advance.ts";
import { admitLate } from "../../../src/use-cases/admissions/admit-late.ts";
import { askAdmission } from "../../../src/use-cases/admissions/ask-admission.ts";
import type { Interaction } from "../../../src/use-cases/context.ts";
import { discardDraft } from "../../../src/use-cases/drafts/discard-draft.ts";
import { addParticipant } from "../../../src/use-cases/drafts/edit-draft.ts";
import { readDraft } from "../../../src/use-cases/drafts/read-draft.ts";
import { changeEvidence, startOnBehalf } from "../../../src/use-cases/drafts/start-on-behalf.ts";
import { startRequest } from "../../../src/use-cases/drafts/start-request.ts";
import { typeInDraft } from "../../../src/use-cases/drafts/type-in-draft.ts";
import { addHolidays } from "../../../src/use-cases/members/calendar.ts";
import { correctMember, readMember } from "../../../src/use-cases/members/members.ts";
import { invitePerson, revokeInvitation } from "../../../src/use-cases/people/invite.ts";
import { removeRole } from "../../../src/use-cases/people/remove-role.ts";
import { decideWorkspace } from "../../../src/use-cases/people/workspace-proposals.ts";
import { discardNotification } from "../../../src/use-cases/programmes/kept-notifications.ts";
import { publishProgramme } from "../../../src/use-cases/programmes/publish-programme.ts";
import { readNotificationText } from "../../../src/use-cases/programmes/read-notification.ts";
import { readProgramme } from "../../../src/use-cases/programmes/read-programme.ts";
import { refuseRound } from "../../../src/use-cases/programmes/refuse-round.ts";
import { subscribeChannel } from "../../../src/use-cases/reminders/subscribe-channel.ts";
import { assignRequest } from "../../../src/use-cases/requests/assign-request.ts";
import { readEndorsementLetter } from "../../../src/use-cases/requests/read-endorsement-letter.ts";
import { showRequest } from "../../../src/use-cases/requests/read-requests.ts";
import { submitRequest } from "../../../src/use-cases/requests/submit-request.ts";
import { fixture, sampleWith } from "../../domain/notifications/samples.ts";
import { EVIDENCE } from "../one-request.ts";
import { readHere } from "../reading.ts";
import type { generalRows, requestRows } from "./list.ts";
import { AFTER_LAST, NOW, type Scene } from "./scene.ts";

export type Answered =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly refusal: { readonly kind: string } };

/** What a press points to: a request, and the late admission that was asked for it. */
export interface Pointer {
  readonly request: string;
  readonly admission: string;
}

export type Drive = (scene: Scene, interaction: Interaction, pointer: Pointer) => Promise<Answered>;

type RequestRow = (typeof requestRows)[keyof typeof requestRows][number]["row"];
type GeneralRowName = (typeof generalRows)[keyof typeof generalRows][number]["row"];

const onPage = { page: "whom", answers: { objectives: "See it" }, typedAt: 9 } as const;

const take =
  (side: string, to?: (scene: Scene) => string): Drive =>
  ({ context, ...scene }, interaction, { request }) =>
    assignRequest(context, {
      ...interaction,
      pointer: `${request}:${side}:0`,
      ...(to ? { to: to({ context, ...scene }) as PersonId } : {}),
    });

export const requestDrivers: Readonly<Record<RequestRow, Drive>> = {
  read: async ({ context }, interaction, { request }) => {
    const draft = await readDraft(context, { ...interaction, draft: request });
    return draft.ok
      ? draft
      : showRequest(context, { account: interaction.account, which: request, now: interaction.at });
  },
  "read an endorsement letter": ({ context, endorsementLetter }, interaction, { request }) =>
    readEndorsementLetter(context, {
      ...interaction,
      pointer: `${request}:${endorsementLetter}`,
      workspace: interaction.account.tenant,
    }),
  "start a draft of one's own NPO": ({ context }, interaction) =>
    startRequest(context, { ...interaction, organisation: "FJ", afresh: true }),
  "start a draft for an NPO": ({ context }, interaction) =>
    startOnBehalf(context, { ...interaction, organisation: "FJ", answers: EVIDENCE }),
  "edit a draft": ({ context }, interaction, { request: draft }) =>
    typeInDraft(context, { ...interaction, draft, ...onPage }),
  "note other evidence": ({ context }, interaction, { request: draft }) =>
    changeEvidence(context, { ...interaction, draft, answers: EVIDENCE }),
  "discard a draft": ({ context }, interaction, { request: draft }) =>
    discardDraft(context, { ...interaction, draft, seen: 1_000 }),
  submit: async ({ context, rounds }, interaction, { request: draft }) => {
    const sent = await submitRequest(context, { ...interaction, draft, roundShown: rounds[2] });
    return sent.ok && sent.value.already ? { ok: false, refusal: { kind: "already" } } : sent;
  },
  "ask for late admission": ({ context, rounds }, interaction, { request: draft }) =>
    askAdmission(context, {
      ...interaction,
      at: AFTER_LAST,
      draft,
      round: rounds[2],
      why: "Storm",
    }),
  "admit late": ({ context }, interaction, { admission }) =>
    admitLate(context, { ...interaction, admission, why: "It was in the news" }),
  "add somebody to a draft": ({ context }, interaction, { request: draft }) =>
    addParticipant(context, { ...interaction, draft, page: "who", answers: {}, typedAt: 9 }),
  "take, among the sender's": take("FJ"),
  "take, among the host's": take("JP"),
  "take, among the officers": take("APO"),
  "assign to a colleague of the sender's": take("FJ", ({ idOf }) => idOf("senderBackup")),
};

type DriveGeneral = (scene: Scene, interaction: Interaction) => Promise<Answered>;

const readIn = ({ context }: Scene, interaction: Interaction, text: string) =>
  readNotificationText(context, readHere, { ...interaction, text });

const publish = ({ context }: Scene, interaction: Interaction, draft: string) =>
  publishProgramme(context, {
    ...interaction,
    delivery: context.newId(),
    draft,
    answers: {},
    typedAt: 9,
  });

const OTHER_CODE = () => "01".repeat(32);

const invite =
  (organisation: string, role: string): DriveGeneral =>
  ({ context }, interaction) =>
    invitePerson(
      { ...context, newSalt: OTHER_CODE },
      {
        ...interaction,
        name: "somebody new",
        organisation,
        role,
      },
    );

const remove =
  (who: Parameters<Scene["idOf"]>[0], organisation: string, role: string): DriveGeneral =>
  ({ context, idOf }, interaction) =>
    removeRole(context, { ...interaction, organisation, person: idOf(who), role });

const decideOn =
  (decision: "approved" | "refused"): DriveGeneral =>
  ({ context, proposal }, interaction) =>
    decideWorkspace(context, { ...interaction, proposal, decision });

const HOLIDAY = { startsOn: "2023-10-10", endsOn: "", name: "Fiji Day", lines: "" };
const FACTS = {
  npo: "NTPC",
  acronym: "NTPC",
  telephone: "",
  zone: "Pacific/Fiji",
  weekend: ["6", "7"],
  active: "yes",
} as const;

export const generalDrivers: Readonly<Record<GeneralRowName, DriveGeneral>> = {
  "publish a programme": async (scene, interaction) => {
    const read = await readIn(scene, interaction, sampleWith("Project Code", "23-SN-09-GE-BCN-C"));
    return read.ok ? publish(scene, interaction, read.value.id) : read;
  },
  "amend a programme": (scene, interaction) => readIn(scene, interaction, fixture("addendum.txt")),
  "publish what the officer has read in": (scene, interaction) =>
    publish(scene, interaction, scene.preview),
  "discard what the officer has read in": ({ context, preview }, interaction) =>
    discardNotification(context, { ...interaction, draft: preview }),
  "Not this round": ({ context, rounds }, interaction) =>
    refuseRound(context, { ...interaction, round: rounds[2], npo: "FJ" }),
  "subscribe a channel": ({ context }, interaction) =>
    subscribeChannel(context, {
      ...interaction,
      channel: { platform: "slack", workspace: "T-FJ", conversation: "C-FJ" },
      wish: { kind: "subscribe" },
    }),
  "approve a workspace": decideOn("approved"),
  "refuse a workspace": decideOn("refused"),
  "admit late in advance": ({ context, rounds }, interaction) =>
    admitInAdvance(context, { ...interaction, npo: "FJ", round: rounds[1], why: "A storm" }),
  "read the programme": ({ context, programme }, { account }) =>
    readProgramme(context, account, programme),
  "read a member": ({ context }, { account }) =>
    readMember(context, { account, organisation: "FJ", now: NOW }),
  "correct a member": ({ context }, interaction) =>
    correctMember(context, {
      ...interaction,
      organisation: "FJ",
      version: 1,
      typed: FACTS,
      confirmed: [],
    }),
  "add a holiday": ({ context }, interaction) =>
    addHolidays(context, { ...interaction, organisation: "FJ", typed: HOLIDAY }),
  "invite a backup": invite("FJ", "backup"),
  "invite a head": invite("FJ", "head"),
  "invite an LO": invite("FJ", "liaison"),
  "invite an officer": invite("APO", "officer"),
  "invite an administrator": invite("APO", "admin"),
  "take back an invitation": ({ context, invitation }, interaction) =>
    revokeInvitation(context, { ...interaction, invitation }),
  "remove the backup": remove("senderBackup", "FJ", "backup"),
  "remove the head": remove("senderHead", "FJ", "head"),
  "remove the LO": remove("senderLiaison", "FJ", "liaison"),
  "remove an officer": remove("officer", "APO", "officer"),
  "remove an administrator": remove("admin", "APO", "admin"),
};

export const wordOf = (answered: Answered): string => (answered.ok ? "yes" : answered.refusal.kind);

export const pointerTo = (scene: Scene, state: keyof Scene["requests"]): Pointer => ({
  request: scene.requests[state],
  admission: scene.admissions[state],
});
