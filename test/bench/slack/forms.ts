/** How soon a form opens: from a call's first byte until the stand-in has `views.open` before it. */
import type { Drafts } from "./calls.ts";
import { connectTo, exchange, ready, sendEvery } from "./load.ts";
import type { Measured } from "./measured.ts";
import type { Stage } from "./stage.ts";

const EVERY_MILLIS = 20;
const FORMS = 500;
const WARM_UP_FORMS = 50;

/**
 * Milliseconds, of each form: `/bcn request`, which reads who asks, the programme and the draft, at
 * 50 a second. The way to the product counts in, so the product itself is a little quicker.
 */
export const measureForms = async (
  { slack }: Stage,
  { url }: Measured,
  drafts: Drafts,
): Promise<readonly number[]> => {
  const connections = await Promise.all(drafts.map(() => connectTo(url)));
  const sentAt = new Map<string, number>();
  const calls = Array.from({ length: WARM_UP_FORMS + FORMS }, (_, index) => {
    const signed = drafts[index % drafts.length]?.person.commandCall("request");
    if (!signed) throw new Error("There is nobody to call");
    return {
      call: ready(signed),
      trigger: new URLSearchParams(signed.body).get("trigger_id") ?? "",
    };
  });
  await sendEvery(EVERY_MILLIS, calls, async ({ call, trigger }, index) => {
    const socket = connections[index % connections.length];
    if (!socket) throw new Error("There is no connection");
    sentAt.set(trigger, performance.timeOrigin + performance.now());
    await exchange(socket, call);
  });
  for (const socket of connections) socket.destroy();
  const opened = slack.called.filter(({ method }) => method === "views.open");
  const millis = calls.slice(WARM_UP_FORMS).map(({ trigger }) => {
    const found = opened.find(({ args }) => args.trigger_id === trigger);
    return (found?.atMillis ?? Number.NaN) - (sentAt.get(trigger) ?? Number.NaN);
  });
  if (millis.some(Number.isNaN)) throw new Error("Not every form was opened");
  return millis;
};
