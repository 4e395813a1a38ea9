/** Holidays: an LO's own NPO, any for an officer. */
import { mayGenerally } from "../domain/access.ts";
import { readPointer } from "../domain/pointers.ts";
import {
  calendarForm,
  chosenCalendar,
  holidayErrors,
  restErrors,
  typedHolidays,
  whichCalendarForm,
} from "../forms/members/calendar.ts";
import { calendarText } from "../messages/members/calendar.ts";
import { memberNotFound, notACalendarKeeper } from "../messages/members/members.ts";
import type { OpenForm, Pressed, Reply, Submitted } from "../surfaces/command.ts";
import type { Context } from "../use-cases/context.ts";
import {
  addHolidays,
  type CalendarChanged,
  readCalendar,
  removeHolidays,
} from "../use-cases/members/calendar.ts";
import {
  type Caller,
  type Command,
  errors,
  interactionOf,
  isCommon,
  nothing,
  open,
  say,
  sayCommon,
} from "./command.ts";

export const makeCalendarCommand = (context: Context): Command => {
  const show = async (
    { account, arrival }: Caller,
    organisation: string,
    redraw = 1,
  ): Promise<Reply> => {
    const calendar = await readCalendar(context, { account, organisation, now: arrival.at });
    if (calendar.ok) return open(calendarForm(calendar.value, { redraw }));
    const { refusal } = calendar;
    if (isCommon(refusal)) return sayCommon(refusal);
    return refusal.kind === "whichOrganisation"
      ? open(whichCalendarForm(refusal.choices, organisation))
      : say(notACalendarKeeper());
  };

  const add = async (call: Submitted): Promise<Reply> => {
    const organisation = readPointer("organisation", call.form.pointer.item)?.id;
    if (organisation === undefined) return say(memberNotFound());
    const typed = typedHolidays(call.form.answers);
    const added = await addHolidays(context, { ...interactionOf(call), organisation, typed });
    // What was taken leaves the inputs.
    if (added.ok) return shown("added", added.value, redrawOf(call) + 1);
    const { refusal } = added;
    if (isCommon(refusal)) return refused(refusal);
    return errors(refusal.kind === "problems" ? holidayErrors(refusal.problems) : restErrors);
  };

  const remove = async (call: Pressed): Promise<Reply> => {
    const about = readPointer("holidays", call.id);
    if (!about) return say(memberNotFound());
    const { organisation, ...run } = about;
    const removed = await removeHolidays(context, { ...interactionOf(call), organisation, run });
    return removed.ok ? shown("removed", removed.value, redrawOf(call)) : refused(removed.refusal);
  };

  return {
    word: "calendar",
    who: (person) =>
      person.roles.some(({ organisation }) => mayGenerally(person, "calendar", organisation)),
    typed: (call, rest) => show(call, rest),
    openers: {
      calendar: (call) => show(call, call.id),
      "other-calendar": (call) => show(call, ""),
      "remove-holiday": remove,
    },
    form: {
      submitted: (call) =>
        call.form.pointer.step === "which"
          ? show(call, chosenCalendar(call.form.answers))
          : add(call),
      changed: async () => nothing,
      again: (call) => show(call, call.pointer.item ?? "", redrawIn(call.pointer)),
    },
  };
};

const shown = (what: "added" | "removed", changed: CalendarChanged, redraw: number): Reply => {
  const tone = changed.days + changed.known > 0 ? "good" : "warning";
  const note = { tone, text: calendarText(what, changed) } as const;
  return open(calendarForm(changed.view, { note, redraw }));
};

/** How often the inputs were emptied so far. */
const redrawOf = ({ form }: Submitted | Pressed): number => redrawIn(form?.pointer);

const redrawIn = (pointer: OpenForm["pointer"] = {}): number =>
  readPointer("version", pointer.seen)?.seen ?? 1;

const refused = (refusal: Parameters<typeof sayCommon>[0]): Reply =>
  refusal.kind === "notFound" ? say(memberNotFound()) : sayCommon(refusal);
