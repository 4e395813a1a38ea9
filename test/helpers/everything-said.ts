/** Every message, home and form, with one text in all the places that people can write in. */

import type { NotificationPreview } from "../../src/domain/amendments/preview.ts";
import type { ProgrammeNews } from "../../src/domain/amendments/programme-news.ts";
import type { DraftLate } from "../../src/domain/drafts/draft-views.ts";
import type { Draft } from "../../src/domain/drafts/drafts.ts";
import type { Standing } from "../../src/domain/home/standing.ts";
import { participantId, personId, programmeId, requestId } from "../../src/domain/ids.ts";
import type { Member } from "../../src/domain/members/member-facts.ts";
import type { MemberView } from "../../src/domain/members/member-views.ts";
import type { Organisation } from "../../src/domain/members/members.ts";
import type {
  ProposalView,
  WorkspaceProposal,
} from "../../src/domain/members/workspace-proposals.ts";
import { PLATFORMS } from "../../src/domain/platform.ts";
import type { AdmissionView } from "../../src/domain/programmes/admission-views.ts";
import {
  ACTION_NAMES,
  type ActionName,
  actions,
} from "../../src/domain/requests/actions/actions.ts";
import type { Action } from "../../src/domain/requests/actions/row.ts";
import type { DraftPage } from "../../src/domain/requests/draft-page.ts";
import { checkDraft } from "../../src/domain/requests/request-check.ts";
import type { RequestView, SideAssignment } from "../../src/domain/requests/request-view.ts";
import type { SentRequest, SubmittedRequest } from "../../src/domain/requests/requests.ts";
import { type DateTime, readerTimeAt } from "../../src/domain/time.ts";
import { admitForm, admitInAdvanceForm, askAdmissionForm } from "../../src/forms/admission.ts";
import type { Form } from "../../src/forms/form.ts";
import { handlerForm } from "../../src/forms/handler.ts";
import { loadingForm } from "../../src/forms/loading.ts";
import { calendarForm, whichCalendarForm } from "../../src/forms/members/calendar.ts";
import { correctMemberForm } from "../../src/forms/members/correct-member.ts";
import { inviteForm, joinForm } from "../../src/forms/members/invite.ts";
import { memberList, memberPage } from "../../src/forms/members/members.ts";
import { evidenceForm, onBehalfForm } from "../../src/forms/on-behalf.ts";
import { publishForm } from "../../src/forms/programmes/publish.ts";
import { previewForm } from "../../src/forms/programmes/publish-preview.ts";
import { actionForm } from "../../src/forms/requests/action-form.ts";
import { findRequestsForm } from "../../src/forms/requests/find-requests.ts";
import { placeLetterForm } from "../../src/forms/requests/place-letter.ts";
import { draftToRead } from "../../src/forms/requests/read-draft.ts";
import { requestPage } from "../../src/forms/requests/request-form.ts";
import { sentPage } from "../../src/forms/requests/sent.ts";
import * as answers from "../../src/messages/answers.ts";
import * as channels from "../../src/messages/channel.ts";
import * as duties from "../../src/messages/home/duties.ts";
import * as homes from "../../src/messages/home/home.ts";
import type { Home } from "../../src/messages/home/home-page.ts";
import * as calendar from "../../src/messages/members/calendar.ts";
import * as invitations from "../../src/messages/members/invitations.ts";
import * as memberMessages from "../../src/messages/members/members.ts";
import * as workspaces from "../../src/messages/members/workspaces.ts";
import type { Message } from "../../src/messages/message.ts";
import * as closings from "../../src/messages/programmes/closing.ts";
import * as programmes from "../../src/messages/programmes/programme.ts";
import * as news from "../../src/messages/programmes/programme-news.ts";
import * as acting from "../../src/messages/requests/actions.ts";
import * as admissions from "../../src/messages/requests/admission.ts";
import * as assignments from "../../src/messages/requests/assignment.ts";
import * as draftMessages from "../../src/messages/requests/draft-messages.ts";
import * as letters from "../../src/messages/requests/letters.ts";
import * as cards from "../../src/messages/requests/request-cards.ts";
import * as lists from "../../src/messages/requests/request-list.ts";
import { members, notificationIn, sampleText } from "../domain/notifications/samples.ts";
import {
  draftToJapan,
  fiji,
  firstRound,
  japan,
  liaisonOfFiji,
  noonOf20March,
  officer,
  programmeNoting,
  secondRound,
  secretariat,
  setting,
  travellers,
} from "./builders.ts";
import { draftSummary, standing, summary } from "./standing.ts";

