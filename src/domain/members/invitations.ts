/** People come in by invitation: a one-time code, good for 30 days, kept only as a hash. */
import { createHash } from "node:crypto";
import { SECRETARIAT } from "../ids.ts";
import { isLiaisonOf, isOfficer, type Person, type RoleName } from "../people.ts";
import type { Organisation } from "./members.ts";

/** docs/product.md, "People": 30 days. */
export const INVITATION_DAYS = 30;
/** docs/product.md, "People": 5 wrong guesses an hour. */
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
export const rolesOf = ({ kind }: Pick<Organisation, "kind">): readonly RoleName[] =>
  kind === "secretariat" ? OF_SECRETARIAT : OF_NPO;

/** docs/access.md: an officer invites anyone; an LO the backup and the head of their own NPO. */
export const rolesToInvite = (
  person: Person,
  organisation: Pick<Organisation, "id" | "kind">,
): readonly RoleName[] => {
  if (isOfficer(person)) return rolesOf(organisation).filter((role) => mayMake(person, role));
  return isLiaisonOf(person, organisation.id) ? ["backup", "head"] : [];
};

/** Whoever may invite for a post may take it away again (docs/access.md, "Invite and remove"). */
export const mayKeepPost = (
  person: Person,
  { organisation, role }: Person["roles"][number],
): boolean =>
  rolesToInvite(person, { id: organisation, kind: kindOf(organisation) }).includes(role);

/**
 * A further chat account gives all that its person may: so only somebody who could have invited for
 * each of that person's posts may let one in, or the person themselves.
 */
export const mayAddAccount = (by: Person, to: Person): boolean =>
  by.id === to.id || (to.roles.length > 0 && to.roles.every((held) => mayKeepPost(by, held)));

const kindOf = (organisation: Organisation["id"]): Organisation["kind"] =>
  organisation === SECRETARIAT ? "secretariat" : "npo";

/** Only an administrator makes another one. */
const mayMake = (person: Person, role: RoleName): boolean =>
  role !== "admin" || person.roles.some((held) => held.role === "admin");
