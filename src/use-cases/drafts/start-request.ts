import { may } from "../../domain/access.ts";
import type { DraftOffer } from "../../domain/drafts/draft-views.ts";
import { type Draft, isUntouched, valuesOf } from "../../domain/drafts/drafts.ts";
import { type OrganisationId, type RoundId, requestId } from "../../domain/ids.ts";
import { isNamed, type Organisation } from "../../domain/members/members.ts";
import { nearestWord } from "../../domain/nearest-word.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import { isOfficer, npoesOf, type Person } from "../../domain/people.ts";
import { admittedInAdvance } from "../../domain/programmes/admissions.ts";
import { type Programme, takesPart } from "../../domain/programmes/programmes.ts";
import type { DraftPage } from "../../domain/requests/draft-page.ts";
import { type DateTime, readerTimeAt } from "../../domain/time.ts";
import type { Transaction } from "../../store/database.ts";
import { markHomesStale } from "../../store/home/home-marks.ts";
import { allOrganisations } from "../../store/people/organisations.ts";
import { admissionsFor } from "../../store/programmes/admissions.ts";
import { allProgrammes } from "../../store/programmes/programmes.ts";
import { forgetRoundRefusal } from "../../store/programmes/round-refusals.ts";
import { draftsOf, insertDraft, saveDraft } from "../../store/requests/drafts.ts";
import {
  asPerson,
  type Context,
  type Interaction,
  type Replayed,
  type Stranger,
} from "../context.ts";
import { draftLines, joinedRound, loadPage } from "./draft-page.ts";

export interface StartRequest extends Interaction {
  /** Chosen by a person who acts for several NPOs. */
  readonly organisation?: string;
  /** A new draft, although one is unsent. */
  readonly afresh: boolean;
  /** The host as it was typed: "Japan". */
  readonly host?: string | undefined;
}

export type StartRefusal =
  | Stranger
  | Replayed
  | { readonly kind: "notALiaison" }
  /** Colleagues have begun something: to be offered before another draft is. */
  | { readonly kind: "colleaguesDrafts"; readonly offer: DraftOffer }
  /** `orOnBehalf`: or another NPO, on whose behalf an officer may act. */
  | {
      readonly kind: "whichNpo";
      readonly choices: readonly Organisation[];
      readonly orOnBehalf: boolean;
      /** The host that was named, and whether another draft was asked for. */
      readonly wish: { readonly host: OrganisationId | undefined; readonly afresh: boolean };
    }
  | { readonly kind: "suspended"; readonly organisation: Organisation }
  | { readonly kind: "noSuchHost"; readonly typed: string; readonly nearest: string | undefined }
  | NoneIsOpen;

export type NoneIsOpen =
  | { readonly kind: "noProgramme" }
  | { readonly kind: "allRoundsClosed"; readonly programme: Programme };

/** Opens the person's unsent draft where it was left, offers a colleague's, or begins a new one. */
export const startRequest = (
  context: Context,
  input: StartRequest,
): Promise<Outcome<DraftPage, StartRefusal>> =>
  asPerson<DraftPage, StartRefusal>(context, input, async (tx, person) => {
    const [members, programmes] = await Promise.all([allOrganisations(tx), allProgrammes(tx)]);
    const surroundings = { members, programmes };
    const sender = chooseSender(members, person, input);
    if (!sender.ok) return sender;
    const programme = await openProgramme(tx, programmes, sender.value, input.at);
    const host = chooseHost(members, sender.value, input.host);
    if (!host.ok) return host;
    const unsent = (await unsentDrafts(tx, sender.value, programme)).filter(
      (draft) =>
        !host.value || valuesOf(draft.answers).host === host.value.id || isUntouched(draft),
    );
    const own = unsent.filter(({ heldBy }) => heldBy === person.id);
    const begun = input.afresh ? undefined : own.find((draft) => !isUntouched(draft));
    const drawing = { interaction: input, person, surroundings };
    if (begun) return done(await loadPage(tx, begun, { ...drawing, reopened: true }));
    const offer = input.afresh
      ? undefined
      : await offerOf(tx, unsent, { person, members, now: input.at }, sender.value);
    if (offer) return refused({ kind: "colleaguesDrafts", offer });
    const blank = own.find(isUntouched);
    if (blank) {
      const chosen = withHost(blank, host.value, person, input);
      if (host.value) await saveDraft(tx, chosen);
      return done(await loadPage(tx, chosen, drawing));
    }
    if (!programme.ok) return programme;
    const draft = withHost(
      newDraft(context, input.at, person, sender.value, programme.value),
      host.value,
      person,
      input,
    );
    await insertDraft(tx, draft);
    const page = await loadPage(tx, draft, drawing);
    if (page.joins) await forgetRoundRefusal(tx, page.joins.id, draft.sender);
    await markHomesStale(tx, [draft.sender]);
    return done(page);
  });

