import { words } from "../words/en.ts";
import type { Form } from "./form.ts";

const say = words.chat.loading;

/** Shown at once when the real form takes longer than a moment. */
export const loadingForm: Form = {
  verb: "loading",
  pointer: {},
  title: say.title,
  close: say.close,
  savesAsYouType: false,
  parts: [{ kind: "quiet", text: say.text }],
};