/** All modules of `src/messages/` that make messages: a test holds their exports to the list below. */
export const messageModules = [
  ...[
    acting,
    admissions,
    answers,
    calendar,
    channels,
    closings,
    draftMessages,
    duties,
    assignments,
  ],
  ...[homes, invitations, memberMessages, programmes, news, cards, lists, letters],
];

/** `line`: into what is one line; `lines`: into what may be several. */
export interface Written {
  readonly line: string;
  readonly lines: string;
  /** When it is read; all that was written and sent is of 20 March 2023, as this is by default. */
  readonly now?: DateTime;
  /** Sender and host under their own names, in place of two that are called `line`. */
  readonly between?: readonly [Organisation, Organisation];
}

const at = noonOf20March;
const zone = "Pacific/Fiji";

/** All that people have written, in one request, draft, member and programme. */
const placesOf = ({ request, sender, host }: World) =>
  (["sender", "host"] as const).map((side) => {
    const onBehalfOf = side === "host" ? host : null;
    return { request, sender, host, side, onBehalfOf };
  });

const worldOf = ({ line, lines, now = at, between }: Written) => {
  const readerTime = readerTimeAt(now, zone);
  const named = (one: Organisation): Organisation => ({ ...one, npo: line, acronym: line });
  const [sender, host] = between ?? [named(fiji), named(japan)];
  const programme = programmeNoting({ remarks: lines });
  const member = (of: Organisation): Member => ({
    ...of,
    telephone: line,
    uncertain: ["npo"],
    version: 2,
  });
  const content = {
    host: host.id,
    spoken: true,
    spokenWith: line,
    alternatives: [],
    topic: line,
    objectives: lines,
    modality: "both",
    firstChoice: { startsOn: "2023-07-10", endsOn: "2023-07-12" },
    secondChoice: { startsOn: "2023-08-30", endsOn: "2023-09-01" },
    hours: null,
    language: line,
    outcomes: lines,
    followUp: lines,
    endorsement: { by: line, as: line, on: "2023-03-15" },
    participants: [
      {
        id: participantId("00000000-0000-4000-8000-000000000001"),
        position: line,
        organisation: line,
        category: "policymaker",
        part: "head",
        attendance: "online",
        name: line,
        email: "a@example.org",
      },
    ],
  } as const satisfies SubmittedRequest["content"];
  const request: SubmittedRequest = {
    state: "submitted",
    endorsementLetters: [],
    considering: null,
    passedOn: null,
    id: requestId("00000000-0000-4000-8000-000000000002"),
    programmeId: programme.id,
    version: 2,
    number: "BCN-2023-001",
    sender: sender.id,
    roundId: firstRound.id,
    submittedAt: at,
    submittedBy: personId("liaison"),
    throughSecretariat: true,
    admittedLate: false,
    hostAnswerDueOn: "2023-04-04",
    content,
  };
  const side: SideAssignment = {
    organisation: sender.id,
    side: sender,
    handler: { id: personId("handler"), name: line },
    since: at,
    version: 1,
    isReader: false,
    mayAssign: true,
    isShared: true,
  };
  const view: RequestView = {
    request,
    programme,
    round: firstRound,
    sender,
    host,
    alternatives: [host],
    hostIsReachable: false,
    onBehalf: { evidence: { text: lines, on: "2023-03-19" }, post: "officer" },
    assignments: [side, { ...side, organisation: host.id, side: host }],
    can: [
      { action: "accept", onBehalfOf: host, isLikely: true },
      { action: "choose-host", onBehalfOf: null, isLikely: true },
      { action: "withdraw", onBehalfOf: null, isLikely: false },
    ],
    readerTime,
  };
  const said = { by: personId("somebody"), at, why: lines };
  const admission: AdmissionView = {
    admission: {
      id: "admission",
      roundId: firstRound.id,
      organisation: sender.id,
      requestId: request.id,
      asked: said,
      admitted: said,
    },
    ...{ sender, host, programme, round: firstRound, readerTime },
  };
  const draft: Draft = {
    ...draftToJapan({
      answers: {
        ...{ topic: line, objectives: lines, outcomes: lines, followUp: lines },
        ...{ spokenWith: line, language: line, hours: line, modality: "both" },
        ...{ endorsedBy: line, endorsedAs: line, endorsedOn: "2023-03-15" },
      },
      participants: travellers(2, {
        ...{
          position: line,
          organisation: line,
          name: line,
          email: `${line} @`,
          attendance: "online",
        },
      }),
    }),
    evidence: { text: lines, on: "2023-03-19" },
  };
  const late: DraftLate = {
    ...{ draft, sender, host, programme, round: firstRound, joins: secondRound },
    ...{ onBehalf: false, now, readerTime },
  };
  return {
    line,
    lines,
    sender,
    host,
    programme,
    member,
    request,
    side,
    view,
    admission,
    draft,
    late,
    now,
    readerTime,
  };
};

