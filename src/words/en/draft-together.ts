/** A draft that several people of an NPO have open. */
import { command } from "../typed-command.ts";
import { instantText, listText, peopleText, type ReaderTime } from "./dates.ts";

const GO_ON_WITH_IT = "I'll go on with it";

const DISCARD_NEXT = `To begin another one, type ${command("request")}.`;

interface Meanwhile {
  /** "Topic", "person 2". */
  readonly changed: readonly string[];
  /** Of these, where the reader typed something else at the same time. */
  readonly both: readonly string[];
  readonly removed: number;
  readonly broughtBack: number;
}

interface Discardable {
  readonly answers: number;
  readonly people: number;
  /** A colleague who holds it. */
  readonly holder: string | undefined;
  readonly savedAt: number;
  readonly reader: ReaderTime;
}

export const draftTogether = {
  meanwhile: (who: string, { changed, both, removed, broughtBack }: Meanwhile) =>
    [
      changed.length > 0 ? `${who} changed meanwhile: ${changed.join("; ")}.` : "",
      both.length > 0
        ? `You both typed in ${listText(both)}: choose there, or at the check step.`
        : "",
      removed === 1 ? `${who} took one person off the list meanwhile.` : "",
      removed > 1 ? `${who} took ${removed} people off the list meanwhile.` : "",
      broughtBack > 0
        ? `${who} had taken this person off the list. As you went on, they are back on it.`
        : "",
    ]
      .filter(Boolean)
      .join(" "),
  person: (place: number) => `person ${place}`,
  notRemoved: (place: number) =>
    `Person ${place} stays for now: a colleague has just changed what is filled in for them. To remove them all the same, press Remove again.`,
  /** `begunBy`: undefined when it is the reader. */
  opened: (begunBy: string | undefined, holder: string, host: string | undefined) =>
    `This is the draft${host ? ` to ${host}` : ""} that ${begunBy === undefined ? "you have" : `${begunBy} has`} begun. You can go on with it together: what one of you adds, the other sees at the next Next or Back. ${holder} holds it until you change something or press ${GO_ON_WITH_IT}.`,
  hold: GO_ON_WITH_IT,
  held: "You hold this draft now: what is to be done with it waits for you.",
  conflict: {
    theirs: (who: string, instant: number | undefined, reader: ReaderTime) =>
      `${who} typed this here at the same time${when(instant, reader)}:`,
    yours: (instant: number | undefined, reader: ReaderTime) =>
      `You typed this here at the same time${when(instant, reader)}:`,
    leftEmpty: "(left empty)",
    use: "Use this one",
    useYours: "Use mine",
    keepYours: "Keep mine",
    keep: "Keep the one above",
    inPerson: "Two people typed different things here. Press Change to choose.",
    check: (count: number) =>
      count === 1
        ? "Two people typed different things in one field. If you send it like this, what is shown here counts."
        : `Two people typed different things in ${count} fields. If you send it like this, what is shown here counts.`,
    keepShown: "Keep what is shown",
  },
  sentUnseen: "Nothing has been sent yet. Please look it over once more, then press Send request.",
  sameHostDraft: (holder: string, host: string, savedAt: number, reader: ReaderTime) =>
    `${holder} has a draft to ${host} too, saved ${instantText(savedAt, reader.zone, reader)}.`,
  yourSameHostDraft: (host: string, savedAt: number, reader: ReaderTime) =>
    `You have another draft to ${host}, saved ${instantText(savedAt, reader.zone, reader)}.`,
  openSameHostDraft: "Open that draft",
  sameHostNote: "What you typed here is kept as a draft of its own.",
  offer: {
    /** `undefined` among them: the reader. */
    headline: (beginners: readonly (string | undefined)[]) => {
      const others = beginners.filter((one) => one !== undefined);
      if (others.length === 0) return "You have begun a request already.";
      const all = others.length < beginners.length ? [...others, "you"] : others;
      return `${listText(all)} ${all.length === 1 ? "has" : "have"} begun a request already.`;
    },
    text: "You can go on with it together, or begin another one.",
    item: (host: string | undefined) => (host ? `Draft to ${host}` : "Draft, no host chosen yet"),
    saved: (holder: string, savedAt: number, reader: ReaderTime) =>
      `Held by ${holder}, saved ${instantText(savedAt, reader.zone, reader)}`,
    open: "Open it",
    another: "Begin another",
  },
  holder: (holder: string) => `Held by ${holder}`,
  heldByYou: "Held by you",
  discard: {
    button: "Discard",
    confirm: ({ answers, people, holder, savedAt, reader }: Discardable) => ({
      title: "Discard this draft?",
      text: `It is gone for everyone in your NPO, with all that was typed: ${answers === 1 ? "one answer" : `${answers} answers`}${people > 0 ? ` and ${peopleText(people)}` : ""}. ${holder === undefined ? "You hold it" : `${holder} holds it`}; last saved ${instantText(savedAt, reader.zone, reader)}.`,
      yes: "Discard",
      no: "Keep it",
    }),
    done: "The draft is discarded.",
    doneNext: `Nothing was sent, and nothing of it is kept. To begin another one, type ${command("request")}.`,
    changed: {
      headline: (who: string) => `${who} changed this draft a moment ago.`,
      text: "It wasn't discarded. Please have a look first; you can still discard it then.",
      open: "Open it",
    },
  },
  discardTold: {
    headline: (who: string, npo: string, host: string | undefined) =>
      `${who} discarded the draft of ${npo}${host === undefined ? "" : ` to ${host}`}.`,
    text: (begunAt: number, removedAt: number, reader: ReaderTime) =>
      `It was begun ${instantText(begunAt, reader.zone, reader)}, and removed ${instantText(removedAt, reader.zone, reader)} with all that was typed in it; nothing was sent. If that isn't right, please ask them; you can begin another one at any time.`,
    why: {
      begun: "You get this once, because you began it.",
      held: "You get this once, because you held it.",
    },
  },
  discarded: {
    headline: (who: string) => `${who} discarded this draft.`,
    headlineYou: "You discarded this draft.",
    text: (instant: number, reader: ReaderTime) =>
      `It was removed ${instantText(instant, reader.zone, reader)}, for everyone in your NPO. ${DISCARD_NEXT}`,
  },
} as const;

function when(instant: number | undefined, reader: ReaderTime): string {
  return instant === undefined ? "" : ` (${instantText(instant, reader.zone, reader)})`;
}
