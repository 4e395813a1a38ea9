/** Every button and every form that there is, as somebody may press and open it in the scene. */
import { randomUUID } from "node:crypto";
import type { RequestId } from "../../src/domain/ids.ts";
import { pointer as pointerOf } from "../../src/domain/pointers.ts";
import { ACTION_NAMES, type ActionName } from "../../src/domain/requests/actions/actions.ts";
import type { DateTime } from "../../src/domain/time.ts";
import type { Pointer } from "../../src/forms/form.ts";
import type { Arrival, OpenForm, Place } from "../../src/surfaces/command.ts";
import { type ActionRights, actionRights, type Who } from "./access/list.ts";
import { NOW, type Scene, userOf } from "./access/scene.ts";
import { accountOf, tokyo } from "./context.ts";

export const callOf = (who: Who, at: DateTime = NOW) => {
  const account = accountOf(userOf[who]);
  const [organisation = ""] = userOf[who].split("-");
  const place: Place = {
    workspace: account.tenant,
    conversation: `C-${organisation}`,
    kind: "channel",
  };
  const arrival: Arrival = { at, delivery: randomUUID(), doneAt: 1 };
  return { account, place, arrival };
};

export interface Interaction {
  readonly who: Who;
  readonly id: string;
  /** The form in which it stands. */
  readonly form?: OpenForm;
  /** Programme time, where it isn't `NOW`. */
  readonly at?: DateTime;
}

/** The host's day is over for five working days: another one may be asked. */
const SILENT = tokyo("2023-05-09T12:00");

/** By whoever has the right of their own. */
const forEachAction = <Made>(
  make: (who: Who, action: ActionName, asSeen: string) => Made,
  request: RequestId,
): Record<ActionName, Made> =>
  Object.fromEntries(
    ACTION_NAMES.map((action) => {
      const { own, side }: ActionRights = actionRights[action];
      const asSeen = pointerOf("action", { request, version: 2, side });
      return [action, make(own[0] ?? "officer", action, asSeen)];
    }),
  ) as Record<ActionName, Made>;

/** By verb; those that take something away stand last. */
export const everyPress = ({
  requests,
  endorsementLetter,
  admissions,
  rounds,
  programme,
  invitation,
  proposal,
  kept,
  idOf,
}: Scene) => {
  const form = (pointer: Pointer): OpenForm => ({ verb: "request", pointer, answers: {} });
  const inForm = (step: string, id = "x"): Interaction => ({
    ...{ who: "senderLiaison", id },
    form: form({ draft: requests.draft, step }),
  });
  return {
    "start-draft": { who: "otherLiaison", id: "new" },
    "start-another": { who: "senderLiaison", id: "FJ" },
    "edit-draft": { who: "senderLiaison", id: requests.draft },
    "start-on-behalf": { who: "officer", id: "new" },
    "change-evidence": { who: "officer", id: requests.draftOnBehalf },
    back: inForm("who"),
    add: inForm("who"),
    "add-another": inForm("who"),
    "go-to-step": inForm("who", "whom"),
    change: inForm("who"),
    remove: inForm("who"),
    "use-other": inForm("whom", `topic//${idOf("senderBackup")}/0`),
    "keep-shown": inForm("whom", `topic//${idOf("senderBackup")}/0`),
    "approve-workspace": { who: "officer", id: proposal },
    "refuse-workspace": { who: "admin", id: proposal },
    read: { who: "officer", id: requests.draftThatAsked },
    "list-requests": { who: "senderLiaison", id: "1" },
    "find-requests": { who: "senderLiaison", id: "1" },
    "closing-of": { who: "senderLiaison", id: "FJ" },
    "not-this-round": { who: "otherLiaison", id: `${rounds[2]}.BD` },
    subscribe: { who: "senderLiaison", id: "x" },
    "test-message": { who: "senderLiaison", id: "x" },
    unsubscribe: { who: "senderLiaison", id: "x" },
    calendar: { who: "senderLiaison", id: "FJ" },
    "other-calendar": { who: "officer", id: "other" },
    "remove-holiday": { who: "officer", id: "JP:2023-04-29:2023-04-29:Showa Day" },
    "all-members": { who: "officer", id: "all" },
    member: { who: "officer", id: "FJ" },
    "correct-member": { who: "officer", id: "FJ" },
    join: { who: "senderLiaison", id: "code" },
    publish: { who: "officer", id: "new" },
    invite: { who: "senderLiaison", id: "FJ" },
    "add-account": { who: "senderLiaison", id: `FJ:${idOf("senderBackup")}` },
    "read-notification": { who: "senderLiaison", id: programme },
    "edit-notification": { who: "officer", id: kept },
    more: { who: "senderLiaison", id: `${requests.submitted}:2` },
    ...forEachAction((who, _verb, id) => ({ who, id, at: SILENT }), requests.submitted),
    "give-letter": { who: "senderLiaison", id: `${requests.submitted}:2:sender:F1` },
    "place-letter": { who: "officer", id: "letter:F1" },
    "read-letter": { who: "officer", id: `${requests.submitted}:${endorsementLetter}` },
    take: { who: "senderLiaison", id: `${requests.submitted}:FJ:0` },
    assign: { who: "senderLiaison", id: `${requests.submitted}:FJ:1` },
    "keep-draft": { who: "senderLiaison", id: requests.draft },
    "ask-late-admission": { who: "senderLiaison", id: `${requests.draft}.${rounds[1]}` },
    "admit-late": { who: "officer", id: admissions.draftThatAsked },
    "open-form": { who: "senderLiaison", id: '["invite",{"item":"FJ"}]' },
    "revoke-invitation": { who: "senderLiaison", id: invitation },
    "remove-role": { who: "admin", id: `FJ:${idOf("senderBackup")}:backup` },
    "discard-notification": { who: "officer", id: kept },
    "discard-draft": { who: "senderLiaison", id: `${requests.draftThatAsked}/1000` },
  } as const satisfies Record<string, Interaction>;
};

