/** The Secretariat lets an NPO join a round after its closing date, before anybody asks. */

import { mayGenerally } from "../../domain/access.ts";
import { SECRETARIAT } from "../../domain/ids.ts";
import type { Organisation } from "../../domain/members/members.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import { readPointer } from "../../domain/pointers.ts";
import type { AdmissionChoices, AdmissionView } from "../../domain/programmes/admission-views.ts";
import type { Admission } from "../../domain/programmes/admissions.ts";
import { takesPart } from "../../domain/programmes/programmes.ts";
import { type DateTime, readerTimeAt } from "../../domain/time.ts";
import { markHomesStale } from "../../store/home/home-marks.ts";
import { allOrganisations } from "../../store/people/organisations.ts";
import type { Account } from "../../store/people/people.ts";
import { insertAdmission } from "../../store/programmes/admissions.ts";
import { allProgrammes, findProgrammeOfRound } from "../../store/programmes/programmes.ts";
import {
  asPerson,
  type Context,
  type Interaction,
  type NotFound,
  type Replayed,
  reading,
  type Stranger,
} from "../context.ts";
import { tell } from "../letters/tell.ts";
import { viewAdmission } from "./admission-view.ts";

export type AdvanceRefusal =
  | Stranger
  | Replayed
  | NotFound
  | { readonly kind: "notAnOfficer" }
  | { readonly kind: "noRounds" }
  | { readonly kind: "noReason" }
  | { readonly kind: "admittedAlready"; readonly npo: Organisation };

/** What an officer may choose from: active NPOs, rounds of the programmes that are published. */
export const readAdmissionChoices = (
  context: Context,
  {
    account,
    now,
  }: {
    account: Account;
    now: DateTime;
  },
): Promise<Outcome<AdmissionChoices, AdvanceRefusal>> =>
  reading<AdmissionChoices, AdvanceRefusal>(context, account, async (person) => {
    if (!mayGenerally(person, "admit-in-advance", SECRETARIAT)) {
      return refused({ kind: "notAnOfficer" });
    }
    const programmes = await allProgrammes(context.database);
    const rounds = programmes.flatMap((programme) =>
      programme.rounds.map((round) => ({ programme, round })),
    );
    if (rounds.length === 0) return refused({ kind: "noRounds" });
    const npoes = (await allOrganisations(context.database)).filter(
      ({ kind, active }) => kind === "npo" && active,
    );
    return done({ npoes, rounds, readerTime: readerTimeAt(now, person.zone) });
  });

export interface AdmittedInAdvance {
  readonly view: AdmissionView;
  /** Somebody of the NPO has a chat account and is told. */
  readonly isReachable: boolean;
}

export const admitInAdvance = (
  context: Context,
  input: Interaction & { readonly npo: string; readonly round: string; readonly why: string },
): Promise<Outcome<AdmittedInAdvance, AdvanceRefusal>> =>
  asPerson<AdmittedInAdvance, AdvanceRefusal>(context, input, async (tx, person) => {
    if (!mayGenerally(person, "admit-in-advance", SECRETARIAT)) {
      return refused({ kind: "notAnOfficer" });
    }
    const npo = (await allOrganisations(tx)).find(
      ({ id, kind, active }) => id === input.npo && kind === "npo" && active,
    );
    const round = readPointer("round", input.round)?.id;
    const programme = round && (await findProgrammeOfRound(tx, round));
    if (!npo || !programme || !takesPart(programme.notification.participatingCountries, npo.id)) {
      return refused({ kind: "notFound" });
    }
    if (input.why === "") return refused({ kind: "noReason" });
    const admission: Admission = {
      id: context.newId(),
      roundId: round,
      organisation: npo.id,
      requestId: null,
      asked: null,
      admitted: { by: person.id, at: input.at, why: input.why },
    };
    if (!(await insertAdmission(tx, admission))) return refused({ kind: "admittedAlready", npo });
    await markHomesStale(tx, [npo.id, SECRETARIAT]);
    const told = await tell(context, tx, "admittedInAdvance", {
      ids: { admission: admission.id },
      to: { side: npo },
      at: input.at,
    });
    return done({
      view: await viewAdmission(tx, admission, readerTimeAt(input.at, person.zone)),
      isReachable: told.length > 0,
    });
  });