type World = ReturnType<typeof worldOf>;

const standingOf = (world: World): Standing => {
  const { line, sender, host, late, programme, now } = world;
  return standing({
    now,
    person: { ...liaisonOfFiji, name: line, roles: [...liaisonOfFiji.roles, ...officer.roles] },
    own: [sender, secretariat],
    programmes: [programme],
    requests: [
      summary({ sender, host, topic: line, hostIsReachable: false }),
      summary({ sender: host, host: sender, topic: line, number: "BCN-2023-002" }),
    ],
    drafts: [
      draftSummary({ sender, host, topic: line }),
      draftSummary({
        id: requestId("theirs"),
        sender: host,
        host: sender,
        onBehalf: true,
        topic: line,
      }),
    ],
    kept: [
      { id: "kept", projectCode: line, amendment: { kind: "addendum", number: 1 }, readAt: at },
    ],
    proposals: [proposalOf(world)],
    lateRequests: [
      { id: "late", draft: late.draft.id, sender, host, programme, round: firstRound, askedAt: at },
    ],
  });
};

const newsOf = (world: World, over: Partial<ProgrammeNews> = {}): ProgrammeNews => {
  const { programme, sender, host, draft, request, lines } = world;
  return {
    programme,
    changes: {
      differences: [
        { field: "remarks", before: lines, after: lines },
        { field: "title", before: world.line, after: "Bilateral Cooperation" },
      ],
      origins: [{ kind: "correction" }],
    },
    members,
    reader: { kind: "person", npoes: [sender], zone },
    joins: firstRound,
    owes: true,
    drafts: [{ draft, isOwn: true, onBehalfOf: host, host, misfits: ["outsideTiming"] }],
    requests: [
      { request, sender, host, side: "host", round: firstRound, isMoved: true, misfits: [] },
    ],
    now: world.now,
    ...over,
  };
};

const listOf = ({ request, sender, host, programme, draft, line, readerTime }: World) =>
  lists.requestList({
    drafts: [
      {
        draft,
        host,
        topic: line,
        sender,
        begunBy: line,
        holder: line,
        onBehalf: true,
        late: undefined,
      },
      {
        draft,
        host,
        topic: line,
        sender,
        begunBy: line,
        holder: undefined,
        onBehalf: false,
        late: "asked",
      },
    ],
    requests: [
      {
        ...{ request, sender, host, programme, round: firstRound, side: "officer" },
        handler: { name: line, isReader: false },
      },
    ],
    ...{ maySend: true, mayActOnBehalf: true, severalNpos: true, readerTime },
  });

/** Where actions lead, with what people write when they answer or end a request. */
const afterActions = ({
  request,
  line,
  lines,
}: World): { readonly [Name in ActionName]?: SentRequest } => {
  const { considering: _none, passedOn: _neither, ...sent } = request;
  const days = request.content.firstChoice;
  const endorsement = { by: line, as: line, on: "2023-03-15" };
  return {
    consider: { ...request, considering: { at, note: lines } },
    accept: {
      ...{ ...sent, state: "host_accepted" },
      consent: { at, dates: days, endorsement, note: lines, decisionDueOn: "2023-04-21" },
    },
    decline: {
      ...{ ...sent, state: "host_declined" },
      refusal: { at, reason: lines, confidential: lines, choiceDueOn: "2023-04-03" },
    },
    withdraw: { ...sent, state: "withdrawn", ending: { at, reason: lines } },
    cancel: { ...sent, state: "cancelled", ending: { at, reason: lines } },
    "pass-on": { ...request, passedOn: { at, to: line, on: "2023-03-20" } },
  };
};

const detailsInStates = (world: World): Record<string, Message> =>
  Object.fromEntries(
    Object.entries(afterActions(world)).map(([name, one]) => [
      `requestDetails, ${name}`,
      cards.requestDetails({ ...world.view, request: one }),
    ]),
  );

