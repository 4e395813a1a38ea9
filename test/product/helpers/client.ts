import { createHmac, randomUUID } from "node:crypto";
import { type FakeSlack, type Json, TEAM, type View } from "./fake-slack.ts";

export const SECRET = "5f0c1e6d2a9b48d7a3c1e0f9b8a76543";

export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly json: Json;
}

/** A call as it goes over the wire: the same one sent twice is a replay. */
export interface Signed {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface SignedAs {
  readonly secret?: string;
  /** Seconds since 1970. */
  readonly timestamp?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const FORM = "application/x-www-form-urlencoded";

export const signed = (body: string, as: SignedAs = {}): Signed => {
  const stamp = String(as.timestamp ?? Math.floor(Date.now() / 1000));
  const hmac = createHmac("sha256", as.secret ?? SECRET).update(`v0:${stamp}:${body}`);
  return {
    body,
    headers: {
      "content-type": as.type ?? FORM,
      "x-slack-request-timestamp": stamp,
      "x-slack-signature": `v0=${hmac.digest("hex")}`,
      ...as.headers,
    },
  };
};

export const send = async (url: string, { body, headers }: Signed): Promise<Answered> => {
  const response = await fetch(`${url}/slack/events`, { method: "POST", body, headers });
  const text = await response.text();
  const json = text.startsWith("{") ? (JSON.parse(text) as Json) : {};
  return { status: response.status, text, json };
};

/** Interactive payloads come as JSON in a form's field. */
export const inPayload = (payload: Json): string =>
  new URLSearchParams({ payload: JSON.stringify(payload) }).toString();

/** As Slack tells of a message in somebody's direct conversation with the bot; `event` overrides. */
export const messageEvent = (
  user: string,
  text: string,
  event: Json = {},
  eventId = `Ev${randomUUID().replaceAll("-", "")}`,
): Json => ({
  token: "not-looked-at",
  team_id: TEAM,
  api_app_id: "A0BCN",
  type: "event_callback",
  event_id: eventId,
  event_time: Math.floor(Date.now() / 1000),
  authorizations: [
    {
      enterprise_id: null,
      team_id: TEAM,
      user_id: "U0BOT",
      is_bot: true,
      is_enterprise_install: false,
    },
  ],
  is_ext_shared_channel: false,
  event: {
    type: "message",
    channel_type: "im",
    user,
    text,
    ts: stamp(),
    event_ts: stamp(),
    client_msg_id: randomUUID(),
    team: TEAM,
    channel: user.replace(/^U/, "D"),
    blocks: [],
    ...event,
  },
});

/** Slack's event, signed anew each time that it is sent; `retry`: its number, as Slack counts. */
export const eventCall = (event: Json, retry = 0): Signed =>
  signed(JSON.stringify(event), {
    type: "application/json",
    ...(retry > 0
      ? {
          timestamp: Math.floor(Date.now() / 1000) + retry,
          headers: { "x-slack-retry-num": `${retry}`, "x-slack-retry-reason": "http_timeout" },
        }
      : {}),
  });

type Typed = Readonly<Record<string, string | null>>;

/** A button on a message in a channel, pressed. */
export const messagePress = (
  slack: FakeSlack,
  { user, verb, id }: { user: string; verb: string; id: string },
): Json => ({
  type: "block_actions",
  user: { id: user, team_id: TEAM },
  team: { id: TEAM, domain: "npos" },
  channel: { id: "C0BCN", name: "bcn" },
  container: { type: "message", message_ts: "1700000000.000100", channel_id: "C0BCN" },
  enterprise: null,
  is_enterprise_install: false,
  trigger_id: "1.2.3",
  response_url: slack.apiUrl.replace("/api/", "/response"),
  actions: [{ type: "button", action_id: verb, block_id: "b", value: id, action_ts: stamp() }],
});

export interface Person {
  readonly user: string;
  commandCall(text: string): Signed;
  command(text: string): Promise<Answered>;
  /** Types a command that opens a form, and gives the form. */
  open(text: string): Promise<View>;
  /** `leave`: fields that Slack leaves out of the state altogether. */
  submitCall(view: View, typed?: Typed, more?: { leave?: readonly string[] }): Signed;
  submit(view: View, typed?: Typed): Promise<Submission>;
  pressCall(view: View, verb: string, typed?: Typed): Signed;
  /** Presses a button in a form, and gives what stands in the form then. */
  press(view: View, verb: string, typed?: Typed): Promise<View>;
  /** `at`: the platform's clock, such as "1700000000.000100". */
  typeCall(
    view: View,
    typed: Typed,
    more?: { at?: string; leave?: readonly string[]; metadata?: string },
  ): Signed;
  type(view: View, typed: Typed, more?: { at?: string; leave?: readonly string[] }): Promise<void>;
}

interface Submission {
  readonly errors: Json;
  /** What stands in the form's place; undefined when it was closed, or kept with errors. */
  readonly view: View | undefined;
}

/** What a person's Slack sends, built from what it was shown. */
export const makePerson = (slack: FakeSlack, product: { url: string }, user: string): Person => {
  const commandCall = (text: string): Signed =>
    signed(
      new URLSearchParams({
        team_id: TEAM,
        team_domain: "npos",
        channel_id: "C0BCN",
        channel_name: "bcn",
        user_id: user,
        user_name: "somebody",
        command: "/bcn",
        text,
        api_app_id: "A0BCN",
        is_enterprise_install: "false",
        response_url: slack.apiUrl.replace("/api/", "/response"),
        trigger_id: newTrigger(),
      }).toString(),
    );

  const common = (view: View, type: string, state: Json): Json => ({
    type,
    user: { id: user, username: "somebody", name: "somebody", team_id: TEAM },
    team: { id: TEAM, domain: "npos" },
    api_app_id: "A0BCN",
    enterprise: null,
    is_enterprise_install: false,
    trigger_id: newTrigger(),
    view: { ...view, team_id: TEAM, app_installed_team_id: TEAM, state: { values: state } },
  });

  const submitCall: Person["submitCall"] = (view, typed = {}, { leave = [] } = {}) =>
    signed(
      inPayload({
        ...common(view, "view_submission", stateOf(view, typed, leave)),
        response_urls: [],
      }),
    );

  const actionCall = (view: View, typed: Typed, leave: readonly string[], action: Json): Signed => {
    const container = { type: "view", view_id: view.id };
    const payload = common(view, "block_actions", stateOf(view, typed, leave));
    const actions = [{ action_ts: stamp(), ...action }];
    return signed(inPayload({ ...payload, container, actions }));
  };

  const pressCall: Person["pressCall"] = (view, verb, typed = {}) => {
    const button = buttonIn(view, verb);
    return actionCall(view, typed, [], {
      type: "button",
      action_id: verb,
      block_id: "b",
      value: button.value,
    });
  };

  const typeCall: Person["typeCall"] = (
    view,
    typed,
    { at = stamp(), leave = [], metadata } = {},
  ) => {
    const [field = ""] = Object.keys(typed);
    const { element } = inputOf(view, field);
    const action = { type: element.type, action_id: field, block_id: field, action_ts: at };
    const pointed = metadata === undefined ? view : { ...view, private_metadata: metadata };
    return actionCall(pointed, typed, leave, action);
  };

  const ok = async (call: Signed): Promise<Answered> => {
    const answered = await send(product.url, call);
    if (answered.status !== 200) throw new Error(`${answered.status}: ${answered.text}`);
    return answered;
  };

  return {
    user,
    commandCall,
    command: (text) => ok(commandCall(text)),
    open: async (text) => {
      const before = new Set(slack.views.keys());
      const { text: said } = await ok(commandCall(text));
      const isNew = ({ id }: View) => !before.has(id);
      return loaded(() => [...slack.views.values()].find(isNew), said);
    },
    submitCall,
    submit: async (view, typed = {}) => {
      const { json } = await ok(submitCall(view, typed));
      if (json.response_action === "errors") {
        return { errors: json.errors as Json, view: undefined };
      }
      if (json.response_action !== "update") return { errors: {}, view: undefined };
      slack.take(json.view as Json, view.id);
      return { errors: {}, view: await loaded(() => slack.views.get(view.id)) };
    },
    pressCall,
    press: async (view, verb, typed = {}) => {
      await ok(pressCall(view, verb, typed));
      return loaded(() => {
        const shown = slack.views.get(view.id);
        return shown?.hash === view.hash ? undefined : shown;
      });
    },
    typeCall,
    type: async (view, typed, more = {}) => void (await ok(typeCall(view, typed, more))),
  };
};

/** Every trigger that was handed out: none may be found in a log. */
export const triggers: string[] = [];
const newTrigger = (): string => {
  const trigger = randomUUID();
  triggers.push(trigger);
  return trigger;
};

/** Slack's own clock, never the same twice. */
let ticks = 0;
export const stamp = (atMillis = Date.now()): string => {
  ticks += 1;
  return `${Math.floor(atMillis / 1000)}.${String((atMillis % 1000) * 1000 + (ticks % 1000)).padStart(6, "0")}`;
};

/** What the form shows once it is no longer the loading form. */
const loaded = (find: () => View | undefined, said = ""): Promise<View> =>
  eventually(() => {
    const view = find();
    return view && !textOf(view.blocks).startsWith(LOADING) ? view : undefined;
  }, `No form was shown. ${said}`);

const LOADING = "One moment, please";
/** Ends what hangs: a limit that is promised is measured by who tests it. */
const TIMEOUT_MS = 60_000;

/** Looks again and again until there is something; throws with `complaint` after a minute. */
export async function eventually<Value>(
  look: () => Value | undefined | Promise<Value | undefined>,
  complaint = "It never happened",
  timeoutMs = TIMEOUT_MS,
): Promise<Value> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(complaint);
    await pause(20);
  }
}

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

