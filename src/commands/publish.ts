/** "Publish a programme": read a Project Notification, check it, publish it. */
import type { NotificationPreview } from "../domain/amendments/preview.ts";
import { isPasted, looksLikeNotification } from "../domain/notifications/pasted.ts";
import { done } from "../domain/outcome.ts";
import { readPointer } from "../domain/pointers.ts";
import { readerTimeAt } from "../domain/time.ts";
import {
  notReadErrors,
  notReadInWords,
  publishForm,
  type Source,
  sourceIn,
} from "../forms/programmes/publish.ts";
import { previewForm, publishErrors, roundErrors } from "../forms/programmes/publish-preview.ts";
import { notAnOfficer, stranger } from "../messages/answers.ts";
import {
  notificationDiscarded,
  notificationGone,
  notificationNotYours,
  notificationRead,
  oneFileAtATime,
  publishAnswer,
  sentNotificationNotRead,
  sentNotificationRead,
} from "../messages/programmes/programme.ts";
import { notTaken } from "../messages/requests/letters.ts";
import type {
  Again,
  Capabilities,
  Changed,
  Pressed,
  Reply,
  Submitted,
  Written,
} from "../surfaces/command.ts";
import type { Context } from "../use-cases/context.ts";
import { identifyPerson, maySomewhere } from "../use-cases/people/identify-person.ts";
import {
  discardNotification,
  keptNotifications,
  reopenNotification,
} from "../use-cases/programmes/kept-notifications.ts";
import {
  type NotSeen,
  type PreviewRefusal,
  publishProgramme,
  readPreview,
  saveNotificationAnswers,
} from "../use-cases/programmes/publish-programme.ts";
import {
  readNotificationFile,
  readNotificationText,
} from "../use-cases/programmes/read-notification.ts";
import { readProgramme } from "../use-cases/programmes/read-programme.ts";
import {
  type Caller,
  type Command,
  type CommandDeps,
  errors,
  interactionOf,
  nothing,
  open,
  say,
  sayCommon,
  type Words,
} from "./command.ts";
import { letterButtons, offerLetter } from "./letters.ts";

export const makePublishCommand = (context: Context, deps: CommandDeps): Command => {
  const show = makeShowPreview(deps.surface);
  const read = makeRead(context, deps);

  const begin = async ({ account, arrival }: Caller): Promise<Reply> => {
    const person = await identifyPerson(context, account);
    if (!person) return say(stranger());
    if (!maySomewhere(person, "publish")) return say(notAnOfficer());
    const kept = await keptNotifications(context, person);
    const { takesFilesInForms } = deps.surface;
    return open(publishForm(kept, readerTimeAt(arrival.at, person.zone), takesFilesInForms));
  };

  const previewAgain = async (call: Again): Promise<Reply> => {
    const { draft = "", item } = call.pointer;
    const seen = readPointer("programmeAsSeen", item);
    const preview = await readPreview(context, { ...interactionOf(call), draft, seen });
    return preview.ok ? show(preview.value) : previewRefused(preview.refusal, show);
  };

  const reopen = async (call: Pressed): Promise<Reply> => {
    const preview = await reopenNotification(context, { ...interactionOf(call), draft: call.id });
    return preview.ok ? show(preview.value) : previewRefused(preview.refusal, show);
  };

  const discard = async (call: Pressed): Promise<Words> => {
    const gone = await discardNotification(context, { ...interactionOf(call), draft: call.id });
    return gone.ok ? say(notificationDiscarded()) : refusedReply(gone.refusal);
  };

  const publishPreview = async (call: Submitted): Promise<Reply> => {
    const preview = inPreview(call);
    if (!preview) return say(notificationGone());
    const published = await publishProgramme(context, preview);
    if (published.ok) return say(publishAnswer(published.value));
    const { refusal } = published;
    switch (refusal.kind) {
      case "problems":
        return errors(publishErrors(refusal.problems));
      case "roundHasRequests":
        return errors(roundErrors(refusal.round.closesOn, refusal.requests));
      default:
        return previewRefused(refusal, show);
    }
  };

  return {
    word: "publish",
    who: (person) => maySomewhere(person, "publish"),
    typed: begin,
    openers: { publish: begin, "edit-notification": reopen },
    buttons: {
      "discard-notification": discard,
      "read-notification": async ({ account, id }) => {
        const found = await readProgramme(context, account, id);
        return found.ok ? say(notificationRead(found.value)) : sayCommon(found.refusal);
      },
    },
    form: {
      submitted: (call) => (call.form.pointer.step === "read" ? read(call) : publishPreview(call)),
      changed: async (call) => {
        const preview = call.form.pointer.step === "preview" ? inPreview(call) : undefined;
        if (!preview) return nothing;
        const saved = await saveNotificationAnswers(context, preview);
        return saved.ok || !call.closes ? nothing : previewRefused(saved.refusal, show);
      },
      again: (call) => (call.pointer.step === "preview" ? previewAgain(call) : begin(call)),
    },
  };
};

