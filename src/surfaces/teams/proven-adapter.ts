import { TeamsAdapter } from "@microsoft/teams-ai";
import {
  ActivityTypes,
  type Activity as AnyActivity,
  INVOKE_RESPONSE_KEY,
  type InvokeResponse,
  TurnContext,
} from "botbuilder";
import type { GuardedActivity } from "./http/guard.ts";

/**
 * The library's adapter behind our own door: what it is given is proven already, and its own
 * validation, which takes too much, is never asked. It has no way of its own to Microsoft.
 */
export class ProvenAdapter extends TeamsAdapter {
  /** What is to be answered: a status, and for an invoke its body. */
  async answer(
    call: GuardedActivity,
    logic: (context: TurnContext) => Promise<unknown>,
  ): Promise<InvokeResponse> {
    // Of the library's own shape, but for the time, which stays the text that came.
    const context = new TurnContext(this, call.activity as object as Partial<AnyActivity>);
    await this.runMiddleware(context, async (turn) => void (await logic(turn)));
    const answer = context.turnState.get(INVOKE_RESPONSE_KEY)?.value;
    return answer ?? { status: call.activity.type === ActivityTypes.Invoke ? 501 : 200 };
  }
}
