import type { HomeToPublish, Published } from "../../../messages/home/home-publishing.ts";
import { renderHome } from "../rendering/render-home.ts";
import { digestOf } from "./digest.ts";
import type { SendingDeps } from "./send.ts";

/**
 * Draws a home anew where it was posted last, unless the same stands there already: `hash` is that
 * message's id. One that isn't there any more is left until its person asks for another one.
 */
export function makeTeamsPublishHome({ connector, conversations, opensForm }: SendingDeps) {
  return async ({
    workspace,
    user,
    home,
    digest: before,
    hash,
  }: HomeToPublish): Promise<Published> => {
    const known = await conversations.find(workspace, user);
    if (hash === null || known?.conversation === undefined)
      return { kind: "refused", reason: "not_posted" };
    const activity = renderHome(home, opensForm);
    const digest = digestOf(activity);
    if (digest === before) return { kind: "published", digest, hash };
    const to = { serviceUrl: known.serviceUrl, conversation: known.conversation };
    const done = await connector.put(to, hash, activity);
    switch (done.kind) {
      case "done":
        return { kind: "published", digest, hash };
      case "lost":
        return { kind: "conflict" };
      // It may be repeated, and the message is still that one.
      case "unknown":
        return { kind: "later", afterSeconds: 30, scope: "conversation", reason: done.reason };
      case "later":
      case "refused":
        return done;
    }
  };
}
