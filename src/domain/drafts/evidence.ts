import type { IsoDay } from "../time.ts";

/** How the Secretariat knows that an NPO wants what an officer does on its behalf: personal data. */
export interface Evidence {
  readonly text: string;
  /** The day of that e-mail or call. */
  readonly on: IsoDay;
}
