import { type PersonId, personId, SECRETARIAT } from "../../domain/ids.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import type { RoleName } from "../../domain/people.ts";
import { readPointer } from "../../domain/pointers.ts";
import { inTransaction, type Transaction } from "../../store/database.ts";
import { useOnce } from "../../store/deliveries.ts";
import { markHomesStale } from "../../store/home/home-marks.ts";
import { findOrganisation } from "../../store/people/organisations.ts";
import { type Account, addPersonWithRole } from "../../store/people/people.ts";
import { workspacesOf } from "../../store/people/workspaces.ts";
import type { Context } from "../context.ts";

export interface GiveRole {
  readonly name: string;
  readonly role: RoleName;
  readonly organisation: string;
  /** `workspace`: whose app writes to it; otherwise its own, or the first one of its organisation. */
  readonly account: Account & { readonly workspace?: string | undefined };
}

export type GiveRoleRefusal =
  | { readonly kind: "noSuchOrganisation"; readonly organisation: string }
  /** Officers and admins belong to the Secretariat, the others to an NPO. */
  | { readonly kind: "wrongOrganisation"; readonly role: RoleName };

const OF_SECRETARIAT: readonly RoleName[] = ["officer", "admin"];

/** Makes a chat account a person with a role; safe to repeat. For operators; in chat people come in by invitation. */
export const giveRole = (
  context: Context,
  input: GiveRole,
): Promise<Outcome<PersonId, GiveRoleRefusal>> =>
  inTransaction(context.database, (tx) => giveRoleIn(context, tx, input));

const giveRoleIn = async (
  context: Context,
  tx: Transaction,
  input: GiveRole,
): Promise<Outcome<PersonId, GiveRoleRefusal>> => {
  const code = readPointer("organisation", input.organisation)?.id;
  const organisation = code && (await findOrganisation(tx, code));
  if (!organisation) {
    return refused({ kind: "noSuchOrganisation", organisation: input.organisation });
  }
  if ((organisation.kind === "secretariat") !== OF_SECRETARIAT.includes(input.role)) {
    return refused({ kind: "wrongOrganisation", role: input.role });
  }
  const at = context.systemNow().toJSDate();
  const id = personId(context.newId());
  await markHomesStale(tx, [organisation.id, SECRETARIAT]);
  const account = { ...input.account, workspace: await workspaceFor(tx, input.account) };
  const person = { ...input, id, organisation: organisation.id, account, at };
  return done(await addPersonWithRole(tx, person));
};

const workspaceFor = async (
  tx: Transaction,
  { platform, tenant, workspace }: GiveRole["account"],
): Promise<string> => {
  if (workspace !== undefined) return workspace;
  const [first] = await workspacesOf(tx, { platform, id: tenant });
  return first?.id ?? tenant;
};

/**
 * The same, the first time ever that it is asked for: a role that was taken away since doesn't come
 * back by asking again.
 */
export const giveRoleOnce = (
  context: Context,
  input: GiveRole,
): Promise<Outcome<PersonId | "before", GiveRoleRefusal>> =>
  inTransaction(context.database, async (tx) => {
    const { platform, tenant, user } = input.account;
    const what = `${platform}:${tenant}:${user}/${input.organisation}/${input.role}`;
    const isFirst = await useOnce(tx, `once/role/${what}`, context.systemNow().toJSDate());
    return isFirst ? giveRoleIn(context, tx, input) : done("before");
  });