interface InputBlock extends Json {
  readonly block_id: string;
  readonly element: Json & { readonly type: string; readonly action_id: string };
}

const inputsOf = ({ blocks }: View): InputBlock[] =>
  blocks.filter((block): block is InputBlock => block.type === "input");

const fieldOf = ({ element }: InputBlock): string => element.action_id;

export const fieldsOf = (view: View): string[] => inputsOf(view).map(fieldOf);

const inputOf = (view: View, field: string): InputBlock => {
  const found = inputsOf(view).find((block) => fieldOf(block) === field);
  if (!found) throw new Error(`The form has no ${field}: ${fieldsOf(view).join(", ")}`);
  return found;
};

/** What an input shows when the form opens. */
export const shownIn = (view: View, field: string): unknown => {
  const { element } = inputOf(view, field);
  const { initial_value, initial_date, initial_option } = element;
  return initial_value ?? initial_date ?? (initial_option as Json | undefined)?.value ?? null;
};

/** `view.state.values`: what was typed, otherwise what stood there. */
function stateOf(view: View, typed: Typed, leave: readonly string[]): Json {
  for (const field of Object.keys(typed)) inputOf(view, field);
  return Object.fromEntries(
    inputsOf(view)
      .filter((block) => !leave.includes(fieldOf(block)))
      .map((block) => {
        const field = fieldOf(block);
        const value = field in typed ? typed[field] : shownIn(view, field);
        return [block.block_id, { [field]: stateValue(block.element, value ?? null) }];
      }),
  );
}

function stateValue({ type, options, initial_options }: Json, value: unknown): Json {
  switch (type) {
    case "datepicker":
      return { type, selected_date: value };
    case "static_select":
    case "radio_buttons": {
      const option = (options as Json[]).find((one) => one.value === value) ?? null;
      if (value !== null && option === null) throw new Error(`Not offered: ${String(value)}`);
      return { type, selected_option: option };
    }
    case "multi_static_select":
      return { type, selected_options: initial_options ?? [] };
    case "file_input":
      return { type, files: value === null ? [] : [{ id: value }] };
    default:
      return { type, value };
  }
}

const buttonIn = ({ blocks }: View, verb: string): Json => {
  const found = blocks
    .flatMap((block) => [...((block.elements as Json[]) ?? []), (block.accessory as Json) ?? {}])
    .find(({ action_id }) => action_id === verb);
  if (!found) throw new Error(`The form has no button ${verb}`);
  return found;
};

/** All that is read in a form or message. */
export const textOf = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(textOf).join("\n");
  if (typeof value !== "object" || value === null) return "";
  return Object.entries(value)
    .map(([key, inner]) => (key === "text" && typeof inner === "string" ? inner : textOf(inner)))
    .filter(Boolean)
    .join("\n");
};
