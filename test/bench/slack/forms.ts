/** How soon a form opens: from a call's first byte until the stand-in has `views.open` before it. */
import type { Drafts } from "./calls.ts";
import { connectTo, exchange, ready, sendAll, sendEvery } from "./load.ts";
import type { Measured } from "./measured.ts";
import type { Stage } from "./stage.ts";

const EVERY_MILLIS = 20;
const FORMS = 500;
/** As fast as they are answered. V8 goes on optimising for as long, as it does for other calls. */
const WARM_UP_FORMS = 2_000;
const WARM_UP_CONNECTIONS = 4;

/**
 * Milliseconds, of each form: `/bcn request`, which reads who asks, the programme and the draft, at
 * 50 a second. The way to the product counts in, so the product itself is a little quicker.
 */
export const measureForms = async (
  { slack }: Stage,
  { url }: Measured,
  drafts: Drafts,
): Promise<readonly number[]> => {
  const warmUp = askForForms(WARM_UP_FORMS, drafts).map(({ call }) => call);
  await sendAll(url, warmUp, WARM_UP_CONNECTIONS);
  const calls = askForForms(FORMS, drafts);
  const connections = await Promise.all(drafts.map(() => connectTo(url)));
  const sentAt = new Map<string, number>();
  await sendEvery(EVERY_MILLIS, calls, async ({ call, trigger }, index) => {
    const socket = connections[index % connections.length];
    if (!socket) throw new Error("There is no connection");
    sentAt.set(trigger, performance.timeOrigin + performance.now());
    await exchange(socket, call);
  });
  for (const socket of connections) socket.destroy();
  const opened = new Map(slack.called.map(({ args, atMillis }) => [args.trigger_id, atMillis]));
  const millis = calls.map(
    ({ trigger }) => (opened.get(trigger) ?? Number.NaN) - (sentAt.get(trigger) ?? Number.NaN),
  );
  if (millis.some(Number.isNaN)) throw new Error("Not every form was opened");
  return millis;
};

const askForForms = (count: number, drafts: Drafts) =>
  Array.from({ length: count }, (_, index) => {
    const signed = drafts[index % drafts.length]?.person.commandCall("request");
    if (!signed) throw new Error("There is nobody to call");
    const trigger = new URLSearchParams(signed.body).get("trigger_id") ?? "";
    return { call: ready(signed), trigger };
  });
