import { type types, webApi } from "@slack/bolt";
import type { SlackClient } from "./clients.ts";

export interface Modals {
  /** Opens a view; its id. The trigger is good for one view within 3 s of the press. */
  open(triggerId: string, view: types.ModalView): Promise<string>;
  /** Draws a view anew; with a hash only if nothing else has drawn it since. */
  update(viewId: string, view: types.ModalView, hash?: string): Promise<void>;
}

export const makeModals = (client: SlackClient): Modals => ({
  async open(triggerId, view) {
    const { view: opened } = await client.views.open({ trigger_id: triggerId, view });
    return opened?.id ?? "";
  },

  // What is drawn comes from the draft, and that keeps the newest of everything: so after a
  // conflict this one is drawn over the other rather than lost.
  async update(viewId, view, hash) {
    try {
      await client.views.update({ view_id: viewId, view, ...(hash ? { hash } : {}) });
    } catch (error) {
      if (!hash || !isHashConflict(error)) throw error;
      await client.views.update({ view_id: viewId, view });
    }
  },
});

const isHashConflict = (error: unknown): boolean =>
  error instanceof webApi.WebAPIPlatformError && error.data.error === "hash_conflict";
