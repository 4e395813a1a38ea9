/** A value of a statement as it goes over the wire: its text, and its type where that isn't left to the server. */
export interface Parameter {
  readonly text: string;
  /** PostgreSQL's number for the type. */
  readonly type?: number;
}

// From PostgreSQL's pg_type.dat.
const BOOL = 16;
const INT8 = 20;
const TIMESTAMPTZ = 1184;

/** The protocol counts a statement's values in 16 bits, and the driver stops one short of that. */
const MOST_PARAMETERS = 65_533;

/**
 * All values of a statement as text. Throws for whatever PostgreSQL has no text for, before the
 * driver has seen the statement; half a surrogate pair becomes U+FFFD, as it would on the wire.
 */
export const parametersOf = (values: readonly unknown[]): (Parameter | null)[] => {
  if (values.length > MOST_PARAMETERS)
    throw new TypeError(`${values.length} values in a statement`);
  return values.map(parameterOf);
};

const parameterOf = (value: unknown, index: number): Parameter | null => {
  switch (typeof value) {
    case "string":
      if (value.includes("\0")) throw refused(index, "a text with the character NUL");
      return { text: value };
    case "number":
      return { text: String(value) };
    case "bigint":
      return { text: String(value), type: INT8 };
    case "boolean":
      return { text: value ? "t" : "f", type: BOOL };
    case "object":
      if (value === null) return null;
      if (value instanceof Date && !Number.isNaN(value.getTime()))
        return { text: value.toISOString(), type: TIMESTAMPTZ };
      throw refused(index, value instanceof Date ? "a date that is none" : "an object");
    default:
      throw refused(index, typeof value);
  }
};

/** Says nothing of the value: it may be what somebody wrote. */
const refused = (index: number, what: string): TypeError =>
  new TypeError(`The value $${index + 1} of a statement is ${what}`);
