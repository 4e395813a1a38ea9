import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { InstallURLOptions, StateStore } from "@slack/bolt";

/** When it was made, a nonce, and our signature of both. */
export const STATE = /^\d{1,15}\.[0-9a-f]{48}\.[0-9a-f]{64}$/;

/** Ten minutes: as long as Bolt keeps its cookie, which ties the state to one browser. */
const LONGEST_MILLIS = 10 * 60 * 1000;

interface Deps {
  readonly secret: string;
  /** True the first time that it is asked for a key, in any process. */
  readonly isFirstUse: (key: string) => Promise<boolean>;
  readonly options: InstallURLOptions;
}

/** A state that is good for one installation, within ten minutes; Bolt's own could be used twice. */
export const makeStateStore = ({ secret, isFirstUse, options }: Deps): StateStore => ({
  async generateStateParam(_, now) {
    const unsigned = `${now.getTime()}.${randomBytes(24).toString("hex")}`;
    return `${unsigned}.${signed(unsigned, secret)}`;
  },

  async verifyStateParam(now, state) {
    const [millis = "", nonce = "", signature = ""] = state.split(".");
    const isOurs = isSame(signature, signed(`${millis}.${nonce}`, secret));
    const age = now.getTime() - Number(millis);
    if (!isOurs || !(age >= 0 && age <= LONGEST_MILLIS)) throw invalid("The state isn't valid");
    if (!(await isFirstUse(nonce))) throw invalid("The state was used before");
    return options;
  },
});

// By this code Bolt's page knows that it was the caller's mistake (400) and no fault of ours.
const invalid = (text: string): Error =>
  Object.assign(new Error(text), { code: "slack_oauth_invalid_state" });

const signed = (text: string, secret: string): string =>
  createHmac("sha256", secret).update(`oauth-state:${text}`).digest("hex");

const isSame = (given: string, expected: string): boolean => {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
};
