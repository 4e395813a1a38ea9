/** The LO, the backup and an officer at the same drafts at the same moment, on several connections. */

import { afterAll, beforeAll, expect, test } from "vitest";
import { conflictsIn } from "../../src/domain/drafts/draft-conflicts.ts";
import type { RequestId } from "../../src/domain/ids.ts";
import { allProgrammes } from "../../src/store/programmes/programmes.ts";
import { askAdmission } from "../../src/use-cases/admissions/ask-admission.ts";
import { verifyHistory } from "../../src/use-cases/verify-history.ts";
import { type TestContext, testContext } from "../helpers/context.ts";
import { expectAllToHold } from "../helpers/crowd/holds.ts";
import { CLOSING, Desk, type Wish, wishes } from "../helpers/crowd/press.ts";
import { countersOf, type Stand, standOf } from "../helpers/crowd/stand.ts";
import fc from "../helpers/fast-check.ts";
import { completeDraft } from "../helpers/one-request.ts";

let context: TestContext;
let rounds: Stand["rounds"];
beforeAll(async () => {
  context = await testContext();
  const [programme] = await allProgrammes(context.database);
  rounds = { 1: programme?.rounds[0]?.id ?? "", 2: programme?.rounds[1]?.id ?? "" };
});
afterAll(() => context.close());

/** What everybody presses at one moment, for the NPO's own draft or the one that an officer began. */
interface Pressed {
  readonly of: "own" | "onBehalf";
  readonly wish: Wish;
}

interface Model {
  own: Stand;
  onBehalf: Stand;
}

interface Seen {
  submitted: number;
  discarded: number;
  conflicts: number;
  admitted: number;
}

class OneMoment implements fc.AsyncCommand<Model, Seen> {
  readonly #pressed: readonly Pressed[];

  constructor(pressed: readonly Pressed[]) {
    this.#pressed = pressed;
  }

  check = () => true;
  toString = () => JSON.stringify(this.#pressed);

  async run(model: Model, seen: Seen): Promise<void> {
    const drafts = (["own", "onBehalf"] as const).map((of) => ({
      of,
      before: model[of],
      desk: new Desk(context, model[of]),
    }));
    const prepared = this.#pressed.flatMap(({ of, wish }) => {
      const at = drafts.find((one) => one.of === of);
      return at ? [{ of, press: at.desk.prepare(wish) }] : [];
    });
    const ended = await Promise.all(
      prepared.map(async ({ of, press }) => ({ of, told: await press() })),
    );
    for (const { of, before } of drafts) {
      const after = await standOf(context, before.id, rounds);
      const told = ended.filter((one) => one.of === of).flatMap((one) => one.told);
      await expectAllToHold(context, { before, after, told });
      model[of] = after;
      note(seen, before, after);
    }
    const counters = await countersOf(context);
    expect(counters).toEqual(counters.map((_, index) => index + 1));
    expect((await verifyHistory(context)).broken).toEqual([]);
  }
}

const note = (seen: Seen, before: Stand, after: Stand): void => {
  if (before.state === "draft" && after.state === "submitted") seen.submitted += 1;
  if (before.state === "draft" && after.state === "discarded") seen.discarded += 1;
  if (after.draft && conflictsIn(after.draft).length > 0) seen.conflicts += 1;
  if (after.admission?.admitted && !before.admission?.admitted) seen.admitted += 1;
};

const moments = fc
  .array(fc.record({ of: fc.constantFrom("own" as const, "onBehalf" as const), wish: wishes }), {
    minLength: 2,
    maxLength: 6,
  })
  .map((pressed) => new OneMoment(pressed));

/** The NPO's own draft has missed the closing date and asked already; the officer's hasn't. */
const begin = async (): Promise<Model> => {
  const own = await completeDraft(context);
  const interaction = context.interaction("FJ-liaison", CLOSING);
  await askAdmission(context, {
    ...interaction,
    draft: own.draft,
    round: rounds[1],
    why: "A storm",
  });
  const onBehalf = await completeDraft(context, { user: "APO-officer", onBehalfOf: "FJ" });
  return {
    own: await standOf(context, own.draft as RequestId, rounds),
    onBehalf: await standOf(context, onBehalf.draft as RequestId, rounds),
  };
};

test("whatever they press at once: nothing typed is lost, one request a draft, in its round", async () => {
  const seen: Seen = { submitted: 0, discarded: 0, conflicts: 0, admitted: 0 };
  await fc.assert(
    fc.asyncProperty(fc.commands([moments], { maxCommands: 6, size: "max" }), async (commands) => {
      const model = await begin();
      await fc.asyncModelRun(() => ({ model, real: seen }), commands);
    }),
    { numRuns: 30, interruptAfterTimeLimit: 50_000 },
  );
  // A crowd in which nobody came through, or into another's way, would prove nothing.
  expect(seen.submitted).toBeGreaterThan(0);
  expect(seen.discarded + seen.conflicts + seen.admitted).toBeGreaterThan(0);
}, 90_000);
