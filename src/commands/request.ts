/** "Request a visit": from the word to the sent request. */

import { may } from "../domain/access.ts";
import { isPage } from "../domain/drafts/drafts.ts";
import { type Outcome, refused } from "../domain/outcome.ts";
import { isOfficer, npoesOf } from "../domain/people.ts";
import { readPointer } from "../domain/pointers.ts";
import type { DraftPage } from "../domain/requests/draft-page.ts";
import { readSnapshotText, requestAnswers } from "../forms/requests/answers.ts";
import { errorsAt } from "../forms/requests/request-form.ts";
import { sentPage } from "../forms/requests/sent.ts";
import {
  allRoundsClosed,
  draftGone,
  noProgramme,
  noSuchHost,
  suspended,
  whichNpo,
} from "../messages/answers.ts";
import {
  colleaguesDrafts,
  discardedBy,
  draftChangedMeanwhile,
  draftDiscarded,
} from "../messages/requests/draft-messages.ts";
import type {
  Again,
  Capabilities,
  Changed,
  OpenForm,
  Pressed,
  Reply,
  Submitted,
  Typed,
} from "../surfaces/command.ts";
import type { Context } from "../use-cases/context.ts";
import { discardDraft } from "../use-cases/drafts/discard-draft.ts";
import {
  addParticipant,
  changeParticipant,
  goToStep,
  holdDraft,
  openDraft,
  removeParticipant,
  resolveDraftConflict,
  turnPage,
} from "../use-cases/drafts/edit-draft.ts";
import type { DraftRefusal, OnPage } from "../use-cases/drafts/on-draft.ts";
import { readPage } from "../use-cases/drafts/read-draft.ts";
import { type StartRefusal, startRequest } from "../use-cases/drafts/start-request.ts";
import { typeInDraft } from "../use-cases/drafts/type-in-draft.ts";
import { submitRequest } from "../use-cases/requests/submit-request.ts";
import {
  type Command,
  errors,
  interactionOf,
  isCommon,
  nothing,
  open,
  say,
  sayCommon,
  type Words,
} from "./command.ts";
import { makeOnBehalf, makeShowPage, type ShowPage } from "./on-behalf.ts";
import { makeRead } from "./requests.ts";

export const makeRequestCommand = (context: Context, surface: Capabilities): Command => {
  const show = makeShowPage(surface);
  const onBehalf = makeOnBehalf(context, show);
  const read = makeRead(context);

  const start = async (
    call: Typed | Pressed,
    wish: { afresh: boolean; organisation?: string; host?: string },
  ) => {
    const page = await startRequest(context, { ...interactionOf(call), ...wish });
    if (page.ok) return show(page.value);
    return page.refusal.kind === "notALiaison" ? onBehalf.begin(call) : startRefused(page.refusal);
  };

  const send = async (call: Submitted, { draft, snapshot }: OnPage): Promise<Reply> => {
    const roundShown = readPointer("round", call.form.pointer.item)?.id;
    const seen = snapshot?.revision;
    const sent = await submitRequest(context, { ...interactionOf(call), draft, roundShown, seen });
    if (sent.ok) return open(sentPage(sent.value, sent.value.already));
    const { refusal } = sent;
    if (refusal.kind === "problems") {
      return show(refusal.page, { problems: problemsHere(refusal.page) });
    }
    if (refusal.kind === "roundClosed") {
      return show(refusal.page, { closed: refusal.closed });
    }
    if (refusal.kind === "changed") return show(refusal.page, { unseen: true });
    if (refusal.kind === "suspended") return say(suspended(refusal.organisation));
    return draftRefused(refusal);
  };

  const next = async (here: OnPage, direction: "next" | "another" = "next"): Promise<Reply> => {
    const turned = await turnPage(context, { ...here, direction });
    if (turned.ok) return show(turned.value);
    const { refusal } = turned;
    if (refusal.kind !== "problems") return draftRefused(refusal);
    const atFields = errorsAt(refusal.page, refusal.problems);
    return atFields ? errors(atFields) : show(refusal.page, { problems: refusal.problems });
  };

  /** A button in the form; what is on screen is saved with it. */
  const inForm =
    (
      press: (
        here: OnPage,
        id: string,
      ) => Promise<Outcome<DraftPage, DraftRefusal | { kind: "problems" }>>,
    ) =>
    async (call: Pressed): Promise<Reply> => {
      const here = call.form && onPage(call, call.form);
      if (!here) return nothing;
      const page = await press(here, call.id);
      if (page.ok) return show(page.value);
      return page.refusal.kind === "problems" ? nothing : draftRefused(page.refusal);
    };

  const resolve = (wish: "use" | "keep") =>
    inForm(async (here, id) => {
      const about = readPointer("conflict", id);
      return about
        ? resolveDraftConflict(context, { ...here, resolution: { ...about, wish } })
        : refused({ kind: "notFound" });
    });

  const again = async (call: Again): Promise<Reply> => {
    const { draft = "", step: page, item = "" } = call.pointer;
    if (page === "read") return read.draft(call, draft);
    if (page === "sent") return read.sent(call, item);
    if (!isPage(page)) return nothing;
    const stands = await readPage(context, {
      ...interactionOf(call),
      draft,
      page,
      item: readPointer("participant", item)?.id,
    });
    return stands.ok ? show(stands.value) : draftRefused(stands.refusal);
  };

  const discard = async (call: Pressed): Promise<Words> => {
    const about = readPointer("draftAsSeen", call.id);
    if (!about) return say(draftGone());
    const gone = await discardDraft(context, { ...interactionOf(call), ...about });
    if (gone.ok) return say(draftDiscarded());
    const { refusal } = gone;
    if (refusal.kind !== "changedMeanwhile") return draftRefused(refusal);
    return say(draftChangedMeanwhile(refusal.draft, refusal.by));
  };

  return {
    word: "request",
    who: (person) =>
      isOfficer(person) ||
      npoesOf(person).some((sender) =>
        may(person, "start-draft", { state: "none", sender, host: null }),
      ),
    typed: (call, rest) => {
      const [, afresh, host = ""] = /^(new\b)?\s*(.*)$/isu.exec(rest.trim()) ?? [];
      return start(call, { afresh: afresh !== undefined, host: host.trim() });
    },
    openers: {
      ...onBehalf.openers,
      "start-draft": (call) =>
        start(call, { afresh: false, ...(call.id === "new" ? {} : wishIn(call.id)) }),
      "start-another": (call) => start(call, { afresh: true, ...wishIn(call.id) }),
      "edit-draft": async (call) => {
        const from = call.form && onPage(call, call.form);
        const page = await openDraft(context, { ...interactionOf(call), draft: call.id, from });
        return page.ok ? show(page.value) : draftRefused(page.refusal);
      },
      "hold-draft": inForm((here) => holdDraft(context, here)),
      back: inForm((here) => turnPage(context, { ...here, direction: "back" })),
      add: inForm((here) => addParticipant(context, here)),
      "add-another": async (call) => {
        const here = call.form && onPage(call, call.form);
        return here ? next(here, "another") : nothing;
      },
      "go-to-step": inForm(async (here, id) => {
        const step = readPointer("step", id)?.step;
        return step && step !== "participant"
          ? goToStep(context, { ...here, step })
          : refused({ kind: "notFound" });
      }),
      change: inForm((here, participant) => changeParticipant(context, { ...here, participant })),
      "use-other": resolve("use"),
      "keep-shown": resolve("keep"),
      remove: inForm((here, participant) => removeParticipant(context, { ...here, participant })),
    },
    buttons: { "discard-draft": discard },
    forms: onBehalf.forms,
    form: {
      submitted: async (call) => {
        const here = onPage(call, call.form);
        if (!here) return nothing;
        return here.page === "check" ? send(call, here) : next(here);
      },
      changed: async (call) => {
        const here = onPage(call, call.form);
        return here ? typedReply(await typeInDraft(context, here), show, call) : nothing;
      },
      again,
    },
  };
};

