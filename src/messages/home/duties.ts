/** What one person owes, in words; the answer to `owed`. */

import { type Duty, dutiesOf, mayOwe } from "../../domain/home/duties.ts";
import type { KeptNotification, RequestSummary, Standing } from "../../domain/home/standing.ts";
import { type Organisation, shortName } from "../../domain/members/members.ts";
import { npoesOf } from "../../domain/people.ts";
import { pointer } from "../../domain/pointers.ts";
import { askingOf } from "../../domain/programmes/admissions.ts";
import { programmeName } from "../../domain/programmes/programmes.ts";
import { dayIn, readerTimeAt } from "../../domain/time.ts";
import { amendmentName, words } from "../../words/en.ts";
import { proposalItem } from "../members/workspaces.ts";
import type { Message, MessagePart } from "../message.ts";
import { discardNotification, editNotification } from "../programmes/programme.ts";
import { dutyButtons } from "../requests/action-buttons.ts";

const say = words.home.owed;

/** A message holds 50 blocks, and each duty takes one. */
const MOST_SHOWN = 20;

export const owed = (standing: Standing): Message => {
  const items = owedItems(standing);
  if (items.length === 0) return { ...nothingOwed(standing), buttons: [] };
  return {
    headline: say.headline(items.length),
    parts: firstOwed(items, { most: MOST_SHOWN, more: say.more }),
    buttons: [],
  };
};

/** What `help` begins with: how much is owed, and the first of it; undefined where nothing is. */
export const owedFirst = (standing: Standing): Pick<Message, "headline" | "parts"> | undefined => {
  const items = owedItems(standing);
  if (items.length === 0) return undefined;
  return {
    headline: say.headline(items.length),
    parts: firstOwed(items, { most: 1, more: say.moreThanFirst }),
  };
};

const nothingOwed = (standing: Standing): Pick<Message, "headline" | "parts"> => ({
  headline: owedHeadline(standing, 0),
  parts: [{ kind: "paragraph", text: mayOwe(standing) ? say.nothing : say.readingAlongText }],
});

/** Somebody who only reads along is told so in place of what they owe. */
export const owedHeadline = (standing: Standing, count: number): string => {
  const [organisation] = standing.own;
  return mayOwe(standing) || !organisation
    ? say.headline(count)
    : say.readingAlong(shortName(organisation));
};

/** Duties by their days, then what an officer kept for later: no day is set for that. */
export const owedItems = (standing: Standing): MessagePart[] => [
  ...dutiesOf(standing).map((duty) => dutyItem(duty, standing)),
  ...standing.kept.map((one) => keptItem(one, standing)),
];

/** The first `most`, and how many there are. */
export const firstOwed = (
  items: readonly MessagePart[],
  { most, more }: { most: number; more: (shown: number, all: number) => string },
): MessagePart[] => [
  ...items.slice(0, most),
  ...(items.length > most ? [{ kind: "paragraph", text: more(most, items.length) } as const] : []),
];

const dutyItem = (duty: Duty, standing: Standing): MessagePart => {
  const { answer, answerFor, answerBy, ...ofOthers } = words.home.duty;
  const reader = readerTimeAt(standing.now, standing.person.zone);
  /** Where it is asked for, a day ends at another hour. */
  const todayOf = ({ zone }: Organisation) => dayIn(standing.now, zone);
  switch (duty.kind) {
    case "answer": {
      const { id, number, sender, host } = duty.request;
      const actsForSeveral = npoesOf(standing.person).length > 1;
      return {
        kind: "item",
        title: actsForSeveral
          ? answerFor(shortName(sender), shortName(host), number)
          : answer(shortName(sender), number),
        text: answerBy(duty.dueOn, todayOf(host)),
        button: { verb: "read", id: pointer("request", { id }), label: words.card.show },
        more: dutyButtons(duty.request, owedAnswer(duty.request)),
      };
    }
    case "chooseNext": {
      const { id, number, sender, host } = duty.request;
      return {
        kind: "item",
        title: ofOthers.chooseNext(number, shortName(host)),
        text: ofOthers.chooseBy(duty.dueOn, todayOf(sender)),
        button: { verb: "read", id: pointer("request", { id }), label: words.card.show },
        more: dutyButtons(duty.request, "choice"),
      };
    }
    case "passOn":
    case "askAgain": {
      const { id, number, host } = duty.request;
      const isToPassOn = duty.kind === "passOn";
      return {
        kind: "item",
        title: (isToPassOn ? ofOthers.passOn : ofOthers.askAgain)(number, shortName(host)),
        text: [
          isToPassOn ? ofOthers.notHere : ofOthers.wasPassedOn,
          ofOthers.call(host.telephone),
          ofOthers.passOnBy(duty.dueOn, todayOf(host)),
        ].join(" "),
        button: { verb: "read", id: pointer("request", { id }), label: words.card.show },
        more: [
          ...(isToPassOn ? dutyButtons(duty.request, "passOn") : []),
          ...dutyButtons(duty.request, owedAnswer(duty.request), host),
        ],
      };
    }
    case "admitLate": {
      const { draft, sender, host, programme, round, askedAt } = duty.late;
      return {
        kind: "item",
        title: ofOthers.admitLate(shortName(sender), host && shortName(host)),
        text: ofOthers.askedLate(
          round.number,
          programmeName(programme),
          askedAt.toMillis(),
          reader,
        ),
        button: {
          verb: "read",
          id: pointer("draft", { id: draft }),
          label: words.admission.draft.read,
        },
      };
    }
    case "approveWorkspace":
      return proposalItem(duty.view);
    case "sendDraft": {
      const { draft, programme, round, isAdmitted, dayEnds } = duty;
      const name = programmeName(programme);
      return {
        kind: "item",
        title: draft.onBehalf
          ? ofOthers.sendDraftFor(shortName(draft.sender), draft.host && shortName(draft.host))
          : ofOthers.sendDraft(draft.host && shortName(draft.host)),
        text: [
          draft.topic,
          isAdmitted
            ? ofOthers.sendAdmitted(round.number, name)
            : ofOthers.sendBy(name, dayEnds.toMillis(), programme.zone, reader),
          !isAdmitted && askingOf(standing.admissions, draft.id) === "asked"
            ? words.admission.line.asked
            : "",
        ]
          .filter(Boolean)
          .join("\n"),
        button: {
          verb: "edit-draft",
          id: pointer("draft", { id: draft.id }),
          label: words.card.goOn,
        },
      };
    }
  }
};

const owedAnswer = ({ stands }: RequestSummary) =>
  stands.state === "submitted" && stands.considering ? "answerAsPromised" : "answer";

const keptItem = (
  { id, projectCode, amendment, readAt }: KeptNotification,
  { now, person }: Standing,
): MessagePart => {
  const { publish, readIn, publishGoOn } = words.home.duty;
  return {
    kind: "item",
    title: publish(amendment && amendmentName(amendment.kind, amendment.number), projectCode),
    text: readIn(readAt.toMillis(), readerTimeAt(now, person.zone)),
    button: editNotification(id, publishGoOn),
    more: [discardNotification(id)],
  };
};