/** Undefined when the pointer is none of ours. */
const inPreview = (call: Submitted | Changed) => {
  const draft = readPointer("notification", call.form.pointer.draft)?.id;
  if (draft === undefined) return undefined;
  return {
    ...interactionOf(call),
    draft,
    seen: readPointer("programmeAsSeen", call.form.pointer.item),
    answers: call.form.answers,
    typedAt: call.arrival.doneAt,
  };
};

/** From a file or from what was pasted; what can't be read is told at its input. */
const makeRead = (context: Context, deps: CommandDeps) => {
  const show = makeShowPreview(deps.surface);
  const readFrom = makeReadFrom(context, deps);
  return async (call: Submitted): Promise<Reply> => {
    const source = sourceIn(call.form.answers, deps.surface.takesFilesInForms);
    if (!source.ok) return errors(source.refusal);
    return shown(show, source.value, await readFrom(call, source.value));
  };
};

const makeReadFrom =
  (context: Context, { fetchFile, readNotification }: CommandDeps) =>
  (call: Caller & Pick<Submitted, "place">, source: Source): Promise<WasRead> => {
    if (source.kind === "text") {
      const { text } = source;
      return readNotificationText(context, readNotification, { ...interactionOf(call), text });
    }
    const fetch = async () => {
      const file = await fetchFile(call, source.fileId);
      return file.ok ? done({ kind: "file", ...file.value } as const) : file;
    };
    return readNotificationFile(context, readNotification, { ...interactionOf(call), fetch });
  };

/** A message with something to read in, and no word of ours. */
export const isSent = ({
  text,
  files,
  notTaken,
}: Pick<Written, "text" | "files" | "notTaken">): boolean =>
  files.length > 0 || notTaken !== undefined || isPasted(text);

/**
 * A message to the bot with a file, or with a text that was pasted: to an officer it is a notification
 * to be published, and a file is to others an endorsement letter of one of their requests. Undefined
 * when it is neither, or no notification and from somebody else.
 */
export const makeReadSent = (context: Context, deps: CommandDeps) => {
  const readFrom = makeReadFrom(context, deps);
  return async (call: Written): Promise<Words | undefined> => {
    const { text, files } = call;
    const [fileId, ...more] = files;
    if (!isSent(call)) return undefined;
    const person = await identifyPerson(context, call.account);
    if (!person) return say(stranger());
    if (fileId === undefined && call.notTaken) return say(notTaken(call.notTaken));
    if (more.length > 0 || call.notTaken) return say(oneFileAtATime());
    if (!maySomewhere(person, "publish")) {
      if (fileId !== undefined) return offerLetter(context, call, fileId);
      return looksLikeNotification(text) ? say(notificationNotYours()) : undefined;
    }
    const source: Source = fileId === undefined ? { kind: "text", text } : { kind: "file", fileId };
    const read = await readFrom(call, source);
    if (read.ok) return say(sentNotificationRead(read.value));
    const { refusal } = read;
    if (refusal.kind !== "notANotification" && refusal.kind !== "unreadable")
      return refusedReply(refusal);
    const isThere = refusal.kind === "notANotification" || refusal.problem.kind !== "gone";
    const buttons =
      fileId !== undefined && isThere ? await letterButtons(context, call, fileId) : [];
    return say(sentNotificationNotRead(notReadInWords(refusal), buttons));
  };
};

type WasRead = Awaited<ReturnType<typeof readNotificationFile>>;

const shown = (show: ShowPreview, source: Source, read: WasRead): Reply => {
  if (read.ok) return show(read.value);
  const { refusal } = read;
  return refusal.kind === "notANotification" || refusal.kind === "unreadable"
    ? errors(notReadErrors(source, refusal))
    : refusedReply(refusal);
};

type ShowPreview = (preview: NotificationPreview, unseen?: NotSeen["kind"]) => Reply;

const makeShowPreview =
  ({ savesAsYouType }: Capabilities): ShowPreview =>
  (preview, unseen) =>
    open(previewForm(preview, unseen, savesAsYouType));

const previewRefused = (refusal: PreviewRefusal | NotSeen, show: ShowPreview): Reply =>
  refusal.kind === "changedMeanwhile" || refusal.kind === "otherProgramme"
    ? show(refusal.preview, refusal.kind)
    : refusedReply(refusal);

const refusedReply = (refusal: PreviewRefusal): Words => {
  if (refusal.kind === "notAnOfficer") return say(notAnOfficer());
  return refusal.kind === "notFound" ? say(notificationGone()) : sayCommon(refusal);
};
