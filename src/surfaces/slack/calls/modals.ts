import { type types, webApi } from "@slack/bolt";
import type { SlackClient } from "../sending/clients.ts";

export interface Modals {
  /** Opens a view; its id. The trigger is good for one view within 3 s of the press. */
  open(triggerId: string, view: types.ModalView): Promise<string>;
  /**
   * Draws a view anew. False when the person closed it meanwhile. With the hash of what they saw
   * Slack tells when something else drew it since.
   */
  update(viewId: string, view: types.ModalView, hash?: string): Promise<boolean>;
  /** Draws it only over what they saw: what was drawn since, such as another page, stays. */
  updateUnchanged(viewId: string, view: types.ModalView, hash: string): Promise<void>;
}

export const makeModals = (client: SlackClient): Modals => ({
  async open(triggerId, view) {
    const { view: opened } = await client.views.open({ trigger_id: triggerId, view });
    return opened?.id ?? "";
  },

  // What is drawn comes from the draft, and that keeps the newest of everything: so after a
  // conflict this one is drawn over the other rather than lost.
  async update(viewId, view, hash) {
    const asked = { view_id: viewId, view };
    const answer = await drawn(client, hash ? { ...asked, hash } : asked);
    return (answer === "hash_conflict" ? await drawn(client, asked) : answer) === "ok";
  },

  async updateUnchanged(viewId, view, hash) {
    await drawn(client, { view_id: viewId, view, hash });
  },
});

const EXPECTED = ["hash_conflict", "not_found"] as const;

async function drawn(
  client: SlackClient,
  asked: webApi.ViewsUpdateArguments,
): Promise<"ok" | (typeof EXPECTED)[number]> {
  try {
    await client.views.update(asked);
    return "ok";
  } catch (error) {
    const reason = error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined;
    const expected = EXPECTED.find((one) => one === reason);
    if (!expected) throw error;
    return expected;
  }
}
