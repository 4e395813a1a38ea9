/** People who open their draft and press *Send request* until they see that it was received. */
import { pause, textOf } from "../../product/helpers/client.ts";
import type { Json } from "../../product/helpers/fake-slack.ts";
import type { Sender } from "./parties.ts";
import type { Slack } from "./slack.ts";

export interface Load {
  readonly slack: Slack;
  readonly senders: readonly Sender[];
  /** So many at a time. */
  readonly atOnce: number;
  /** Is told before each sender begins: 1, 2, 3 … */
  readonly onBegin?: (count: number) => void;
}

const TIMEOUT_MS = 240_000;
/** Until a form that has loaded for so long is given up. */
const FORM_TIMEOUT_MS = 5_000;
/** As long as a person looks at an error before trying again. */
const AGAIN_AFTER_MS = 1000;
const LOOK_EVERY_MS = 100;

/** Ends when everyone has seen the receipt; throws when somebody has not after four minutes. */
export const sendAll = async ({ slack, senders, atOnce, onBegin }: Load): Promise<void> => {
  let begun = 0;
  const work = async (): Promise<void> => {
    for (;;) {
      const sender = senders[begun];
      if (!sender) return;
      begun += 1;
      onBegin?.(begun);
      await sendUntilReceived(slack, sender);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
};

const sendUntilReceived = async (slack: Slack, sender: Sender): Promise<void> => {
  const givesUpAt = performance.now() + TIMEOUT_MS;
  while (!slack.gate.acknowledged.has(sender.draft)) {
    if (performance.now() > givesUpAt) throw new Error(`${sender.as} never saw a receipt`);
    await pressSend(slack, sender);
    if (!slack.gate.acknowledged.has(sender.draft)) await pause(AGAIN_AFTER_MS);
  }
};

/** In the form that stands open; opened by the command when there is none, or none to send. */
const pressSend = async (slack: Slack, sender: Sender): Promise<void> => {
  const { as, conversation } = sender;
  const view = await settledForm(slack, as);
  if (view && isEmptyForm(view)) {
    // The draft is gone, so it was sent, though nobody could say so: the receipt will.
    const number = await numberInReceipt(slack, sender);
    if (number) slack.gate.note(sender.draft, number);
  } else if (view?.submit) {
    await slack.control("view/submit", { as, viewId: view.id, values: view.values });
    const number = numberIn(await settledForm(slack, as));
    if (number) slack.gate.note(sender.draft, number);
  } else {
    await slack.control("message", { as, conversation, text: "/bcn request" });
  }
};

interface LocalView {
  readonly id: string;
  readonly submit: string | null;
  readonly values: Json;
  readonly blocks: readonly unknown[];
}

/** What stands there once it is no longer "One moment, please"; that too, when it stays. */
const settledForm = async (slack: Slack, as: string): Promise<LocalView | undefined> => {
  const givesUpAt = performance.now() + FORM_TIMEOUT_MS;
  for (;;) {
    const { views } = await slack.control(`state?as=${as}`);
    const view = (views as LocalView[]).at(-1);
    const isSettled = !view || view.submit !== null || numberIn(view) !== undefined;
    if (isSettled || performance.now() > givesUpAt) return view;
    await pause(LOOK_EVERY_MS);
  }
};

/** The first step of another draft: a whole one opens at the last step. */
const isEmptyForm = ({ values }: LocalView): boolean => JSON.stringify(values).includes('"host"');

const numberInReceipt = async (
  slack: Slack,
  { as, conversation }: Sender,
): Promise<string | undefined> => {
  const { messages } = await slack.control(`messages?as=${as}&conversation=${conversation}`);
  const letters = (messages as LocalMessage[]).filter(({ ephemeral }) => !ephemeral);
  return /BCN-\d{4}-\d{3,}/.exec(letters.map(({ text }) => text).join("\n"))?.[0];
};

interface LocalMessage {
  readonly text: string;
  readonly ephemeral: boolean;
}

const numberIn = (view: LocalView | undefined): string | undefined =>
  /BCN-\d{4}-\d{3,}/.exec(textOf(view?.blocks))?.[0];