const chooseSender = (
  members: readonly Organisation[],
  person: Person,
  { organisation: chosen, host: typed, afresh }: StartRequest,
): Outcome<Organisation, StartRefusal> => {
  const own = npoesOf(person).filter((sender) =>
    may(person, "start-draft", { state: "none", sender, host: null }),
  );
  const npoes = members.filter(({ id }) => own.includes(id));
  const wanted = chosen === undefined ? npoes : npoes.filter(({ id }) => id === chosen);
  const [sender, another] = wanted;
  if (!sender) return refused({ kind: "notALiaison" });
  const orOnBehalf = isOfficer(person);
  if (another || (orOnBehalf && chosen === undefined)) {
    const host = chooseHost(members, undefined, typed);
    if (!host.ok) return host;
    const wish = { host: host.value?.id, afresh };
    return refused({ kind: "whichNpo", choices: wanted, orOnBehalf, wish });
  }
  return sender.active ? done(sender) : refused({ kind: "suspended", organisation: sender });
};

const chooseHost = (
  members: readonly Organisation[],
  sender: Organisation | undefined,
  typed = "",
): Outcome<Organisation | undefined, StartRefusal> => {
  if (typed === "") return done(undefined);
  const npos = members.filter(({ id, kind }) => kind === "npo" && id !== sender?.id);
  const host = npos.find((one) => isNamed(one, typed));
  // The form says by itself of whom the membership is suspended.
  if (host) return done(host.active ? host : undefined);
  const names = npos.filter(({ active }) => active).map(({ name }) => name.toLowerCase());
  const near = nearestWord(typed, names);
  const nearest = npos.find(({ name }) => name.toLowerCase() === near)?.name;
  return refused({ kind: "noSuchHost", typed, nearest });
};

/** As if the person had chosen it in the form. */
const withHost = (
  draft: Draft,
  host: Organisation | undefined,
  { id: by }: Person,
  { at }: Interaction,
): Draft => {
  if (!host) return draft;
  const revision = draft.revision + 1;
  const savedAt = at.toMillis() * 1000;
  const chosen = { value: host.id, savedAt, by, at: at.toMillis(), revision };
  return { ...draft, revision, answers: { ...draft.answers, host: chosen } };
};

/** Of the open programme; while none is open, those in which somebody has typed. */
const unsentDrafts = async (
  tx: Transaction,
  sender: Organisation,
  open: Outcome<Programme, StartRefusal>,
): Promise<Draft[]> =>
  (await draftsOf(tx, sender.id)).filter((draft) =>
    open.ok ? draft.programmeId === open.value.id : !isUntouched(draft),
  );

const offerOf = async (
  tx: Transaction,
  unsent: readonly Draft[],
  reader: {
    readonly person: Person;
    readonly members: readonly Organisation[];
    readonly now: DateTime;
  },
  sender: Organisation,
): Promise<DraftOffer | undefined> => {
  const lines = await draftLines(tx, unsent, reader);
  const drafts = lines.flatMap(({ holder, ...line }) =>
    holder === undefined ? [] : [{ ...line, holder }],
  );
  const readerTime = readerTimeAt(reader.now, reader.person.zone);
  return drafts.length > 0 ? { sender, drafts, readerTime } : undefined;
};

/** Of the programmes with an open round the one that closes first; or one that it is admitted to late. */
export const openProgramme = async (
  tx: Transaction,
  published: readonly Programme[],
  sender: Organisation,
  now: DateTime,
): Promise<Outcome<Programme, NoneIsOpen>> => {
  const programmes = published.filter(({ notification }) =>
    takesPart(notification.participatingCountries, sender.id),
  );
  const open = firstToClose(programmes, now);
  if (open) return done(open);
  const admitted = admittedInAdvance(await admissionsFor(tx, sender.id));
  const late = firstToClose(programmes, now, admitted);
  if (late) return done(late);
  return programmes[0]
    ? refused({ kind: "allRoundsClosed", programme: programmes[0] })
    : refused({ kind: "noProgramme" });
};

const firstToClose = (
  programmes: readonly Programme[],
  now: DateTime,
  admitted?: ReadonlySet<RoundId>,
): Programme | undefined =>
  programmes
    .flatMap((programme) => {
      const round = joinedRound(programme, now, admitted);
      return round ? [{ programme, closesOn: round.closesOn }] : [];
    })
    .sort((a, b) => (a.closesOn < b.closesOn ? -1 : 1))[0]?.programme;

export const newDraft = (
  context: Context,
  at: DateTime,
  person: Person,
  sender: { readonly id: OrganisationId },
  programme: Programme,
): Draft => ({
  id: requestId(context.newId()),
  programmeId: programme.id,
  sender: sender.id,
  begunBy: person.id,
  heldBy: person.id,
  page: "whom",
  item: null,
  answers: {},
  participants: [],
  savedAt: at.toJSDate(),
  revision: 0,
  removals: [],
  snapshots: {},
});
