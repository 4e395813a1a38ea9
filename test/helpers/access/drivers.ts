/** Each row of the list as the real use case that it is pressed with. */

import type { PersonId } from "../../../src/domain/ids.ts";
import { makeAdmitInAdvance } from "../../../src/use-cases/admissions/admit-in-advance.ts";
import { makeAdmitLate } from "../../../src/use-cases/admissions/admit-late.ts";
import { makeAskAdmission } from "../../../src/use-cases/admissions/ask-admission.ts";
import { makeDiscardDraft } from "../../../src/use-cases/drafts/discard-draft.ts";
import { makeAddParticipant } from "../../../src/use-cases/drafts/edit-draft.ts";
import { makeReadDraft } from "../../../src/use-cases/drafts/read-draft.ts";
import {
  makeChangeEvidence,
  makeStartOnBehalf,
} from "../../../src/use-cases/drafts/start-on-behalf.ts";
import { makeStartRequest } from "../../../src/use-cases/drafts/start-request.ts";
import { makeTypeInDraft } from "../../../src/use-cases/drafts/type-in-draft.ts";
import type { Press } from "../../../src/use-cases/house.ts";
import { makeAddHolidays } from "../../../src/use-cases/members/calendar.ts";
import { makeCorrectMember, makeReadMember } from "../../../src/use-cases/members/members.ts";
import { makeInvite, makeRevokeInvitation } from "../../../src/use-cases/people/invite.ts";
import { makeRemoveRole } from "../../../src/use-cases/people/remove-role.ts";
import { makePublish } from "../../../src/use-cases/programmes/publish-programme.ts";
import { makeReadNotificationText } from "../../../src/use-cases/programmes/read-notification.ts";
import { makeReadProgramme } from "../../../src/use-cases/programmes/read-programme.ts";
import { makeRefuseRound } from "../../../src/use-cases/programmes/refuse-round.ts";
import { makeSubscribeChannel } from "../../../src/use-cases/reminders/subscribe-channel.ts";
import { makeShowRequest } from "../../../src/use-cases/requests/read-requests.ts";
import { makeSettleHandler } from "../../../src/use-cases/requests/settle-handler.ts";
import { makeSubmitRequest } from "../../../src/use-cases/requests/submit-request.ts";
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

export type Drive = (scene: Scene, press: Press, pointer: Pointer) => Promise<Answered>;

type RequestRow = (typeof requestRows)[keyof typeof requestRows][number]["row"];
type GeneralRowName = (typeof generalRows)[keyof typeof generalRows][number]["row"];

const onPage = { page: "whom", answers: { objectives: "See it" }, typedAt: 9 } as const;

const take =
  (side: string, to?: (scene: Scene) => string): Drive =>
  ({ house, ...scene }, press, { request }) =>
    makeSettleHandler(house)({
      ...press,
      pointer: `${request}:${side}:0`,
      ...(to ? { to: to({ house, ...scene }) as PersonId } : {}),
    });

