import { createContext, useContext } from "react";
import type { Block, BlockElement } from "./block-kit.ts";
import type { Entry, UploadedFile } from "./form-values.ts";

/** What the elements of a message or a modal can do. */
export interface Interacting {
  /** Differs whenever the view is drawn anew. */
  drawing?: string;
  entryOf(block: Block, element: BlockElement): Entry;
  change(block: Block, element: BlockElement, entry: Entry): void;
  /** Enter was pressed in a text input; true when that was meant for the app. */
  enter?(block: Block, element: BlockElement): boolean;
  leave?(block: Block): void;
  /** Resolves when the app has answered. */
  press(block: Block, element: BlockElement): Promise<void>;
  upload?(file: File): Promise<UploadedFile | undefined>;
  errorOf(block: Block): string | undefined;
}

const Interaction = createContext<Interacting | undefined>(undefined);

export function useInteraction(): Interacting {
  const found = useContext(Interaction);
  if (!found) throw new Error("A block's element stands outside a message or modal");
  return found;
}

export { Interaction };
