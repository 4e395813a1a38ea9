/** Why a file gives no text. `format` is a name that people know: "PDF", "Word". */
export type UnreadableFile =
  | { readonly kind: "tooLarge"; readonly bytes: number; readonly maxBytes: number }
  | { readonly kind: "tooManyPages"; readonly pages: number; readonly maxPages: number }
  | { readonly kind: "unsupported"; readonly format: string }
  | { readonly kind: "encrypted"; readonly format: string }
  | { readonly kind: "damaged"; readonly format: string }
  /** Pictures of pages, as a scanner makes them. */
  | { readonly kind: "noText"; readonly format: string }
  | { readonly kind: "binary" }
  | { readonly kind: "unknownEncoding" };