export interface Opening {
  readonly who: Who;
  readonly verb: string;
  readonly pointer: Pointer;
  readonly at?: DateTime;
}

/** By its name in `everyForm`: where it stands, and who may see it. */
export const everyOpening = ({ requests, admissions, rounds, preview }: Scene) => {
  const page = (step: string): Opening => ({
    ...{ who: "senderLiaison", verb: "request" },
    pointer: { draft: requests.draft, step },
  });
  const officer = (verb: string, pointer: Pointer): Opening => ({ who: "officer", verb, pointer });
  return {
    "request, whom": page("whom"),
    "request, when": page("when"),
    "request, who": page("who"),
    "request, participant": page("participant"),
    "request, result": page("result"),
    "request, check": page("check"),
    "request, read": officer("request", { draft: requests.draftThatAsked, step: "read" }),
    "request, sent": officer("request", { item: requests.submitted, step: "sent" }),
    ...forEachAction(
      (who, verb, item) => ({ ...{ who, verb, at: SILENT }, pointer: { item } }),
      requests.submitted,
    ),
    askAdmission: {
      ...{ who: "senderLiaison", verb: "ask-late-admission" },
      pointer: { draft: requests.draft, item: rounds[1] },
    },
    admit: officer("admit-late", { item: admissions.draftThatAsked }),
    admitInAdvance: officer("admit", {}),
    calendar: officer("calendar", { step: "page", item: "FJ" }),
    whichCalendar: officer("calendar", { step: "which" }),
    correctMember: officer("members", { step: "correct", item: "FJ", seen: "1" }),
    findRequests: officer("find-requests", { item: "1" }),
    handler: officer("assign", { item: `${requests.submitted}:APO:0` }),
    invite: officer("invite", { item: "FJ" }),
    memberList: officer("members", { step: "list" }),
    memberPage: officer("members", { step: "member", item: "FJ" }),
    onBehalf: officer("on-behalf", {}),
    evidence: officer("on-behalf", { draft: requests.draftOnBehalf }),
    publish: officer("publish", { step: "read" }),
    placeLetter: officer("place-letter", { item: "letter:F1" }),
    preview: officer("publish", { draft: preview, step: "preview" }),
  } as const satisfies Record<string, Opening>;
};
