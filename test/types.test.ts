/**
 * What must not compile: `npm run check` reads this file, and says so where a line beneath an
 * `@ts-expect-error` does. What runs is only that the lists behind the types are whole.
 */

import { expect, test } from "vitest";
import type { Command } from "../src/commands/command.ts";
import { makeCommands } from "../src/commands.ts";
import { requestId, roundId } from "../src/domain/ids.ts";
import type { Organisation } from "../src/domain/members/members.ts";
import { done } from "../src/domain/outcome.ts";
import { pointer, readPointer } from "../src/domain/pointers.ts";
import type { RequestDutyKind } from "../src/domain/reminders/duties.ts";
import { type Ladder, on } from "../src/domain/reminders/ladder.ts";
import { text } from "../src/domain/requests/actions/asks.ts";
import { row } from "../src/domain/requests/actions/row.ts";
import type { SentRequest, Situation } from "../src/domain/requests/requests.ts";
import type { DateTime } from "../src/domain/time.ts";
import { BUTTON_VERBS, FORM_VERBS } from "../src/domain/verbs.ts";
import type { Form, FormButton } from "../src/forms/form.ts";
import type { Button } from "../src/messages/message.ts";
import type { Transaction } from "../src/store/database.ts";
import type { appendHistory } from "../src/store/history.ts";
import { SLACK_CAPABILITIES } from "../src/surfaces/slack/capabilities.ts";
import type { Context } from "../src/use-cases/context.ts";
import { defineLetter } from "../src/use-cases/letters/define-letter.ts";
import { tell } from "../src/use-cases/letters/tell.ts";

type Happened = Parameters<typeof appendHistory>[1];

/** Compiled and never called. */
const misspelt = {
  verbOfButton: (button: Button): Button => ({
    ...button,
    // @ts-expect-error "raed" is no verb
    verb: "raed",
  }),
  verbInForm: (button: FormButton): FormButton => ({
    ...button,
    // @ts-expect-error "bakc" is no verb
    verb: "bakc",
  }),
  verbOfForm: (form: Form): Form => ({
    ...form,
    // @ts-expect-error "reqest" is no form's verb
    verb: "reqest",
  }),
  verbOfRow: (row: Command): Command => ({
    ...row,
    buttons: {
      // @ts-expect-error a row answers to no verb "tkae"
      tkae: async () => ({ kind: "nothing" }),
    },
  }),
  historyAction: (happened: Happened): Happened => ({
    ...happened,
    // @ts-expect-error "asign" is no action of the history
    action: "asign",
  }),
  dutyKind: (): RequestDutyKind[] => [
    "hostAnswer",
    // @ts-expect-error "hostAnwser" is no duty
    "hostAnwser",
  ],
  letters: async (context: Context, tx: Transaction, host: Organisation, at: DateTime) => {
    const request = requestId("");
    const about = { at, to: { side: host } };
    // Right in all, so that each line beneath is wrong in one thing.
    await tell(context, tx, "hostAsked", { ...about, ids: { request } });
    // @ts-expect-error "hostAskd" is no letter
    await tell(context, tx, "hostAskd", { ...about, ids: { request } });
    // @ts-expect-error its request is missing
    await tell(context, tx, "hostAsked", { ...about, ids: {} });
    // @ts-expect-error it is about a request and no draft
    await tell(context, tx, "hostAsked", { ...about, ids: { draft: request } });
    // @ts-expect-error a round's id is no request's
    await tell(context, tx, "hostAsked", { ...about, ids: { request: roundId("") } });
    // @ts-expect-error the host is asked, and not the Secretariat
    await tell(context, tx, "hostAsked", { at, to: "secretariat", ids: { request } });
  },
  pointers: () => [
    // @ts-expect-error "requets" is no pointer
    readPointer("requets", ""),
    // @ts-expect-error a pointer to a side names it
    pointer("assignment", { request: requestId(""), version: 1 }),
    // @ts-expect-error a round's id is no request's
    pointer("request", { id: roundId("") }),
  ],
};

/** A row without one of its parts, in each of the four tables. */
const incomplete = {
  states: (at: DateTime): Situation[] => [
    { state: "withdrawn", ending: { at, reason: "A storm" } },
    // @ts-expect-error a request that was withdrawn says why
    { state: "withdrawn" },
  ],
  actions: () => {
    const whole = {
      may: { host: "yes" },
      states: ["submitted"],
      likelyIn: [],
      asks: { reason: text({ most: 9, required: true }) },
      tells: ["sender"],
    } as const;
    const { may: _may, ...withoutRights } = whole;
    const { states: _states, ...withoutStates } = whole;
    const { asks: _asks, ...withoutQuestions } = whole;
    const { tells: _tells, ...withoutLetters } = whole;
    const change = (request: SentRequest) => done(request);
    return [
      row({ ...whole, change }),
      // @ts-expect-error what becomes of the request
      row(whole),
      // @ts-expect-error whose it is
      row({ ...withoutRights, change }),
      // @ts-expect-error in which states
      row({ ...withoutStates, change }),
      // @ts-expect-error what it asks
      row({ ...withoutQuestions, change }),
      // @ts-expect-error who hears of it
      row({ ...withoutLetters, change }),
      // @ts-expect-error it is likely in a state in which it can't be done
      row({ ...whole, likelyIn: ["host_declined"], change }),
      // @ts-expect-error it uses the answer to a question that it doesn't ask
      row({ ...whole, change: (request, { note }) => done({ ...request, note }) }),
    ];
  },
  letters: () => {
    const whole = { ids: {}, audience: ["side"], when: "atOnce", personal: false } as const;
    const { audience: _audience, ...toNobody } = whole;
    const { when: _when, ...atNoTime } = whole;
    const { personal: _personal, ...ofNobody } = whole;
    return [
      defineLetter(whole),
      // @ts-expect-error to whom it goes
      defineLetter(toNobody),
      // @ts-expect-error when
      defineLetter(atNoTime),
      // @ts-expect-error whether a colleague gets it in its receiver's place
      defineLetter(ofNobody),
    ];
  },
  duties: (): Ladder[] => [
    { owes: "host", steps: [on.workingDay(6).to("handler")] },
    // @ts-expect-error who owes it
    { steps: [] },
    // @ts-expect-error whom its step tells
    { owes: "host", steps: [on.workingDay(6)] },
  ],
};

void misspelt;
void incomplete;

test("every verb of a button and of a form is answered by a row", () => {
  const never = () => {
    throw new Error("no row calls anything before it is pressed");
  };
  const context = { database: undefined as never, newId: never, newSalt: never, systemNow: never };
  const commands = makeCommands(context, {
    fetchFile: never,
    readNotification: never,
    surface: SLACK_CAPABILITIES,
  });
  for (const verb of [...BUTTON_VERBS, ...FORM_VERBS])
    expect(commands.knows(verb), verb).toBe(true);
});
