/** People come in by invitation: a one-time code, good for 30 days, kept only as a hash. */
import { createHash } from "node:crypto";
import type { OrganisationId } from "./ids.ts";
import type { Organisation } from "./members.ts";
import { actsFor, isOfficer, type Person, type RoleName } from "./people.ts";

/** product.md, "People": 30 days. */
export const INVITATION_DAYS = 30;
/** product.md, "People": 5 wrong guesses an hour. */
export const MOST_WRONG_GUESSES = 5;

/** Crockford's base 32: no letters that look like digits. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LOOKALIKES: Readonly<Record<string, string>> = { O: "0", I: "1", L: "1" };
/** 16 characters of 5 bits: 80 bits can't be found out, not even from a stolen hash. */
const LETTERS = 16;

/** "7F3K-…", four groups of four, from at least 16 random bytes. */
export const codeFrom = (random: Uint8Array): string => {
  if (random.length < LETTERS) throw new RangeError("A code needs 16 random bytes");
  const letters = Array.from(random.subarray(0, LETTERS), (byte) => ALPHABET[byte % 32]).join("");
  return letters.match(/.{4}/g)?.join("-") ?? letters;
};

/** SHA-256, hex. Small letters, blanks, dashes and lookalikes don't matter. */
export const hashOfCode = (typed: string): string => {
  const letters = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "")
    .replace(/[OIL]/g, (letter) => LOOKALIKES[letter] ?? letter);
  return createHash("sha256").update(letters).digest("hex");
};

const OF_NPO: readonly RoleName[] = ["liaison", "backup", "head"];
const OF_SECRETARIAT: readonly RoleName[] = ["officer", "admin"];

/** The roles that an organisation has. */
const rolesOf = ({ kind }: Pick<Organisation, "kind">): readonly RoleName[] =>
  kind === "secretariat" ? OF_SECRETARIAT : OF_NPO;

/** access.md: an officer invites anyone; an LO the backup and the head of their own NPO. */
export const rolesToInvite = (
  person: Person,
  organisation: Pick<Organisation, "id" | "kind">,
): readonly RoleName[] => {
  if (isOfficer(person)) return rolesOf(organisation).filter((role) => mayMake(person, role));
  const own = isLiaisonOf(person, organisation.id);
  return own ? ["backup", "head"] : [];
};

/** Only an administrator makes another one. */
const mayMake = (person: Person, role: RoleName): boolean =>
  role !== "admin" || person.roles.some((held) => held.role === "admin");

const isLiaisonOf = (person: Person, organisation: OrganisationId): boolean =>
  actsFor(person, organisation) &&
  person.roles.some((held) => held.organisation === organisation && held.role === "liaison");
