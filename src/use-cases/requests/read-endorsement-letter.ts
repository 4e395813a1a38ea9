/** Somebody asks for an endorsement letter: it comes to them as a direct message. */
import { type OrganisationId, SECRETARIAT } from "../../domain/ids.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import { isOfficer } from "../../domain/people.ts";
import { readPointer } from "../../domain/pointers.ts";
import type { RequestView } from "../../domain/requests/request-view.ts";
import type { EndorsementLetter } from "../../domain/requests/requests.ts";
import type { DateTime } from "../../domain/time.ts";
import { findOrganisation } from "../../store/people/organisations.ts";
import type { Account } from "../../store/people/people.ts";
import { endorsementLetterBytes } from "../../store/requests/endorsement-letters.ts";
import { findSent } from "../../store/requests/requests.ts";
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
import { asReadBy, loadRequestView } from "./request-view.ts";

interface ReadEndorsementLetter extends Interaction {
  readonly pointer: string;
  /** Whose app was called, and answers. */
  readonly workspace: string;
}

/** The letter itself, to whoever may read it now. */
export const takeEndorsementLetter = (
  { database: db, ...context }: Context,
  given: { readonly account: Account; readonly pointer: string; readonly now: DateTime },
): Promise<Outcome<TakenLetter, Stranger | NotFound>> =>
  reading<TakenLetter, NotFound>({ database: db, ...context }, given.account, async (person) => {
    const to = readPointer("endorsementLetter", given.pointer);
    const request = to && (await findSent(db, to.request));
    const read = request && (await asReadBy(db, person, request));
    const letter = read?.endorsementLetters.find(({ id }) => id === to?.endorsementLetter);
    const bytes = read && letter && (await endorsementLetterBytes(db, read.id, letter.id));
    if (!read || !letter || !bytes) return refused({ kind: "notFound" });
    return done({ view: await loadRequestView(db, read, person, given.now), letter, bytes });
  });

interface TakenLetter {
  readonly view: RequestView;
  readonly letter: EndorsementLetter;
  readonly bytes: Uint8Array;
}

/** Whoever reads the request reads its endorsement letters: a former host those that were there then. */
export const readEndorsementLetter = (
  context: Context,
  { pointer: given, workspace, ...interaction }: ReadEndorsementLetter,
): Promise<Outcome<true, Stranger | Replayed | NotFound>> =>
  asPerson<true, NotFound>(context, interaction, async (tx, person) => {
    const pointer = readPointer("endorsementLetter", given);
    const request = pointer && (await findSent(tx, pointer.request));
    const read = request && (await asReadBy(tx, person, request));
    const found = read?.endorsementLetters.find(({ id }) => id === pointer?.endorsementLetter);
    if (!read || !found) return refused({ kind: "notFound" });
    const roles = person.roles.map(({ organisation }) => organisation);
    const own: OrganisationId | undefined = isOfficer(person)
      ? SECRETARIAT
      : [read.sender, read.content.host].find((id) => roles.includes(id));
    const of = own && (await findOrganisation(tx, own));
    if (!of) return refused({ kind: "notFound" });
    const { account, at } = interaction;
    await tell(context, tx, "endorsementLetter", {
      ids: { request: read.id, endorsementLetter: found.id, askedAt: at.toMillis() },
      to: { account: { ...account, workspace, personId: person.id }, of },
      at,
    });
    return done(true);
  });
