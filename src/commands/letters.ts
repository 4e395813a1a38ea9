/** A file that was sent in a message, as the endorsement letter of a request. */
import { pointer, readPointer } from "../domain/pointers.ts";
import {
  noPlaceChosen,
  placeErrors,
  placeIn,
  placeLetterForm,
} from "../forms/requests/place-letter.ts";
import type { Button } from "../messages/message.ts";
import { notificationNotYours } from "../messages/programmes/programme.ts";
import { actionDone, endorsementLetterFile } from "../messages/requests/actions.ts";
import {
  isLetter,
  letterNotAdded,
  letterOffered,
  noLetterWanted,
} from "../messages/requests/letters.ts";
import type { OfferedFile, Pressed, Reply, Submitted } from "../surfaces/command.ts";
import type { Context } from "../use-cases/context.ts";
import { letterPlaces } from "../use-cases/requests/letter-places.ts";
import { performAction } from "../use-cases/requests/perform-action.ts";
import { takeEndorsementLetter } from "../use-cases/requests/read-endorsement-letter.ts";
import { cannotAct } from "./actions.ts";
import {
  type Caller,
  type Command,
  errors,
  type FetchFile,
  interactionOf,
  isCommon,
  nothing,
  open,
  say,
  sayCommon,
  type Words,
} from "./command.ts";

/** Their buttons and form belong to `show`, as those of the request's own actions do. */
export const makeLetters = (
  context: Context,
  fetchFile: FetchFile,
): Required<Pick<Command, "buttons" | "openers" | "forms">> => {
  const choose = async ({ account, arrival }: Caller, item: string | undefined): Promise<Reply> => {
    const file = readPointer("sentFile", item)?.file;
    const found = await letterPlaces(context, { account, now: arrival.at });
    if (!found.ok) return sayCommon(found.refusal);
    const { places } = found.value;
    if (!file || places.length === 0) return say(noLetterWanted());
    return open(placeLetterForm(places, file));
  };

  const add = async (call: Pressed | Submitted, { to, file, draw }: Place): Promise<Words> => {
    const answers = call.form?.answers ?? {};
    const performed = await performAction(context, {
      ...interactionOf(call),
      ...{ action: "add-letter", pointer: to, answers: { ...answers, letter: file } },
      fetch: (fileId) => fetchFile(call, fileId),
    });
    if (performed.ok) return say(actionDone(performed.value.view, performed.value.happened));
    const { refusal } = performed;
    if (isCommon(refusal)) return sayCommon(refusal);
    return refusal.kind === "problems" ? draw(placeErrors(refusal.problems)) : cannotAct(refusal);
  };

  return {
    buttons: {
      "give-letter": async (call) => {
        const { file, ...to } = readPointer("offeredLetter", call.id) ?? {};
        if (!file || !("request" in to)) return sayCommon({ kind: "notFound" });
        const draw = (problems: Readonly<Record<string, string>>) =>
          say(letterNotAdded(Object.values(problems).join(" ")));
        return add(call, { to: pointer("action", to), file, draw });
      },
    },
    openers: { "place-letter": (call) => choose(call, call.id) },
    forms: {
      "place-letter": {
        submitted: async (call) => {
          const file = readPointer("sentFile", call.form.pointer.item)?.file;
          const to = placeIn(call.form.answers);
          if (!file) return nothing;
          return to === "" ? errors(noPlaceChosen) : add(call, { to, file, draw: errors });
        },
        changed: async () => nothing,
        again: (call) => choose(call, call.pointer.item),
      },
    },
  };
};

interface Place {
  /** The request, as it was seen, and of which NPO. */
  readonly to: string;
  readonly file: string;
  readonly draw: (problems: Readonly<Record<string, string>>) => Words;
}

/** The answer to a file of somebody who publishes nothing: where it could go. */
export const offerLetter = async (
  context: Context,
  { account, arrival }: Caller,
  file: string,
): Promise<Words> => {
  const found = await letterPlaces(context, { account, now: arrival.at });
  if (!found.ok) return sayCommon(found.refusal);
  const { places, mayAdd } = found.value;
  if (!mayAdd) return say(notificationNotYours());
  return say(places.length > 0 ? letterOffered(places, file) : noLetterWanted());
};

/** The file of a letter that asked its receiver first. */
export const offeredFile = async (
  context: Context,
  { account, arrival, id }: Caller & { readonly id: string },
): Promise<OfferedFile> => {
  const wish = { account, pointer: id, now: arrival.at };
  const taken = await takeEndorsementLetter(context, wish);
  if (!taken.ok) return sayCommon(taken.refusal);
  const { view, letter, bytes } = taken.value;
  return { kind: "file", file: endorsementLetterFile(view, letter, bytes) };
};

/** To an officer whose file is no notification, while some request takes a letter. */
export const letterButtons = async (
  context: Context,
  { account, arrival }: Caller,
  file: string,
): Promise<readonly Button[]> => {
  const found = await letterPlaces(context, { account, now: arrival.at });
  return found.ok && found.value.places.length > 0 ? [isLetter(file)] : [];
};