/** What each party is told of each action. */
const toldOfEach = (world: World): Record<string, Message | undefined> => {
  const told = ACTION_NAMES.flatMap((action): [string, Message | undefined][] => {
    const view = { ...world.view, request: afterActions(world)[action] ?? world.request };
    const evidence = { text: world.lines, on: "2023-03-20" };
    const happened = { action, at, isTakenBack: true, evidence };
    const inChannel = { isChannel: true, hasConfidential: true };
    const toOfficer = { ...inChannel, isChannel: false };
    const { may }: Action = actions[action];
    return [
      [`${action}, to the sender`, acting.toldOfAction(view, happened, "sender")],
      [`${action}, to the host`, acting.toldOfAction(view, happened, "host")],
      [`${action}, to the Secretariat`, acting.secretariatToldOfAction(view, happened, inChannel)],
      [`${action}, to an officer`, acting.secretariatToldOfAction(view, happened, toOfficer)],
      [`${action}, for the sender`, may.sender && acting.doneForYou(view, happened, view.sender)],
      [`${action}, for the host`, may.host && acting.doneForYou(view, happened, view.host)],
    ];
  });
  return Object.fromEntries(told.filter(([, message]) => message));
};

/** To whoever handles it now: what that side owes. */
const handedOver = (world: World) => {
  const toReader = (request: SentRequest, side: Organisation): Message => {
    const one = { ...world.side, organisation: side.id, side, isReader: true };
    return assignments.toldOfHandler({ ...world.view, request, assignments: [one] }, side.id);
  };
  return {
    "toldOfHandler, host's reader": toReader(world.request, world.host),
    "toldOfHandler, sender's reader": toReader(
      afterActions(world).decline ?? world.request,
      world.sender,
    ),
  };
};

const actionForms = ({ view, request, programme, sender, host, now }: World) => {
  const members = [sender, host, secretariat];
  const setting = { programme, round: firstRound, sender, host, secretariat, members, now };
  const pointer = { request: request.id, version: request.version };
  return Object.fromEntries(
    ACTION_NAMES.map((action) => {
      const fields = actions[action].fields({ request, setting });
      return [action, actionForm({ action, view, fields, onBehalfOf: host, pointer })];
    }),
  );
};

/** What is said of each action, of the request as it leads there. */
const actionsSaid = (world: World): Readonly<Record<string, Message | undefined>> => {
  const { view, request, lines, now } = world;
  const endorsementLetter = { id: "letter", npo: view.host.id, type: "pdf", addedAt: now } as const;
  const evidence = { text: lines, on: "2023-03-20" };
  return {
    ...Object.fromEntries(
      ACTION_NAMES.flatMap((action) => {
        const here = { ...view, request: afterActions(world)[action] ?? request };
        const happened = { action, at, isTakenBack: false, evidence } as const;
        return Object.entries({
          actionDone: acting.actionDone(here, happened),
          requestChanged: acting.requestChanged(here, happened, cards.requestDetails(here)),
        }).map(([name, message]) => [`${name}, ${action}`, message]);
      }),
    ),
    actionMenu: acting.actionMenu(view),
    mayNotAct: acting.mayNotAct(),
    notNow: acting.notNow(view, { kind: "stillWaiting", until: "2023-04-11" }),
    noLongerAsked: acting.noLongerAsked(view),
    endorsementLetterComes: acting.endorsementLetterComes(),
    endorsementLetterMessage: acting.endorsementLetterMessage(
      view,
      endorsementLetter,
      Buffer.from("%PDF-1.7"),
    ),
    newsOvertaken: acting.newsOvertaken(acting.noLongerAsked(view), view.request.id),
  };
};

const proposalOf = (
  { line, sender, readerTime }: World,
  over: Partial<WorkspaceProposal> = {},
): ProposalView => ({
  proposal: {
    ...{ id: "proposal", platform: "slack", workspace: "T-FJ", name: line, role: "backup" },
    ...{ organisation: sender.id, joinedBy: liaisonOfFiji.id, isClosed: false, proposedAt: at },
    decided: null,
    ...over,
  },
  organisation: sender,
  joined: line,
  hasLeft: false,
  decidedBy: line,
  readerTime,
});

