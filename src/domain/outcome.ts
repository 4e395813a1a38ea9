/**
 * What a use case answers when both endings are normal: done, or refused with the facts of why.
 * Faults (a lost database, a bug) are thrown instead and caught by the surface and job wrappers.
 */
export type Outcome<Value, Refusal> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal };

export const done = <Value>(value: Value): Outcome<Value, never> => ({ ok: true, value });

export const refused = <Refusal>(refusal: Refusal): Outcome<never, Refusal> => ({
  ok: false,
  refusal,
});