/** Nobody acts for what is none of ours. */
const wishIn = (id: string): { readonly organisation: string; readonly host?: string } => {
  const { sender, host } = readPointer("newRequest", id) ?? { sender: id };
  return { organisation: sender, ...(host === undefined ? {} : { host }) };
};

/** Undefined when the pointer is none of ours. */
const onPage = (call: Pressed | Submitted, form: OpenForm): OnPage | undefined => {
  const { step } = form.pointer;
  const draft = readPointer("draft", form.pointer.draft)?.id;
  const snapshot = readSnapshotText(form.pointer.sheet);
  if (draft === undefined || !isPage(step)) return undefined;
  return {
    ...interactionOf(call),
    draft,
    page: step,
    item: step === "participant" ? readPointer("participant", form.pointer.item)?.id : undefined,
    answers: requestAnswers(step, form.answers),
    typedAt: call.arrival.doneAt,
    ...(snapshot ? { snapshot } : {}),
  };
};

const problemsHere = ({ checked, draft }: DraftPage) =>
  checked.problems.filter(({ page }) => page === draft.page);

/** People go on typing; only what makes that pointless is worth a word. */
const typedReply = (
  typed: Outcome<DraftPage | undefined, DraftRefusal>,
  show: ShowPage,
  { closes }: Pick<Changed, "closes">,
): Reply => {
  if (typed.ok) return typed.value ? show(typed.value) : nothing;
  const isByColleague = typed.refusal.kind === "discarded" && typed.refusal.by !== undefined;
  return isByColleague || closes ? draftRefused(typed.refusal) : nothing;
};

const draftRefused = (refusal: DraftRefusal): Words => {
  if (refusal.kind === "notFound") return say(draftGone());
  if (refusal.kind !== "discarded") return sayCommon(refusal);
  return say(discardedBy(refusal.by, refusal.at, refusal.readerTime));
};

const startRefused = (refusal: Exclude<StartRefusal, { kind: "notALiaison" }>): Words => {
  if (isCommon(refusal)) return sayCommon(refusal);
  switch (refusal.kind) {
    case "colleaguesDrafts":
      return say(colleaguesDrafts(refusal.offer));
    case "whichNpo":
      return say(whichNpo(refusal.choices, refusal.orOnBehalf, refusal.wish));
    case "suspended":
      return say(suspended(refusal.organisation));
    case "noProgramme":
      return say(noProgramme());
    case "noSuchHost":
      return say(noSuchHost(refusal.typed, refusal.nearest));
    case "allRoundsClosed":
      return say(allRoundsClosed(refusal.programme));
  }
};