const workspacesSaid = (world: World): Readonly<Record<string, Message>> => {
  const { host } = world;
  const decided = (decision: "approved" | "refused", over: Partial<WorkspaceProposal> = {}) =>
    proposalOf(world, { ...over, decided: { decision, by: liaisonOfFiji.id, at } });
  const closed = { platform: "teams", isClosed: true } as const;
  return {
    workspaceProposed: workspaces.workspaceProposed(proposalOf(world)),
    "workspaceProposed, by who left": workspaces.workspaceProposed({
      ...proposalOf(world),
      hasLeft: true,
    }),
    "workspaceProposed, of a tenant": workspaces.workspaceProposed(proposalOf(world, closed)),
    workspaceSettled: workspaces.workspaceSettled(decided("approved")),
    "workspaceSettled, refused": workspaces.workspaceSettled(decided("refused", closed)),
    workspaceSettledBefore: workspaces.workspaceSettledBefore(decided("approved")),
    "workspaceSettledBefore, refused": workspaces.workspaceSettledBefore(decided("refused")),
    "workspaceSettledBefore, bound": workspaces.workspaceSettledBefore(proposalOf(world), host),
    toldOfApproval: workspaces.toldOfDecision(decided("approved"), true),
    "toldOfApproval, of a tenant": workspaces.toldOfDecision(decided("approved", closed), true),
    toldOfRefusal: workspaces.toldOfDecision(decided("refused"), true),
    "toldOfRefusal, of a tenant": workspaces.toldOfDecision(decided("refused", closed), true),
    nothingToDecide: workspaces.nothingToDecide(),
    notBound: workspaces.notBound("slack", undefined),
    "notBound, asked": workspaces.notBound("teams", world.sender),
    notOpenHere: workspaces.notOpenHere("unknown"),
    "notOpenHere, asked": workspaces.notOpenHere("asked"),
  };
};

const channelAnswers = ({ sender, now }: World): Readonly<Record<string, Message>> => {
  const off = { organisation: sender, subscription: undefined, next: [], now };
  const subscription = { hour: 9, zone, topics: ["closing"] } as const;
  const on = { ...off, subscription, next: [{ dueAt: at }] };
  return {
    channelState: channels.channelState(on, "channel"),
    "channelState, in chat": channels.channelState(on, "chat"),
    "channelState, off, in chat": channels.channelState(off, "chat"),
    channelEnded: channels.channelEnded(off, "channel"),
    "channelEnded, in chat": channels.channelEnded(off, "chat"),
    channelTested: channels.channelTested("channel"),
    "channelTested, in chat": channels.channelTested("chat"),
  };
};

