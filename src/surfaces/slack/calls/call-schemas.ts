/**
 * What we use of Slack's calls, and no more: other keys are dropped. As lax as Slack is: `null`, an
 * empty id and a missing key are the same, and all text is made storable.
 * https://docs.slack.dev/reference/interaction-payloads
 */
import { z } from "zod";
import { storableString as text } from "../../shared/given.ts";

/** Slack's longest id, action or block id. */
const LONGEST_NAME = 255;

const id = z.string().regex(/^\w[\w-]{0,63}$/);

/** Made of ASCII, ours or of Slack's own making ("b4=+/"), and fit for a key of an object. */
const name = z
  .string()
  .max(LONGEST_NAME)
  .regex(/^(?!__proto__)[!-~]*$/);

const absent = (value: unknown): unknown => (value === null || value === "" ? undefined : value);
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(absent, schema.optional());
const textOrNone = z.preprocess(absent, text.default(""));

const optionalId = optional(id);
/** Of a Grid organisation; a workspace's would make one account of two people's. */
const enterpriseId = id.regex(/^E/);
const optionalEnterpriseId = optional(enterpriseId);
/** One that can't be used is as good as none: the answer goes into the direct message. */
const responseUrl = optional(z.url({ protocol: /^https?$/ })).catch(undefined);
const isEnterpriseInstall = z.union([z.boolean(), z.string()]).optional().catch(undefined);

export const command = z
  .object({
    command: z.string().regex(/^\/\S{1,50}$/),
    text: textOrNone,
    user_id: id,
    team_id: optionalId,
    enterprise_id: optionalEnterpriseId,
    channel_id: optionalId,
    channel_name: textOrNone,
    trigger_id: textOrNone,
    response_url: responseUrl,
    is_enterprise_install: isEnterpriseInstall,
  })
  .refine((call) => call.team_id ?? call.enterprise_id, { path: ["team_id"] });

const person = {
  user: z.object({ id, team_id: optionalId }),
  team: optional(z.object({ id, enterprise_id: optionalEnterpriseId })),
  enterprise: optional(z.object({ id: enterpriseId })),
  is_enterprise_install: isEnterpriseInstall,
  trigger_id: textOrNone,
};

interface FromSomewhere {
  readonly user: { readonly team_id?: string | undefined };
  readonly team?: object | undefined;
  readonly enterprise?: object | undefined;
}

const isFromSomewhere = ({ user, team, enterprise }: FromSomewhere): boolean =>
  Boolean(team ?? enterprise ?? user.team_id);

/** Years that PostgreSQL and a calendar have. */
const day = z.iso.date().regex(/^(19|2\d)/);
// An option and what we drew go back to Slack whole when a view is drawn anew.
const option = z.looseObject({ value: optional(text) });
const drawn = z.looseObject({ type: z.string() });
const block = drawn
  .extend({ block_id: optional(name), element: optional(drawn) })
  .refine(({ type, element }) => type !== "input" || element !== undefined, { path: ["element"] });

const stateValue = z.object({
  type: z.string(),
  value: optional(text),
  selected_date: optional(day),
  selected_option: optional(option),
  selected_options: optional(z.array(option)),
  files: optional(z.array(z.union([id, z.object({ id })]))),
});

const view = z.object({
  id: name,
  type: z.string(),
  hash: optional(name),
  callback_id: z.preprocess(absent, name.default("")),
  private_metadata: textOrNone,
  app_installed_team_id: optionalId,
  title: optional(drawn),
  submit: optional(drawn),
  close: optional(drawn),
  blocks: z.preprocess(absent, z.array(block).default([])),
  state: z.preprocess(
    absent,
    z
      .object({
        values: z.preprocess(
          absent,
          z.record(name, z.record(name, stateValue)).default(() => ({})),
        ),
      })
      .default(() => ({ values: {} })),
  ),
});