export const requestDrivers: Readonly<Record<RequestRow, Drive>> = {
  read: async ({ house }, press, { request }) => {
    const draft = await makeReadDraft(house)({ ...press, draft: request });
    return draft.ok
      ? draft
      : makeShowRequest(house)({ account: press.account, which: request, now: press.at });
  },
  "start a draft of one's own NPO": ({ house }, press) =>
    makeStartRequest(house)({ ...press, organisation: "FJ", afresh: true }),
  "start a draft for an NPO": ({ house }, press) =>
    makeStartOnBehalf(house)({ ...press, organisation: "FJ", answers: EVIDENCE }),
  "edit a draft": ({ house }, press, { request: draft }) =>
    makeTypeInDraft(house)({ ...press, draft, ...onPage }),
  "note other evidence": ({ house }, press, { request: draft }) =>
    makeChangeEvidence(house)({ ...press, draft, answers: EVIDENCE }),
  "discard a draft": ({ house }, press, { request: draft }) =>
    makeDiscardDraft(house)({ ...press, draft, seen: 1_000 }),
  submit: async ({ house, rounds }, press, { request: draft }) => {
    const sent = await makeSubmitRequest(house)({ ...press, draft, roundShown: rounds[2] });
    return sent.ok && sent.value.already ? { ok: false, refusal: { kind: "already" } } : sent;
  },
  "ask for late admission": ({ house, rounds }, press, { request: draft }) =>
    makeAskAdmission(house)({ ...press, at: AFTER_LAST, draft, round: rounds[2], why: "Storm" }),
  "admit late": ({ house }, press, { admission }) =>
    makeAdmitLate(house)({ ...press, admission, why: "It was in the news" }),
  "change the roster, so far of drafts": ({ house }, press, { request: draft }) =>
    makeAddParticipant(house)({ ...press, draft, page: "who", answers: {}, typedAt: 9 }),
  "take, among the sender's": take("FJ"),
  "take, among the host's": take("JP"),
  "take, among the officers": take("APO"),
  "assign to a colleague of the sender's": take("FJ", ({ idOf }) => idOf("senderBackup")),
};

type DriveGeneral = (scene: Scene, press: Press) => Promise<Answered>;

const readIn = ({ house }: Scene, press: Press, text: string) =>
  makeReadNotificationText(house, readHere)({ ...press, text });

const publish = ({ house }: Scene, press: Press, draft: string) =>
  makePublish(house)({ ...press, delivery: house.newId(), draft, answers: {}, typedAt: 9 });

const OTHER_CODE = () => "01".repeat(32);

const invite =
  (organisation: string, role: string): DriveGeneral =>
  ({ house }, press) =>
    makeInvite({ ...house, newSalt: OTHER_CODE })({
      ...press,
      name: "somebody new",
      organisation,
      role,
    });

const remove =
  (who: Parameters<Scene["idOf"]>[0], organisation: string, role: string): DriveGeneral =>
  ({ house, idOf }, press) =>
    makeRemoveRole(house)({ ...press, organisation, person: idOf(who), role });

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
  "publish a programme": async (scene, press) => {
    const read = await readIn(scene, press, sampleWith("Project Code", "23-SN-09-GE-BCN-C"));
    return read.ok ? publish(scene, press, read.value.id) : read;
  },
  "amend a programme": (scene, press) => readIn(scene, press, fixture("addendum.txt")),
  "publish what the officer has read in": (scene, press) => publish(scene, press, scene.preview),
  "Not this round": ({ house, rounds }, press) =>
    makeRefuseRound(house)({ ...press, round: rounds[2], npo: "FJ" }),
  "subscribe a channel": ({ house }, press) =>
    makeSubscribeChannel(house)({
      ...press,
      channel: { platform: "slack", workspace: "T-FJ", conversation: "C-FJ" },
      wish: { kind: "subscribe" },
    }),
  "admit late in advance": ({ house, rounds }, press) =>
    makeAdmitInAdvance(house)({ ...press, npo: "FJ", round: rounds[1], why: "A storm" }),
  "read the programme": ({ house, programme }, { account }) =>
    makeReadProgramme(house)(account, programme),
  "read a member": ({ house }, { account }) =>
    makeReadMember(house)({ account, organisation: "FJ", now: NOW }),
  "correct a member": ({ house }, press) =>
    makeCorrectMember(house)({
      ...press,
      organisation: "FJ",
      version: 1,
      typed: FACTS,
      confirmed: [],
    }),
  "add a holiday": ({ house }, press) =>
    makeAddHolidays(house)({ ...press, organisation: "FJ", typed: HOLIDAY }),
  "invite a backup": invite("FJ", "backup"),
  "invite a head": invite("FJ", "head"),
  "invite an LO": invite("FJ", "liaison"),
  "invite an officer": invite("APO", "officer"),
  "invite an administrator": invite("APO", "admin"),
  "take back an invitation": ({ house, invitation }, press) =>
    makeRevokeInvitation(house)({ ...press, invitation }),
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