/** By the name of what makes it. Undefined: no message is made of it, or none that people wrote in. */
export const everyMessage = (written: Written): Readonly<Record<string, Message | undefined>> => {
  const world = worldOf(written);
  const { line, sender, host, programme, member, view, admission, draft, late } = world;
  const { now, readerTime } = world;
  const closing = {
    ...{ programme, round: firstRound, sent: false, refused: false, admitted: true, drafts: 2 },
    now,
  };
  const workdays = { zone, weekend: [6, 7], holidays: new Set<string>() };
  const removed: memberMessages.RemovedFacts = {
    ...{ name: line, organisation: sender, own: false, drafts: 2, heldBy: line, revoked: 1 },
    role: "backup",
  };
  const text = (headline: string): Message => ({ headline, parts: [], buttons: [] });
  const facts = { ...member(sender), npo: line };
  return {
    ...actionsSaid(world),
    ...toldOfEach(world),
    ...handedOver(world),
    closingMissed: admissions.closingMissed(late, { isHolder: true }),
    draftKept: admissions.draftKept(late),
    admissionAsked: admissions.admissionAsked(admission),
    admissionAskedBefore: admissions.admissionAskedBefore(admission),
    roundStillOpen: admissions.roundStillOpen(late),
    admissionCard: admissions.admissionCard(admission),
    admittedLate: admissions.admittedLate(admission),
    admittedBefore: admissions.admittedBefore(admission),
    admissionGranted: admissions.admissionGranted(admission),
    admittedInAdvance: admissions.admittedInAdvance(admission, true),
    advanceKnown: admissions.advanceKnown(sender),
    advanceGranted: admissions.advanceGranted(admission),
    nothingToAdmit: admissions.nothingToAdmit(),
    mayNotAdmit: admissions.mayNotAdmit(),
    noRoundsToAdmit: admissions.noRoundsToAdmit(),
    stranger: answers.stranger(),
    replayed: answers.replayed(),
    notFound: answers.notFound(),
    draftGone: answers.draftGone(),
    whichNumber: answers.whichNumber(),
    notALiaison: answers.notALiaison(),
    notAnOfficer: answers.notAnOfficer(),
    noProgramme: answers.noProgramme(),
    noSuchHost: answers.noSuchHost(line, "Japan"),
    badHour: answers.badHour(),
    badChannelWish: answers.badChannelWish(),
    notAChannel: answers.notAChannel(),
    ...workspacesSaid(world),
    suspended: answers.suspended({ ...sender, name: line }),
    allRoundsClosed: answers.allRoundsClosed(programme),
    channelNotYours: answers.channelNotYours(sender),
    channelNotSubscribed: answers.channelNotSubscribed(sender),
    whichNposClosing: answers.whichNposClosing([sender, host]),
    whichNpo: answers.whichNpo([sender, host], true, { host: host.id, afresh: false }),
    fault: answers.fault("7K2M"),
    unsaved: answers.unsaved("7K2M"),
    formReady: answers.formReady(line, { verb: "open-form", id: "x", label: "Open" }, [line]),
    oneMoment: answers.oneMoment(),
    answeredInChat: answers.answeredInChat(),
    noChatYet: answers.noChatYet(),
    notInstalled: answers.notInstalled(),
    help: answers.help(["request", "help"], { typed: line, nearest: undefined }),
    "help, to a sentence": answers.help(["publish", "help"], "aSentence", [], true),
    calendarText: text(calendar.calendarText("added", { days: 1, known: 0, passed: 0, moved: 0 })),
    ...channelAnswers(world),
    channelTest: channels.channelTest(sender, { hour: 9, zone, topics: ["closing", "requests"] }),
    closingReminder: closings.closingReminder({
      ...{ ...closing, npo: sender, calendar: workdays, zone, hour: 9 },
    }),
    standing: text(closings.standing(closing)),
    closingDates: closings.closingDates({
      programmes: [{ programme, closings: [closing] }],
      ...{ npo: sender, isOneOfSeveral: true, calendar: workdays, readerTime, now },
    }),
    roundRefused: closings.roundRefused({ programme, round: firstRound, npo: sender }),
    roundNotRefused: closings.roundNotRefused({ kind: "closed", programme, round: firstRound }),
    colleaguesDrafts: draftMessages.colleaguesDrafts({
      sender,
      drafts: [
        {
          draft,
          host,
          topic: line,
          sender,
          begunBy: line,
          holder: line,
          onBehalf: false,
          late: undefined,
        },
      ],
      readerTime,
    }),
    draftDiscarded: draftMessages.draftDiscarded(),
    toldOfDiscard: draftMessages.toldOfDiscard({
      ...{ by: line, sender, host, has: "begun", onBehalf: false },
      ...{ begunAt: at, discardedAt: at, readerTime },
    }),
    draftChangedMeanwhile: draftMessages.draftChangedMeanwhile(draft.id, line),
    discardedBy: draftMessages.discardedBy(line, at, readerTime),
    owed: duties.owed(standingOf(world)),
    owedFirst: { headline: "", buttons: [], parts: [], ...duties.owedFirst(standingOf(world)) },
    handlerSettled: assignments.handlerSettled(view, sender.id),
    toldOfHandler: assignments.toldOfHandler(view, sender.id),
    handlerChanged: assignments.handlerChanged(view, sender.id, cards.requestDetails(view)),
    notYourSide: assignments.notYourSide(),
    invited: invitations.invited({
      ...{ code: "7K2M-4Q9P", name: line, organisation: sender, role: "backup", expiresAt: at },
      ...{ readerTime, furtherAccount: false, platforms: PLATFORMS },
    }),
    toldOfJoin: invitations.toldOfJoin({
      ...{ name: line, role: "backup", organisation: sender, what: "role" },
    }),
    joined: invitations.joined(
      { organisation: sender, role: "backup", furtherAccount: false, waits: "channels" },
      "slack",
    ),
    "joined, where nothing is open": invitations.joined(
      { organisation: sender, role: "backup", furtherAccount: false, waits: "all" },
      "teams",
    ),
    notJoined: invitations.notJoined({ kind: "alreadyIn", organisation: sender, role: "backup" }),
    notJoinedText: text(
      invitations.notJoinedText({ kind: "alreadyIn", organisation: sender, role: "backup" }),
    ),
    mayNotInvite: invitations.mayNotInvite(),
    memberNotFound: memberMessages.memberNotFound(),
    notACalendarKeeper: memberMessages.notACalendarKeeper(),
    removedText: text(memberMessages.removedText(removed)),
    removedOwn: memberMessages.removedOwn({ ...removed, own: true }),
    roleKeptText: text(memberMessages.roleKeptText("goneAlready")),
    revokedText: text(memberMessages.revokedText(line, false)),
    correctedText: text(
      memberMessages.correctedText({
        changes: [{ fact: "npo", before: { ...facts, npo: "Before" }, after: facts }],
        ...{ confirmed: [], moved: 0, movedMatters: false },
      }),
    ),
    unreachable: memberMessages.unreachable({
      name: line,
      since: at,
      posts: [{ organisation: member(sender), role: "liaison" }],
      colleagues: [{ organisation: sender.id, name: line }],
    }),
    channelGone: memberMessages.channelGone(sender),
    roleEnded: memberMessages.roleEnded(sender, "backup"),
    draftsHandedOver: memberMessages.draftsHandedOver(sender, {
      ...{ name: line, role: "backup", drafts: 2 },
    }),
    "publishAnswer, new": programmes.publishAnswer({
      ...{ outcome: "published", differences: [], told: undefined },
      programme: { ...programme, publishedAt: now },
      preview: { members, amendment: null, concerns: [] },
    }),
    publishAnswer: programmes.publishAnswer({
      outcome: "changed",
      programme,
      differences: newsOf(world).changes?.differences ?? [],
      preview: { members, amendment: null, concerns: [] },
      told: { people: 1, channels: 1, unreachable: [{ ...sender, name: line }] },
    }),
    whomToTell: programmes.whomToTell({
      programme,
      version: 2,
      npoes: [{ ...sender, telephone: line }],
    }),
    notificationRead: programmes.notificationRead({
      programme,
      versions: [{ version: 1, origin: { kind: "notification" }, publishedAt: at }],
      members,
    }),
    notificationGone: programmes.notificationGone(),
    sentNotificationRead: programmes.sentNotificationRead({
      ...{ id: "draft", amendment: null, notification: programme.notification },
    }),
    sentNotificationNotRead: programmes.sentNotificationNotRead(line),
    oneFileAtATime: programmes.oneFileAtATime(),
    letterOffered: letters.letterOffered(placesOf(world), "F1"),
    noLetterWanted: letters.noLetterWanted(),
    letterNotAdded: letters.letterNotAdded(line),
    sendLetterInChat: letters.sendLetterInChat(view, true),
    notTaken: letters.notTaken("picture"),
    fileGiven: letters.fileGiven(line),
    fileNotGiven: letters.fileNotGiven("failed", "request:letter"),
    "fileNotGiven, declined": letters.fileNotGiven("declined", "request:letter"),
    "notTaken, elsewhere": letters.notTaken("elsewhere"),
    notificationNotYours: programmes.notificationNotYours(),
    notificationDiscarded: programmes.notificationDiscarded(),
    programmeNews: news.programmeNews(newsOf(world)),
    "programmeNews, new": news.programmeNews(newsOf(world, { changes: null })),
    receipt: cards.receipt(view),
    sentForYou: cards.sentForYou(view),
    hostAsked: cards.hostAsked(view),
    requestCard: cards.requestCard(view),
    "requestCard, of a host with chat": cards.requestCard({ ...view, hostIsReachable: true }),
    newerCardBelow: cards.newerCardBelow(view.request.number),
    cardClosed: cards.cardClosed(view.request.number),
    requestDetails: cards.requestDetails(view),
    ...detailsInStates(world),
    requestList: listOf(world),
  };
};

