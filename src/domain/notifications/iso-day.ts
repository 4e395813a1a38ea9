/** A calendar day, YYYY-MM-DD, years 2000 to 2099 (a project code has two digits for the year). */
export type IsoDay = string;
