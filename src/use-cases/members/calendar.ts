/** An organisation's holidays, kept by its LO or an officer; reminders follow at once. */
import { mayGenerally } from "../../domain/access.ts";
import {
  daysOfRuns,
  type HolidayProblems,
  type HolidayRun,
  readHolidays,
  restsTooLong,
  runsOf,
  type TypedHolidays,
} from "../../domain/members/holidays.ts";
import type { CalendarView } from "../../domain/members/member-views.ts";
import { calendarOf, type Organisation } from "../../domain/members/members.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import type { Person } from "../../domain/people.ts";
import { addDays, type DateTime, dayIn, type IsoDay } from "../../domain/time.ts";
import type { Connection, Transaction } from "../../store/database.ts";
import { lockPlanning } from "../../store/duties.ts";
import { markHomesStale } from "../../store/home/home-marks.ts";
import {
  allOrganisations,
  deleteHolidays,
  holidaysFrom,
  saveHolidays,
} from "../../store/people/organisations.ts";
import type { Account } from "../../store/people/people.ts";
import {
  asPerson,
  type Context,
  type Interaction,
  type NotFound,
  type Replayed,
  reading,
  type Stranger,
} from "../context.ts";
import { closingsAhead, planForOrganisation } from "../reminders/duties.ts";

export type CalendarRefusal =
  | Stranger
  /** Nobody of an NPO that acts for it, and no officer. */
  | { readonly kind: "notACalendarKeeper" }
  | { readonly kind: "whichOrganisation"; readonly choices: readonly Organisation[] };

/** `organisation`: an id, or a name as people type it; empty for one's own. */
export const readCalendar = (
  { database: db, ...context }: Context,
  input: {
    readonly account: Account;
    readonly organisation: string;
    readonly now: DateTime;
  },
): Promise<Outcome<CalendarView, CalendarRefusal>> =>
  reading<CalendarView, CalendarRefusal>(
    { database: db, ...context },
    input.account,
    async (person) => {
      const choices = await keptBy(db, person);
      if (choices.length === 0) return refused({ kind: "notACalendarKeeper" });
      const chosen = chosenFrom(choices, input.organisation);
      return chosen
        ? done(await viewOf(db, chosen, input.now, choices.length > 1))
        : refused({ kind: "whichOrganisation", choices });
    },
  );

const keptBy = async (db: Connection, person: Person): Promise<Organisation[]> =>
  (await allOrganisations(db)).filter(({ id }) => mayGenerally(person, "calendar", id));

/** Whoever keeps several calendars chooses; nothing is guessed. */
const chosenFrom = (choices: readonly Organisation[], typed: string): Organisation | undefined => {
  const wanted = typed.trim().toLowerCase();
  if (wanted !== "") return choices.find((one) => namesOf(one).includes(wanted));
  return choices.length === 1 ? choices[0] : undefined;
};

const namesOf = ({ id, name, acronym, aliases }: Organisation): string[] =>
  [id, name, acronym ?? "", ...aliases].filter(Boolean).map((one) => one.toLowerCase());

/** A year that is looked ahead. */
const DAYS_AHEAD = 365;

const viewOf = async (
  db: Connection,
  organisation: Organisation,
  now: DateTime,
  others: boolean,
): Promise<CalendarView> => {
  const today = dayIn(now, organisation.zone);
  const all = await holidaysFrom(db, organisation.id, today);
  const coming = all.filter(({ day }) => day <= addDays(today, DAYS_AHEAD));
  return { organisation, runs: runsOf(coming), later: all.length - coming.length, others };
};

export interface CalendarChanged {
  readonly view: CalendarView;
  /** Days that came or went. */
  readonly days: number;
  /** Days that were there already. */
  readonly known: number;
  /** Days that have passed: they change nothing any more, and were left out. */
  readonly passed: number;
  /** Reminders that came, went or took another time. */
  readonly moved: number;
}

type ChangeRefusal = Stranger | Replayed | NotFound;

export type AddRefusal =
  | ChangeRefusal
  | { readonly kind: "problems"; readonly problems: HolidayProblems }
  /** There would be no working day for two months. */
  | { readonly kind: "restsTooLong" };

export const addHolidays = (
  context: Context,
  input: Interaction & { readonly organisation: string; readonly typed: TypedHolidays },
): Promise<Outcome<CalendarChanged, AddRefusal>> =>
  onCalendar<Exclude<AddRefusal, ChangeRefusal>>(
    context,
    input,
    async (tx, organisation, today) => {
      const runs = readHolidays(input.typed, today);
      if (!runs.ok) return refused({ kind: "problems", problems: runs.refusal });
      const { days, passed } = daysOfRuns(runs.value, today);
      const holidays = [...organisation.holidays, ...days.map(({ day }) => day)];
      if (restsTooLong(holidays, calendarOf({ ...organisation, holidays }))) {
        return refused({ kind: "restsTooLong" });
      }
      const added = await saveHolidays(tx, organisation.id, days);
      return done({ days: added, known: days.length - added, passed });
    },
  );

export const removeHolidays = (
  context: Context,
  input: Interaction & { readonly organisation: string; readonly run: HolidayRun },
): Promise<Outcome<CalendarChanged, ChangeRefusal>> =>
  onCalendar<never>(context, input, async (tx, { id }) =>
    done({ days: await deleteHolidays(tx, id, input.run), known: 0, passed: 0 }),
  );

const onCalendar = <Refusal>(
  context: Context,
  input: Interaction & { readonly organisation: string },
  change: (
    tx: Transaction,
    organisation: Organisation,
    today: IsoDay,
  ) => Promise<Outcome<Pick<CalendarChanged, "days" | "known" | "passed">, Refusal>>,
): Promise<Outcome<CalendarChanged, Refusal | Stranger | Replayed | NotFound>> =>
  asPerson<CalendarChanged, Refusal | NotFound>(context, input, async (tx, person) => {
    await lockPlanning(tx);
    const kept = await keptBy(tx, person);
    const organisation = kept.find(({ id }) => id === input.organisation);
    if (!organisation) return refused<NotFound>({ kind: "notFound" });
    const ahead = await closingsAhead(tx, organisation.id);
    const changed = await change(tx, organisation, dayIn(input.at, organisation.zone));
    if (!changed.ok) return changed;
    await markHomesStale(tx, [organisation.id]);
    const moved = await planForOrganisation(tx, context.newId, organisation.id, ahead);
    const view = await viewOf(tx, organisation, input.at, kept.length > 1);
    return done({ ...changed.value, view, moved });
  });
