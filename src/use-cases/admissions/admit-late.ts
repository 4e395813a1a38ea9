/** The Secretariat lets a draft join a round that has closed. */

import { caseOfDraft, may } from "../../domain/access.ts";
import { SECRETARIAT } from "../../domain/ids.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import type { Person } from "../../domain/people.ts";
import { readPointer } from "../../domain/pointers.ts";
import type { AdmissionView } from "../../domain/programmes/admission-views.ts";
import type { Admission } from "../../domain/programmes/admissions.ts";
import { readerTimeAt } from "../../domain/time.ts";
import type { Connection, Transaction } from "../../store/database.ts";
import { markHomesStale } from "../../store/home/home-marks.ts";
import { findOrganisation } from "../../store/people/organisations.ts";
import { findAdmission, lockAdmission, saveAdmitted } from "../../store/programmes/admissions.ts";
import { findDraft, lockDraft } from "../../store/requests/drafts.ts";
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

export type AdmitRefusal =
  | Stranger
  | Replayed
  | NotFound
  | { readonly kind: "noReason" }
  /** Another officer was faster. */
  | { readonly kind: "admittedAlready"; readonly view: AdmissionView };

/** For the form that asks for the reason. */
export const readAdmission = (
  context: Context,
  { account, admission, at }: Interaction & { readonly admission: string },
): Promise<Outcome<AdmissionView, AdmitRefusal>> =>
  reading<AdmissionView, AdmitRefusal>(context, account, async (person) => {
    const { database: db } = context;
    const id = readPointer("admission", admission)?.id;
    const found = id && (await findAdmission(db, id));
    if (!found || !(await mayAdmit(db, person, found))) return refused({ kind: "notFound" });
    return answerable(await viewAdmission(db, found, readerTimeAt(at, person.zone)));
  });

export const admitLate = (
  context: Context,
  input: Interaction & { readonly admission: string; readonly why: string },
): Promise<Outcome<AdmissionView, AdmitRefusal>> =>
  asPerson<AdmissionView, AdmitRefusal>(context, input, async (tx, person) => {
    const found = await lockWithDraft(tx, input.admission);
    if (!found || !(await mayAdmit(tx, person, found))) return refused({ kind: "notFound" });
    const open = answerable(await viewAdmission(tx, found, readerTimeAt(input.at, person.zone)));
    if (!open.ok) return open;
    if (input.why === "") return refused({ kind: "noReason" });
    const admission: Admission = {
      ...found,
      admitted: { by: person.id, at: input.at, why: input.why },
    };
    await saveAdmitted(tx, admission);
    await markHomesStale(tx, [found.organisation, SECRETARIAT]);
    await tellHolder(context, tx, admission, input);
    return done({ ...open.value, admission });
  });

/** The draft first, as whoever sends or discards it: in another order two could wait for each other. */
const lockWithDraft = async (tx: Transaction, pointer: string): Promise<Admission | undefined> => {
  const id = readPointer("admission", pointer)?.id;
  const draft = id && (await findAdmission(tx, id))?.requestId;
  return id && draft && (await lockDraft(tx, draft)) ? lockAdmission(tx, id) : undefined;
};

const mayAdmit = async (
  db: Connection,
  person: Person,
  { requestId }: Admission,
): Promise<boolean> => {
  const draft = requestId ? await findDraft(db, requestId) : undefined;
  return draft !== undefined && may(person, "admit-late", caseOfDraft(draft));
};

const answerable = (view: AdmissionView): Outcome<AdmissionView, AdmitRefusal> =>
  view.admission.admitted ? refused({ kind: "admittedAlready", view }) : done(view);

/** Whoever asked and whoever holds the draft now; the NPO's LO where neither can be told. */
const tellHolder = async (
  context: Context,
  tx: Transaction,
  { id, requestId, organisation, asked }: Admission,
  { at }: Interaction,
): Promise<void> => {
  const draft = requestId ? await findDraft(tx, requestId) : undefined;
  const npo = await findOrganisation(tx, organisation);
  if (!draft || !npo) throw new Error(`Admission ${id} was given to a draft that is gone`);
  const holders = [...new Set([draft.heldBy, ...(asked ? [asked.by] : [])])];
  const to = { holders, of: npo };
  await tell(context, tx, "admissionGranted", { ids: { admission: id }, to, at });
};