export const everyHome = (written: Written): Readonly<Record<string, Home>> => ({
  homeOf: homes.homeOf(standingOf(worldOf(written))),
  strangersHome: homes.strangersHome(),
});

const pageOf = (
  { draft, sender, host, line, admission: { admission }, now, readerTime }: World,
  over: Partial<Draft> = {},
): DraftPage => {
  const own = setting({ sender, members: [sender, host, secretariat] });
  const conflicting = {
    ...{ value: line, savedAt: 2, by: draft.heldBy, revision: 7 },
    others: [{ value: `${line}?`, savedAt: 1, by: COLLEAGUE, revision: 6, at: at.toMillis() }],
  };
  const shown: Draft = {
    ...{ ...draft, revision: 7, begunBySecretariat: true },
    answers: { ...draft.answers, topic: conflicting },
    ...over,
  };
  return {
    ...{ draft: shown, setting: own, checked: checkDraft(shown, own), joins: firstRound },
    ...{ admissions: [admission], now, reader: draft.heldBy, readerTime },
    warnings: [{ kind: "overlapsSamePair", number: "BCN-2023-002" }],
    ...{ reopened: true, snapshotId: "0f3a", notRemoved: undefined, onBehalf: true },
    meanwhile: [{ by: COLLEAGUE, fields: ["topic"], places: [1], removed: 1, broughtBack: 1 }],
    draftsToSameHost: [
      {
        draft,
        host,
        topic: line,
        sender,
        begunBy: line,
        holder: line,
        onBehalf: false,
        late: undefined,
      },
    ],
    names: new Map([[COLLEAGUE, line]]),
  };
};

