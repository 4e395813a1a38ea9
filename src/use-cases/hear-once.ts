import { useOnce } from "../store/deliveries.ts";
import type { Context, Interaction } from "./context.ts";

/** True the first time only: a platform tells of a message again when it isn't sure that we heard. */
export const hearOnce = (
  { database, systemNow }: Context,
  { delivery }: Pick<Interaction, "delivery">,
): Promise<boolean> => useOnce(database, `heard/${delivery}`, systemNow().toJSDate());
