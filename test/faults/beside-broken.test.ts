import { afterAll, beforeAll, expect, test } from "vitest";
import {
  inPayload,
  messagePress,
  type Signed,
  send,
  signed,
  textOf,
} from "../product/helpers/client.ts";
import { type Json, TEAM } from "../product/helpers/fake-slack.ts";
import {
  ADMIN,
  BANGLADESH,
  FIJI,
  fillIn,
  JAPAN,
  openProduct,
  type Running,
} from "../product/helpers/open-product.ts";
import { print, secondsSince } from "./helpers/figures.ts";

let running: Running;
beforeAll(async () => {
  running = await openProduct();
});
afterAll(() => running?.close());

const ROUNDS = 100;
const STRANGER = "U0STRANGER";
const HONEST: readonly (readonly [string, string])[] = [
  [FIJI, "requests"],
  [FIJI, "owed"],
  [FIJI, "help"],
  ["U0FJBACKUP", "requests"],
  [JAPAN, "requests"],
  [JAPAN, "closing"],
  [BANGLADESH, "help"],
  [BANGLADESH, "closing"],
  [ADMIN, "help"],
  [ADMIN, "requests"],
  [STRANGER, "help"],
  [STRANGER, "requests"],
];

const ask = async ([user, text]: readonly [string, string]): Promise<string> => {
  const {
    status,
    text: body,
    json,
  } = await send(running.product.url, running.person(user).commandCall(text));
  return `${status} ${textOf(json) || body}`;
};

/** What a broken call has in the place of an id, of a date, of a number, of a text. */
const BROKEN: readonly unknown[] = [
  undefined,
  null,
  7,
  1e300,
  true,
  {},
  { toString: null },
  [],
  ["U1"],
  "",
  "U\u0000",
  "U\ud800",
  "99999-99-99",
  "-271821-04-19T23:59:59.999Z",
  "9".repeat(400),
];

interface Place {
  readonly call: () => Json;
  readonly path: readonly (string | number)[];
}

test("nobody's call is answered wrongly or fails beside calls that are broken", async () => {
  const fiji = running.person(FIJI);
  const view = await fillIn(fiji);
  const bangladesh = running.person(BANGLADESH);
  const typing = await bangladesh.open("request new");
  await bangladesh.type(typing, { topic: "Kaizen" });
  const payloadOf = ({ body }: Signed): Json =>
    JSON.parse(new URLSearchParams(body).get("payload") ?? "{}");
  const submission = () => payloadOf(fiji.submitCall(view));
  const keystroke = () => payloadOf(bangladesh.typeCall(typing, { topic: "Kaizen" }));
  const press = () =>
    messagePress(running.slack, { user: FIJI, verb: "take", id: crypto.randomUUID() });
  const opened = (): Json => ({
    type: "event_callback",
    team_id: TEAM,
    api_app_id: "A0BCN",
    event_id: `Ev${crypto.randomUUID()}`,
    event_time: Math.floor(Date.now() / 1000),
    event: { type: "app_home_opened", user: FIJI, tab: "home", channel: "D0FIJI" },
  });
  const places: readonly Place[] = [
    { call: press, path: ["user", "id"] },
    { call: press, path: ["user"] },
    { call: press, path: ["actions", 0, "value"] },
    { call: press, path: ["actions", 0, "action_ts"] },
    { call: press, path: ["team", "id"] },
    { call: submission, path: ["user", "id"] },
    { call: submission, path: ["view", "private_metadata"] },
    { call: keystroke, path: ["user", "id"] },
    { call: keystroke, path: ["view", "id"] },
    { call: keystroke, path: ["view", "private_metadata"] },
    { call: keystroke, path: ["view", "state", "values"] },
    { call: keystroke, path: ["actions", 0, "action_ts"] },
    { call: opened, path: ["event", "user"] },
    { call: opened, path: ["team_id"] },
  ];
  const brokenCall = (turn: number): Signed => {
    const place = places[turn % places.length];
    if (!place) throw new Error("No call to break");
    const payload = place.call();
    const value = BROKEN[Math.floor(turn / places.length) % BROKEN.length];
    put(payload, place.path, place.path.at(-1) === "private_metadata" ? pointerTo(value) : value);
    return "event" in payload
      ? signed(JSON.stringify(payload), { type: "application/json" })
      : signed(inPayload(payload));
  };

  const alone: string[] = [];
  for (const one of HONEST) alone.push(await ask(one));
  expect(new Set(alone).size).toBeGreaterThanOrEqual(7);

  const beganMs = performance.now();
  const wrong: string[] = [];
  const statuses = new Map<number, number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const broken = [0, 1, 2, 3].map(async (place) => {
      const { status } = await send(running.product.url, brokenCall(4 * round + place));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    });
    const said = await Promise.all(HONEST.map(ask));
    await Promise.all(broken);
    wrong.push(...said.filter((one, place) => one !== alone[place]));
  }
  const faults = running.product.log.filter((line) => line.includes('"level":50')).length;
  print("beside broken calls", {
    honest: ROUNDS * HONEST.length,
    wrong: wrong.length,
    "faults logged": faults,
    ...Object.fromEntries([...statuses].map(([status, times]) => [`broken ${status}`, times])),
    took: secondsSince(beganMs),
  });
  expect(wrong).toEqual([]);
  expect((await fetch(`${running.product.url}/readyz`)).status).toBe(200);
});

/** Sets what stands there; `undefined` takes it out, as the wire has no such value. */
const put = (payload: Json, path: readonly (string | number)[], value: unknown): void => {
  const inner = path.slice(0, -1).reduce((at: unknown, key) => (at as Json)[key], payload);
  (inner as Record<string | number, unknown>)[path.at(-1) ?? ""] = value;
};

/** A form's own pointer, with something else in the place of its draft. */
const pointerTo = (value: unknown): string => JSON.stringify({ draft: value, step: "check" });
