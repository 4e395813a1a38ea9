import type { Delivered, Refused } from "../delivery.ts";
import type { Home } from "./home-page.ts";

/** What the job asks of a platform: show this home to this person. */
export interface HomeToPublish {
  readonly workspace: string;
  readonly user: string;
  readonly home: Home;
  /** Of what was published last; null where that isn't known. */
  readonly digest: string | null;
  /** The platform's own mark of what stands there; null where it isn't known. */
  readonly hash: string | null;
}

export type Published =
  /** It stands there now; nothing was sent where the same stood there before. */
  | { readonly kind: "published"; readonly digest: string; readonly hash: string | null }
  /** Something else stands there than what we know of. */
  | { readonly kind: "conflict" }
  | Omit<Refused, "receiverGone">
  | Exclude<Delivered, { readonly kind: "sent" | "refused" }>;

/** A platform's way to show a home; it answers what became of it and throws only on a fault of ours. */
export type PublishHome = (given: HomeToPublish) => Promise<Published>;
