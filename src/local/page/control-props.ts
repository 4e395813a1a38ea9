import type { Block, BlockElement } from "./block-kit.ts";
import type { Entry } from "./form-values.ts";

/** How a control hangs on its field. */
export interface FieldLink {
  id: string;
  /** Ids of hint and error. */
  about: string | undefined;
  isInvalid: boolean;
  isRequired: boolean;
}

export interface ControlProps {
  block: Block;
  element: BlockElement;
  entry: Entry;
  change: (entry: Entry) => void;
  /** For the control itself; empty outside a field. */
  attributes: Attributes;
}

export interface Attributes {
  id?: string;
  required?: boolean;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean;
  "aria-label"?: string;
}
