import { z } from "zod";
import { parseJson } from "../../domain/json.ts";
import type { Pointer } from "../../forms/form.ts";
import { storableString } from "./given.ts";

const said = storableString.optional().catch(undefined);
/** What our forms keep of where they stand. What isn't such says nothing. */
const pointer = z
  .object({ draft: said, step: said, item: said, sheet: said, seen: said, from: said })
  .catch({});

/** Where a form stands, from its JSON. Anything that isn't such JSON says nothing. */
export const readPointer = (text: string | undefined): Pointer => {
  const told = Object.entries(pointer.parse(parseJson(text ?? "")));
  return Object.fromEntries(told.filter(([, value]) => value !== undefined));
};
