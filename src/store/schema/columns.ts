import { date, timestamp } from "drizzle-orm/pg-core";

/** An instant, to the millisecond: JavaScript's dates drop microseconds. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/** A calendar day, read as "YYYY-MM-DD". */
export const day = (name: string) => date(name, { mode: "string" });