const COLLEAGUE = personId("00000000-0000-4000-8000-00000000000b");

const memberViewOf = ({ line, member, sender, now, readerTime }: World): MemberView => ({
  member: member({ ...sender, name: line }),
  holders: [
    {
      ...{ person: personId("p"), name: line, role: "liaison", reach: "dead", isReader: false },
      ...{ mayRemove: true, mayAddAccount: true, drafts: 2 },
    },
  ],
  vacant: ["head"],
  invitations: [
    {
      ...{ id: "i", name: line, role: "backup", expiresAt: at, invitedBy: line },
      ...{ forKnownPerson: false, mayRevoke: true },
    },
  ],
  may: { correct: true, keepCalendar: true, invite: true, list: true },
  readerTime,
  now,
});

/** Every input of the preview holds what was typed, readable or not. */
const previewOf = ({ line, lines }: World): NotificationPreview => {
  const published = notificationIn(sampleText);
  return {
    id: "the-draft",
    notification: { ...published, title: line, remarks: lines },
    typed: { closingDates: line, timing: line, title: line, remarks: lines, number: "two" },
    unreadable: [],
    members,
    differences: [{ field: "remarks", before: lines, after: lines }],
    seen: { programme: programmeId("bcn-2023"), version: 3, name: "BCN 2023", publishedAt: at },
    concerns: [],
    amendment: {
      ...{ kind: "addendum", number: 2, before: undefined },
      published: { ...published, remarks: lines, signatory: line },
      unfilled: ["remarks"],
    },
  };
};

export const everyForm = (written: Written): Readonly<Record<string, Form>> => {
  const world = worldOf(written);
  const { line, lines, sender, host, programme, member, request, view, admission, draft, late } =
    world;
  const page = (name: Draft["page"]) => requestPage(pageOf(world, { page: name }));
  return {
    "request, whom": page("whom"),
    "request, when": page("when"),
    "request, who": page("who"),
    "request, participant": requestPage(
      pageOf(world, { page: "participant", item: draft.participants[1]?.id ?? null }),
    ),
    "request, result": page("result"),
    "request, check": page("check"),
    "request, read": draftToRead(pageOf(world), "admission"),
    "request, sent": sentPage(view, true),
    askAdmission: askAdmissionForm(late),
    admit: admitForm(admission),
    admitInAdvance: admitInAdvanceForm({
      npoes: [sender, host],
      rounds: [{ programme, round: firstRound }],
      readerTime: world.readerTime,
    }),
    calendar: calendarForm(
      {
        organisation: sender,
        runs: [{ first: "2023-05-03", last: "2023-05-05", name: line }],
        ...{ later: 2, others: true },
      },
      { note: { tone: "good", text: line }, redraw: 1 },
    ),
    whichCalendar: whichCalendarForm([sender, host], line),
    correctMember: correctMemberForm(member(sender)),
    ...actionForms(world),
    findRequests: findRequestsForm(
      [{ request, sender, host, programme, round: firstRound, side: "host", handler: undefined }],
      { page: 1, words: line },
    ),
    handler: handlerForm({
      ...{ request: request.id, number: request.number, organisation: sender.id, side: line },
      ...{ version: 1, handler: null, colleagues: [{ id: personId("c"), name: line }] },
    }),
    invite: inviteForm([{ organisation: { ...sender, name: line }, roles: ["liaison"] }]),
    join: joinForm(),
    loading: loadingForm,
    memberList: memberList(
      [{ member: member(sender), posts: memberViewOf(world).holders, vacant: ["head"] }],
      line,
    ),
    memberPage: memberPage(memberViewOf(world), { tone: "good", text: line }),
    onBehalf: onBehalfForm({ active: [sender, host], suspended: [{ ...host, name: line }] }),
    evidence: evidenceForm({ id: draft.id, evidence: { text: lines, on: "2023-03-19" } }),
    publish: publishForm(standingOf(world).kept, world.readerTime, true),
    "publish, without files": publishForm(standingOf(world).kept, world.readerTime, false),
    placeLetter: placeLetterForm(placesOf(world), "F1"),
    preview: previewForm({ ...previewOf(world), amendment: null }),
    amendment: previewForm(previewOf(world)),
  };
};
