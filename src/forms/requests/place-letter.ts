/** "It's an endorsement letter": of which request, and of which of its NPOs. */
import { briefName, type Organisation } from "../../domain/members/members.ts";
import { pointer } from "../../domain/pointers.ts";
import type { FieldProblem } from "../../domain/requests/actions/asks.ts";
import type { NpoSide } from "../../domain/requests/actions/row.ts";
import type { EvidenceProblem } from "../../domain/requests/read-evidence.ts";
import type { SentRequest } from "../../domain/requests/requests.ts";
import { words } from "../../words/en.ts";
import type { Answers, FieldErrors, Form } from "../form.ts";
import { evidenceParts } from "../on-behalf.ts";
import { actionErrors } from "./action-form.ts";

const say = words.file.place;
/** What a list of choices takes (docs/platform-limits.md). */
const MOST = 100;
const FIELD = "request";

interface Place {
  readonly request: SentRequest;
  readonly sender: Organisation;
  readonly host: Organisation;
  readonly side: NpoSide;
  readonly onBehalfOf: Organisation | null;
}

/** `file`: the id of what was sent. */
export const placeLetterForm = (places: readonly Place[], file: string): Form => ({
  verb: "place-letter",
  pointer: { item: pointer("sentFile", { as: "letter", file }) },
  title: say.title,
  submit: say.submit,
  close: say.close,
  savesAsYouType: false,
  parts: [
    { kind: "quiet", text: say.intro },
    {
      kind: "select",
      id: FIELD,
      ...say.request,
      required: true,
      placeholder: say.choose,
      options: places.slice(0, MOST).map((place) => ({
        value: placePointer(place),
        label: placeLabel(place),
      })),
    },
    ...(places.length > MOST ? [{ kind: "quiet", text: say.notAll(MOST) } as const] : []),
    ...(places.some(({ onBehalfOf }) => onBehalfOf)
      ? evidenceParts(undefined, words.acting.evidenceHint)
      : []),
  ],
});

/** One's own by the other NPO; of what is done for others, whose letter it is. */
const placeLabel = ({ request: { number }, side, sender, host, onBehalfOf }: Place): string => {
  const { sent, hosted } = words.file.offer;
  if (onBehalfOf) return say.of(number, briefName(onBehalfOf));
  return side === "sender" ? sent(number, briefName(host)) : hosted(number, briefName(sender));
};

const placePointer = ({ request: { id, version }, side }: Place): string =>
  pointer("action", { request: id, version, side });

/** What was chosen; as anybody's text. */
export const placeIn = ({ [FIELD]: chosen }: Answers): string =>
  typeof chosen === "string" ? chosen : "";

export const noPlaceChosen: FieldErrors = { [FIELD]: say.missing };

/** What is wrong with the file stands at the one choice that there is. */
export const placeErrors = (problems: readonly (FieldProblem | EvidenceProblem)[]): FieldErrors =>
  Object.fromEntries(
    problems.flatMap((problem) => {
      const { kind } = problem;
      return kind in words.file.notAdded
        ? [[FIELD, words.file.notAdded[kind as keyof typeof words.file.notAdded]]]
        : Object.entries(actionErrors([problem]));
    }),
  );
