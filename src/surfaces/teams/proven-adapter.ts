import { TeamsAdapter } from "@microsoft/teams-ai";
import {
  ActivityTypes,
  type Activity as AnyActivity,
  INVOKE_RESPONSE_KEY,
  type InvokeResponse,
  TurnContext,
} from "botbuilder";
import type { GuardedActivity } from "./http/guard.ts";

const CALL = Symbol("call");

/**
 * The library's adapter behind our own door: what it is given is proven already, and its own
 * validation, which takes too much, is never asked. What we say goes out by our own connector.
 */
export class ProvenAdapter extends TeamsAdapter {
  /** What is to be answered: a status, and for an invoke its body. */
  async answer(
    call: GuardedActivity,
    logic: (context: TurnContext) => Promise<unknown>,
  ): Promise<InvokeResponse> {
    // Of the library's own shape, but for the time, which stays the text that came.
    const context = new TurnContext(this, call.activity as object as Partial<AnyActivity>);
    context.turnState.set(CALL, call);
    await this.runMiddleware(context, async (turn) => void (await logic(turn)));
    const answer = context.turnState.get(INVOKE_RESPONSE_KEY)?.value;
    return answer ?? { status: call.activity.type === "invoke" ? 501 : 200 };
  }

  override async sendActivities(context: TurnContext, [activity]: Partial<AnyActivity>[]) {
    if (activity?.type !== ActivityTypes.InvokeResponse)
      throw new Error("The library says nothing by itself");
    context.turnState.set(INVOKE_RESPONSE_KEY, activity);
    return [];
  }
}

/** What came through our door in this turn. */
export const callOf = (context: TurnContext): GuardedActivity => context.turnState.get(CALL);
