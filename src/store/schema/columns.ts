import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, customType, date, timestamp } from "drizzle-orm/pg-core";

/** An instant, to the millisecond: JavaScript's dates drop microseconds. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/** A calendar day, read as "YYYY-MM-DD". */
export const day = (name: string) => date(name, { mode: "string" });

/** Written as text, like every value (`store/parameters.ts`). */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array | string }>({
  dataType: () => "bytea",
  toDriver: (data) => `\\x${Buffer.from(data).toString("hex")}`,
  fromDriver: (value) =>
    typeof value === "string" ? Buffer.from(value.replace(/^\\x/, ""), "hex") : value,
});

/** Its known values as a CHECK: text, so that a new value needs no ALTER TYPE. */
export const oneOf = (name: string, column: AnyPgColumn, values: readonly string[]) =>
  check(name, sql`${column} in (${sql.raw(values.map((value) => `'${value}'`).join(", "))})`);
