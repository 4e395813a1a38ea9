/** All tables. Instants are `timestamptz(3)`; calendar days are `date`. */

export * from "./schema/admissions.ts";
export * from "./schema/cards.ts";
export * from "./schema/duties.ts";
export * from "./schema/homes.ts";
export * from "./schema/messages.ts";
export * from "./schema/organisations.ts";
export * from "./schema/programmes.ts";
export * from "./schema/requests.ts";
