/** Drafts and requests of any NPO, as its LO would have made them. */
import { type Answers, type Draft, mergeSave } from "../../src/domain/drafts/drafts.ts";
import { organisationId, participantId, requestId } from "../../src/domain/ids.ts";
import type { SentRequest } from "../../src/domain/requests/requests.ts";
import type { DateTime } from "../../src/domain/time.ts";
import { type Account, personByAccount } from "../../src/store/people/people.ts";
import { allProgrammes } from "../../src/store/programmes/programmes.ts";
import { insertDraft } from "../../src/store/requests/drafts.ts";
import type { Context } from "../../src/use-cases/context.ts";
import { giveRole } from "../../src/use-cases/people/people.ts";
import { submitRequest } from "../../src/use-cases/requests/submit-request.ts";
import { draftToJapan, travellers } from "./builders.ts";

export interface Written {
  /** ISO country of the sending NPO. */
  readonly from: string;
  /** Its LO; made one if nobody is there yet. */
  readonly by: Account;
  readonly at: DateTime;
  /** Laid over a whole request to Japan. */
  readonly answers?: Answers;
  readonly people?: number;
}

/** A draft with everything filled in, held by the LO. */
export const writeDraft = async (
  context: Context,
  { from, by, at, answers = {}, people = 4 }: Written,
): Promise<Draft> => {
  const account = { ...by, workspace: by.tenant };
  const name = `liaison, ${from}`;
  await giveRole(context, { name, role: "liaison", organisation: from, account });
  const person = await personByAccount(context.database, by);
  const [programme] = await allProgrammes(context.database);
  if (!person || !programme) throw new Error("Nobody to write a draft, or nothing to write it for");
  const whole = draftToJapan();
  const draft: Draft = {
    ...whole,
    id: requestId(context.newId()),
    programmeId: programme.id,
    sender: organisationId(from),
    begunBy: person.id,
    heldBy: person.id,
    answers: mergeSave(whole.answers, answers, 2),
    participants: travellers(people).map((one) => ({ ...one, id: participantId(context.newId()) })),
    savedAt: at.toJSDate(),
  };
  await insertDraft(context.database, draft);
  return draft;
};

/** The same, sent in the round that is open. */
export const sendRequest = async (context: Context, written: Written): Promise<SentRequest> => {
  const { id } = await writeDraft(context, written);
  const [programme] = await allProgrammes(context.database);
  const open = programme?.rounds.find(
    ({ closesOn }) => closesOn >= (written.at.setZone(programme.zone).toISODate() ?? ""),
  );
  const { by: account, at } = written;
  const interaction = { account, at, delivery: context.newId() };
  const sent = await submitRequest(context, { ...interaction, draft: id, roundShown: open?.id });
  if (!sent.ok) throw new Error(`Not sent: ${sent.refusal.kind}`);
  return sent.value.request;
};
