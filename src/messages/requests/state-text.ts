/** How a request stands, in words: for cards, `show`, lists and the home. */
import type { Evidence } from "../../domain/drafts/evidence.ts";
import type { OrganisationId } from "../../domain/ids.ts";
import { briefName, type Organisation } from "../../domain/members/members.ts";
import type { RequestView } from "../../domain/requests/request-view.ts";
import type { Situation } from "../../domain/requests/requests.ts";
import { type DateTime, dayIn, type IsoDay, type ReaderTime } from "../../domain/time.ts";
import { dates, words } from "../../words/en.ts";
import type { MessagePart } from "../message.ts";

const say = words.state;

interface HowItStands {
  readonly stands: Situation;
  readonly sender: Organisation;
  readonly host: Organisation;
  readonly hostAnswerDueOn: IsoDay;
  /** The host is asked no longer, and reads what was until then. */
  readonly isFormer: boolean;
  readonly readerTime: ReaderTime;
}

/** One line without a full stop; reasons and notes are left to `show`. */
export const stateText = (standing: HowItStands): string => {
  const { stands, hostAnswerDueOn, isFormer, readerTime } = standing;
  const { today, zone } = readerTime;
  const [sender, host] = [briefName(standing.sender), briefName(standing.host)];
  const dayOf = (at: DateTime) => dayIn(at, zone);
  switch (stands.state) {
    case "submitted":
      if (isFormer) return say.notAsked(host);
      if (stands.considering) return say.considering(host, hostAnswerDueOn, today);
      return (stands.passedOn ? say.passedOn : say.submitted)(host, hostAnswerDueOn, today);
    case "returned":
      return say.returned(sender);
    case "host_accepted": {
      const { dates: chosen, decisionDueOn } = stands.consent;
      const yes = say.accepted(host, dates.daysText(chosen.startsOn, chosen.endsOn, today));
      return isFormer ? yes : `${yes}; ${say.decidesBy(decisionDueOn, today)}`;
    }
    case "host_declined": {
      const no = say.declined(host);
      if (isFormer) return no;
      return `${no}; ${say.choosesBy(sender, stands.refusal.choiceDueOn, today)}`;
    }
    case "approved":
      return say.approved(sender);
    case "not_approved":
      return say.notApproved;
    case "confirmed":
      return say.confirmed;
    case "under_way":
      return say.underWay;
    case "visit_done":
      return say.done(sender);
    case "report_received":
      return say.reportReceived;
    case "report_accepted":
      return say.reportAccepted;
    case "closed":
      return say.closed;
    case "withdrawn":
      return say.withdrawn(sender, dayOf(stands.ending.at), today);
    case "cancelled":
      return say.cancelled(dayOf(stands.ending.at), today);
  }
};

/** The same of what one reader sees. */
export const stateOf = ({ request, sender, host, readerTime }: RequestView): string =>
  stateText({
    stands: request,
    sender,
    host,
    hostAnswerDueOn: request.hostAnswerDueOn,
    isFormer: request.formerSince !== undefined,
    readerTime,
  });

/** By when this NPO is asked for its answer or choice, if it is. */
export const owedBy = (
  { request, readerTime: { today } }: RequestView,
  npo: OrganisationId,
): string | undefined => {
  if (request.formerSince) return undefined;
  if (request.state === "submitted" && npo === request.content.host)
    return say.owed.answer(request.hostAnswerDueOn, today);
  return request.state === "host_declined" && npo === request.sender
    ? say.owed.choice(request.refusal.choiceDueOn, today)
    : undefined;
};

/** How the Secretariat knows that an NPO wanted what an officer did for it. */
export const evidenceFacts = ({ text, on }: Evidence): MessagePart => {
  const { factEvidence: label, factEvidenceOf } = words.onBehalf;
  return { kind: "facts", facts: [{ label, value: factEvidenceOf(text, on) }] };
};

/** What was said with it; the reader's rights have been looked at already. */
export const stateFacts = ({ request, host, readerTime }: RequestView) =>
  saidWith(request, briefName(host), readerTime.today).flatMap(([label, value]) =>
    value ? [{ label, value }] : [],
  );

const saidWith = (
  stands: Situation,
  host: string,
  today: IsoDay,
): readonly (readonly [label: string, value: string | null])[] => {
  const { reason, confidential, note, endorsement, passedOn, passedOnOf } = say.facts;
  switch (stands.state) {
    case "submitted":
      return [
        [passedOn, stands.passedOn && passedOnOf(stands.passedOn.to, stands.passedOn.on, today)],
        [note(host), stands.considering?.note ?? null],
      ];
    case "host_accepted": {
      const { note: written, endorsement: by } = stands.consent;
      return [
        [note(host), written],
        [endorsement(host), by && words.form.endorsement(by.by, by.as, by.on, today)],
      ];
    }
    case "host_declined":
      return [
        [reason, stands.refusal.reason],
        [confidential, stands.refusal.confidential],
      ];
    case "withdrawn":
    case "cancelled":
      return [[reason, stands.ending.reason]];
    default:
      return [];
  }
};
