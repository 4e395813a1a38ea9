/** What the command line says. */

export const usage = {
  all: `Usage: npm run --silent bcn -- COMMAND

  notification read FILE [--json]   read a Project Notification; - is standard input
  history verify                    follow the hash chain of every request
  migrate                           bring the database to the newest tables
  person add                        give a chat account a role
  workspace bind                    say whose content a workspace or tenant may receive
  keys rotate                       seal all stored secrets with the first encryption key

Each has --help.`,
  "notification read": `Usage: npm run --silent bcn -- notification read FILE [--json]

Reads a Project Notification from a PDF, DOCX or text file; - is standard input. Needs no database and changes
nothing. --json prints all fields, unread ones as null. Warnings go to standard error.
Ends with 0 when it was read, with 2 when it is no notification or too heavy to read, with 66 when there is no such file.`,
  "history verify": `Usage: npm run --silent bcn -- history verify

Follows the hash chain of every request. Ends with 0 when all hold, with 1 when one is broken.`,
  migrate: `Usage: npm run --silent bcn -- migrate

Brings the database of DATABASE_URL, or the embedded one, to the newest tables. Safe to repeat.`,
  "person add": `Usage: npm run --silent bcn -- person add --name NAME --role ROLE --of ORGANISATION --account ACCOUNT [--workspace TEAM]

Gives a chat account a role, and makes it a person when it is new. Safe to repeat.
  --role       liaison, backup, head (of an NPO); officer, admin (of APO)
  --of         a member's ISO code, such as FJ, or APO
  --account    slack:TEAM:USER, such as slack:T0123ABCD:U0123ABCD; on Enterprise Grid
               TEAM may be the organisation too, such as E0123ABCD. Or teams:TENANT:OBJECTID,
               the two ids of Microsoft Entra; a new tenant is bound with workspace bind too
  --workspace  the workspace whose app writes to the account, if it isn't TEAM, or the
               first of the organisation that has the app`,
  "workspace bind": `Usage: npm run --silent bcn -- workspace bind WORKSPACE ORGANISATION

Says whose content channels of a workspace may receive, as an officer does in chat by Approve.
WORKSPACE is slack:TEAM, where the app must be installed, or teams:TENANT, whose people may use BCN then.
ORGANISATION is a member's ISO code, such as FJ, or APO.`,
  "keys rotate": `Usage: npm run --silent bcn -- keys rotate

Seals every stored secret with the first key of BCN_ENCRYPTION_KEYS, while the product runs: each of its processes
must have been started with this key and the old ones. Says which keys are still in use, so that you know when an
old one may go. Safe to repeat, and to stop half-way. Ends with 1 when another key than the first is still in use.`,
} as const;

const secretsOf = (count: number): string => `${count} ${count === 1 ? "secret" : "secrets"}`;

export const cliWords = {
  unknownCommand: (typed: string, nearest: string | undefined) =>
    `There is no command "${typed}".${nearest === undefined ? "" : ` Did you mean "${nearest}"?`}`,
  wrongArguments: (why: string) => `${why}`,
  missing: (what: string) => `Please give ${what}.`,
  notOneOf: (what: string, value: string, choices: readonly string[]) =>
    `${what} can't be "${value}": choose ${choices.join(", ")}.`,
  notAnAccount:
    "--account must look like slack:T0123ABCD:U0123ABCD, or teams:TENANT:OBJECTID with the two ids of Microsoft Entra.",
  notAWorkspace:
    "The workspace must look like slack:T0123ABCD, or teams:TENANT with the tenant's id.",
  noSuchFile: (file: string, why: string) => `${file} can't be read: ${why}.`,
  config: "The environment isn't right:",
  fault: (why: string) => `Sorry, that didn't work: ${why}`,
  warning: (field: string, text: string) => `${field}: ${text}`,
  unread: "(not read)",
  amendment: (kind: "addendum" | "revision", number: number | null, code: string | null) =>
    `${kind === "addendum" ? "Addendum" : "Revision"} ${number ?? "(not read)"} to ${code ?? "(not read)"}`,
  historyHolds: (requests: number, entries: number) =>
    `The history holds: ${requests} ${requests === 1 ? "request" : "requests"}, ${entries} ${entries === 1 ? "entry" : "entries"}.`,
  historyBroken: (chains: number) =>
    `The history is broken in ${chains} ${chains === 1 ? "request" : "requests"}:`,
  broken: {
    gap: (request: string, entry: number) => `request ${request}: entry ${entry} is missing`,
    hash: (request: string, entry: number) => `request ${request}: entry ${entry} was changed`,
    payload: (request: string, entry: number) =>
      `request ${request}: what entry ${entry} stands for was changed`,
  },
  migrated: "The database has the newest tables.",
  added: (person: string, role: string, organisation: string, id: string) =>
    `${person} is ${role} of ${organisation} now (person ${id}).`,
  noSuchOrganisation: (organisation: string) =>
    `There is no organisation "${organisation}": give a member's ISO code, such as FJ, or APO.`,
  wrongOrganisation: (role: string) =>
    role === "officer" || role === "admin"
      ? `A person can be ${role} of APO only.`
      : `A person can be ${role} of a member only, not of APO.`,
  bound: (workspace: string, organisation: string) =>
    `Channels of ${workspace} may now receive what is for ${organisation}.`,
  sealedAnew: (secrets: number, key: string) =>
    secrets === 0
      ? `Nothing had to be sealed anew with key ${key}.`
      : `Sealed anew with key ${key}: ${secretsOf(secrets)}.`,
  keysInUse: (keys: readonly { readonly key: string; readonly secrets: number }[]) =>
    `In use now: ${keys.map(({ key, secrets }) => `${key} (${secretsOf(secrets)})`).join(", ")}.`,
  keysMayGo: (key: string, others: readonly string[]) =>
    others.length === 0
      ? `There is no other key in BCN_ENCRYPTION_KEYS than ${key}.`
      : `No stored secret needs ${others.join(", ")} any more: take ${others.length === 1 ? "it" : "them"} out of BCN_ENCRYPTION_KEYS and start each process again. Backups from before still need ${others.length === 1 ? "it" : "them"}.`,
  unopened: (workspace: string, key: string) =>
    `What is stored for ${workspace} is sealed with key ${key}, which isn't in BCN_ENCRYPTION_KEYS or isn't the same key. Please add it and run this again, or have the app installed anew there.`,
  oldKeysInUse:
    "A process still seals with an older key. Please start each one with the new key in front, and run this again.",
  noSuchWorkspace: (workspace: string) =>
    `The app isn't installed in ${workspace}. Please install it there first.`,
};
