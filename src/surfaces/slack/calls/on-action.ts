import type { BlockAction, SlackActionMiddlewareArgs } from "@slack/bolt";
import { PAGE_PREFIX } from "../rendering/render-buttons.ts";
import { answerInForm } from "./answer-in-form.ts";
import { answerOutsideForm } from "./answer-outside-form.ts";
import { arrivalOf } from "./arrival.ts";
import {
  authorized,
  type CallContext,
  isInstalled,
  type ListenerDeps,
  modalsOf,
} from "./call-context.ts";
import { accountOf, openFormOf, placeOf } from "./callers.ts";
import { answerTo } from "./respond.ts";
import { sayBesideMessage, sayInHome } from "./say-outside-form.ts";

/** A button, on a message, in the home or in a form, or an input of a form that was changed. */
export async function onAction(
  { body }: SlackActionMiddlewareArgs<BlockAction>,
  context: CallContext,
  deps: ListenerDeps,
): Promise<void> {
  const during = `${body.actions.map(({ action_id }) => action_id).join(", ")} of ${body.user.id}`;
  const { acknowledgement } = context;
  const modals = modalsOf(context, deps);
  const shared = { during, acknowledgement, modals };
  const button = buttonOf(body);
  const form = formViewOf(body);

  if (button?.action_id.startsWith(PAGE_PREFIX) || !canBeAnswered(body, context)) {
    await acknowledgement.give();
  } else if (button) {
    const work = authorized(context, deps, () =>
      deps.commands.pressed(pressOf(body, button, context)),
    );
    if (form) return answerInForm({ ...shared, work, view: form, isKeystroke: false }, deps);
    const { trigger_id: triggerId } = body;
    const say = sayFor(body, { ...shared, triggerId }, context, deps);
    await answerOutsideForm({ ...shared, work, triggerId, say }, deps);
  } else if (form) {
    const changed = { ...callOf(body, context), form: openFormOf(form) };
    const work = authorized(context, deps, () => deps.commands.changed(changed));
    await answerInForm({ ...shared, work, view: form, isKeystroke: true }, deps);
  } else {
    await acknowledgement.give();
  }
}

/** Without a token only a `response_url` leads to the person: nothing can be drawn in a form or home. */
const canBeAnswered = ({ response_url: url }: BlockAction, context: CallContext): boolean =>
  isInstalled(context) || Boolean(url);

/** The home is a view too, but no form: nothing is filled in there, and nothing takes its place. */
const formViewOf = ({ view }: BlockAction): BlockAction["view"] =>
  view?.type === "home" ? undefined : view;

type Shared = Omit<Parameters<typeof sayInHome>[0], "client" | "user" | "loading">;

const sayFor = (
  { view, user, response_url: responseUrl }: BlockAction,
  shared: Shared,
  { workspaceToken }: CallContext,
  { clients, loading }: ListenerDeps,
) => {
  const client = clients.interactive(workspaceToken ?? "");
  if (!view)
    return sayBesideMessage(shared.acknowledgement, answerTo(responseUrl, user.id, client));
  return sayInHome({ ...shared, client, user: user.id, loading });
};

interface PressedButton {
  readonly action_id: string;
  readonly value?: string;
}

const buttonOf = ({ actions }: BlockAction): PressedButton | undefined =>
  actions.find((action) => action.type === "button");

const callOf = (body: BlockAction, context: CallContext) => ({
  account: accountOf(body, context.arrived),
  place: placeOf(context, body.view ? undefined : body.channel),
  arrival: arrivalOf(
    context.arrived,
    body.actions.map(({ action_ts }) => action_ts),
  ),
});

const pressOf = (body: BlockAction, button: PressedButton, context: CallContext) => {
  const form = formViewOf(body);
  return {
    ...callOf(body, context),
    verb: button.action_id,
    id: button.value ?? "",
    ...(form ? { form: openFormOf(form) } : {}),
  };
};