/** Seconds and microseconds; one that isn't such is as good as none. */
const actionTs = optional(z.string().regex(/^\d{1,10}(\.\d{1,6})?$/)).catch(undefined);
const action = z.object({
  type: z.string(),
  action_id: name,
  value: optional(text),
  action_ts: actionTs,
});

export const blockActions = z
  .object({
    ...person,
    type: z.literal("block_actions"),
    channel: optional(z.object({ id, name: optional(text) })),
    view: optional(view),
    response_url: responseUrl,
    actions: z.array(action).min(1),
  })
  .refine(isFromSomewhere, { path: ["team"] });

export const viewSubmission = z
  .object({
    ...person,
    type: z.literal("view_submission"),
    view,
    response_urls: optional(z.array(z.object({ response_url: responseUrl }))),
  })
  .refine(isFromSomewhere, { path: ["team"] });

/** None of our forms asks for them; whoever does is answered that there are none. */
export const blockSuggestion = z
  .object({ ...person, type: z.literal("block_suggestion") })
  .refine(isFromSomewhere, { path: ["team"] });

// Bolt takes an authorization's null for "not said", and a missing key for an answer.
const orNull = (schema: z.ZodType<string>) =>
  z.preprocess((value) => absent(value) ?? null, schema.nullable());
const authorization = z.object({
  team_id: orNull(id),
  enterprise_id: orNull(enterpriseId),
  is_enterprise_install: z.boolean().optional().catch(undefined),
});

/** Seconds since 1970. */
const eventTime = z.number().int().positive().max(9_999_999_999).optional().catch(undefined);

/** A message in the direct conversation, or one that mentions the app. */
const written = {
  user: id,
  channel: id,
  text: textOrNone,
  ts: actionTs,
  thread_ts: actionTs,
  user_team: optionalId,
  team: optionalId,
  files: optional(z.array(z.object({ id }))),
};

/** Of those that people wrote to us themselves: `event_id` is the same as often as Slack tells of one. */
export type WrittenCall = z.infer<(typeof events)["message"]>;

/**
 * `team_id` from wherever it stands: `app_uninstalled` has come without its own. Of an organisation-wide
 * installation it is the workspace by which we hear of it, and in a channel that is shared with another
 * company not the other's; what concerns all of it has its own id.
 */
const eventWith = <Event extends z.ZodRawShape>(event: Event) =>
  z
    .object({
      type: z.literal("event_callback"),
      event_id: optionalId,
      event_time: eventTime,
      team_id: optionalId,
      context_team_id: optionalId,
      is_ext_shared_channel: z.boolean().optional().catch(undefined),
      enterprise_id: optionalEnterpriseId,
      authorizations: optional(z.array(authorization).min(1)).catch(undefined),
      event: z.object({ ...event, team_id: optionalId }),
    })
    .transform((call) => {
      const [first] = call.authorizations ?? [];
      const event = call.event as { readonly team_id?: string };
      const { context_team_id: heardBy, is_ext_shared_channel: isShared, ...rest } = call;
      if (first?.is_enterprise_install && first.enterprise_id) {
        const team = heardBy ?? (isShared ? undefined : call.team_id);
        return { ...rest, team_id: first.team_id ?? team ?? first.enterprise_id };
      }
      return { ...rest, team_id: call.team_id ?? first?.team_id ?? event.team_id };
    });

/** The events that we listen to. */
export const events = {
  app_home_opened: eventWith({
    type: z.literal("app_home_opened"),
    user: id,
    tab: optional(z.string()),
  }),
  app_mention: eventWith({ type: z.literal("app_mention"), ...written }),
  message: eventWith({ type: z.literal("message"), ...written }),
  app_uninstalled: eventWith({ type: z.literal("app_uninstalled") }),
  tokens_revoked: eventWith({
    type: z.literal("tokens_revoked"),
    tokens: z.preprocess(absent, z.object({ bot: optional(z.array(z.string())) }).default({})),
  }),
};

/** Slack's challenges have some fifty characters. */
export const verification = z.object({ challenge: z.string().max(1000) });
