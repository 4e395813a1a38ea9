import type { Button, MessagePart } from "../message.ts";

/** A page that is always there, one for each person; told once, drawn by each platform's renderer. */
export interface Home {
  readonly headline: string;
  readonly parts: readonly MessagePart[];
  readonly buttons: readonly Button[];
  readonly sections: readonly HomeSection[];
  /** Small, at the end. */
  readonly note?: string;
}

export interface HomeSection {
  readonly title: string;
  readonly parts: readonly MessagePart[];
}
