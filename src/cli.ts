/** The command line, over the same use cases as chat. */

import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Config, readConfig } from "./config.ts";
import { makeReading } from "./documents/reading.ts";
import { nearestWord } from "./domain/nearest-word.ts";
import { fieldNames } from "./domain/notifications/differences.ts";
import { writeField } from "./domain/notifications/fields/fields.ts";
import type { Amendment, FieldName, Notification } from "./domain/notifications/notification.ts";
import { done } from "./domain/outcome.ts";
import type { RoleName } from "./domain/people.ts";
import { idOn, PLATFORMS, type Platform } from "./domain/platform.ts";
import { notificationInWords, refusalInWords } from "./forms/programmes/notification-warnings.ts";
import type { Context } from "./use-cases/context.ts";
import { keysFor } from "./use-cases/encryption-keys.ts";
import { initialMemberNames } from "./use-cases/members/initial-members.ts";
import { openContext } from "./use-cases/open-context.ts";
import { giveRole } from "./use-cases/people/people.ts";
import { bindWorkspace } from "./use-cases/people/workspaces.ts";
import { rotateKeys } from "./use-cases/rotate-keys.ts";
import { verifyHistory } from "./use-cases/verify-history.ts";
import { fieldLabels, cliWords as say, unreadableSource, usage } from "./words/en.ts";

/** 64, 66 and 78 are those of sysexits.h; 2 is the notification's own (docs/interfaces.md). */
const EXIT = { done: 0, failed: 1, noNotification: 2, usage: 64, noInput: 66, config: 78 } as const;
type Exit = (typeof EXIT)[keyof typeof EXIT];

type CommandName = Exclude<keyof typeof usage, "all">;

interface Given {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

interface Command {
  readonly options: Readonly<Record<string, { readonly type: "string" | "boolean" }>>;
  /** How many words follow the command's name. */
  readonly words: number;
  readonly run: (given: Given) => Promise<Exit>;
}

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const complain = (text: string): void => void process.stderr.write(`${text}\n`);

const main = async (args: readonly string[]): Promise<Exit> => {
  const name = commandNames().find((known) => isCommand(known, args));
  if (name === undefined) return withoutCommand(args);
  const command = commands[name];
  const given = readGiven(command, args.slice(name.split(" ").length));
  if (given?.options.help) {
    print(usage[name]);
    return EXIT.done;
  }
  if (given?.words.length === command.words) return command.run(given);
  complain(usage[name]);
  return EXIT.usage;
};

const commandNames = () => Object.keys(commands) as CommandName[];

const isCommand = (name: string, args: readonly string[]): boolean =>
  args.slice(0, name.split(" ").length).join(" ") === name;

const withoutCommand = (args: readonly string[]): Exit => {
  const [first] = args;
  if (first === "help" || first === "--help" || first === "-h") {
    print(usage.all);
    return EXIT.done;
  }
  if (first !== undefined) {
    const typed = args.slice(0, 2).join(" ");
    complain(say.unknownCommand(typed, nearestCommand(typed, first)));
  }
  complain(usage.all);
  return EXIT.usage;
};

const nearestCommand = (typed: string, first: string): string | undefined =>
  nearestWord(typed, commandNames()) ??
  nearestWord(first, commandNames()) ??
  commandNames().find((name) => name.startsWith(`${first} `));

/** Undefined when an option is unknown or lacks its value; what is wrong is told. */
const readGiven = ({ options }: Command, args: readonly string[]): Given | undefined => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...options, help: { type: "boolean", short: "h" } },
      allowPositionals: true,
    });
    return { words: positionals, options: values as Given["options"] };
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    complain(cause.message);
    return undefined;
  }
};

const readNotificationFile = async ({ words, options }: Given): Promise<Exit> => {
  const [file = ""] = words;
  const bytes = bytesOf(file);
  if (bytes === undefined) return EXIT.noInput;
  const source = { kind: "file", name: file, bytes } as const;
  const read = await makeReading().read(async () => done(source), initialMemberNames);
  if (!read.ok) {
    if (read.refusal.kind === "unreadable")
      return notANotification(unreadableSource(read.refusal.problem));
    const { reason } = read.refusal;
    if (options.json && reason.kind === "implementationPlan") print(asJson(reason));
    return notANotification(refusalInWords(reason));
  }
  const told = notificationInWords(read.value);
  print(options.json ? asJson(told) : summaryOf(read.value));
  for (const { field, text: warning } of told.warnings) complain(say.warning(field, warning));
  return EXIT.done;
};

const asJson = (value: unknown): string => JSON.stringify(value, null, 1);

const STANDARD_INPUT = 0;

const bytesOf = (file: string): Buffer | undefined => {
  try {
    return readFileSync(file === "-" ? STANDARD_INPUT : file);
  } catch (cause) {
    complain(say.noSuchFile(file, cause instanceof Error ? cause.message : String(cause)));
    return undefined;
  }
};

const notANotification = (why: string): Exit => {
  complain(why);
  return EXIT.noNotification;
};

const summaryOf = (read: Notification | Amendment): string => {
  const values: { readonly [Field in FieldName]?: unknown } = read;
  const lines = fieldNames
    .filter((field) => values[field] !== undefined)
    .map((field) => {
      const written = writeField(field, values[field] as never, initialMemberNames);
      return `${fieldLabels[field]}: ${written || say.unread}`;
    });
  const first =
    read.kind === "notification" ? [] : [say.amendment(read.kind, read.number, read.amends)];
  return [...first, ...lines].join("\n");
};

/** Nobody in chat waits, and `history verify` reads all that ever happened. */
const STATEMENT_TIMEOUT_MS = 120_000;

/** With the database of the environment, or of `.env`; closed again whatever happens. */
const withContext = async (
  work: (context: Context, config: Config) => Promise<Exit>,
): Promise<Exit> => {
  if (existsSync(".env")) process.loadEnvFile();
  const read = readConfig(process.env);
  if (!read.ok) {
    complain([say.config, ...read.problems].join("\n"));
    return EXIT.config;
  }
  const { context, close } = await openContext({
    config: read.config,
    log: complain,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  });
  return work(context, read.config).finally(close);
};

const historyVerify = (): Promise<Exit> =>
  withContext(async (context) => {
    const { requests, entries, broken } = await verifyHistory(context);
    if (broken.length === 0) {
      print(say.historyHolds(requests, entries));
      return EXIT.done;
    }
    const found = broken.map(({ why, requestId, ordinal }) => say.broken[why](requestId, ordinal));
    complain([say.historyBroken(broken.length), ...found].join("\n"));
    return EXIT.failed;
  });

const migrate = (): Promise<Exit> =>
  withContext(async () => {
    print(say.migrated);
    return EXIT.done;
  });

const ROLES: readonly RoleName[] = ["liaison", "backup", "head", "officer", "admin"];

const addPerson = async ({ options }: Given): Promise<Exit> => {
  const { name, of, role, account, workspace } = options;
  const known = ROLES.find((one) => one === role);
  const whose = idsIn(account, 2);
  if (typeof name !== "string" || name.trim() === "") return wrong(say.missing("--name"));
  if (typeof of !== "string") return wrong(say.missing("--of"));
  if (known === undefined) return wrong(say.notOneOf("--role", String(role ?? ""), ROLES));
  if (whose === undefined) return wrong(say.notAnAccount);
  const { platform } = whose;
  const [tenant = "", user = ""] = whose.ids;
  const reached = typeof workspace === "string" ? workspace : undefined;
  return withContext(async (context) => {
    const given = await giveRole(context, {
      name: name.trim(),
      role: known,
      organisation: of,
      account: { platform, tenant, user, workspace: reached },
    });
    if (given.ok) print(say.added(name.trim(), known, of, given.value));
    else if (given.refusal.kind === "noSuchOrganisation") complain(say.noSuchOrganisation(of));
    else complain(say.wrongOrganisation(known));
    return given.ok ? EXIT.done : EXIT.failed;
  });
};

const workspaceBind = async ({ words }: Given): Promise<Exit> => {
  const [workspace = "", organisation = ""] = words;
  const which = idsIn(workspace, 1);
  if (which === undefined) return wrong(say.notAWorkspace);
  const { platform } = which;
  const [id = ""] = which.ids;
  return withContext(async (context) => {
    const bound = await bindWorkspace(context, { platform, id }, organisation);
    if (bound.ok) print(say.bound(workspace, organisation));
    else if (bound.refusal.kind === "noSuchWorkspace") complain(say.noSuchWorkspace(workspace));
    else complain(say.noSuchOrganisation(organisation));
    return bound.ok ? EXIT.done : EXIT.failed;
  });
};

const keysRotate = (): Promise<Exit> =>
  withContext(async (context, { encryptionKeys, dataFolder }) => {
    const keys = await keysFor(encryptionKeys, resolve(dataFolder));
    const [{ id: first }, ...others] = keys;
    const { sealedAnew, inUse, unopened } = await rotateKeys(context, keys);
    print([say.sealedAnew(sealedAnew, first), say.keysInUse(inUse)].join("\n"));
    const closed = unopened.map(({ workspace, key }) => say.unopened(workspace, key));
    for (const line of new Set(closed)) complain(line);
    if (unopened.length > 0) return EXIT.failed;
    if (inUse.length > 1) {
      complain(say.oldKeysInUse);
      return EXIT.failed;
    }
    print(
      say.keysMayGo(
        first,
        others.map(({ id }) => id),
      ),
    );
    return EXIT.done;
  });

const wrong = (why: string): Exit => {
  complain(why);
  return EXIT.usage;
};

/** The parts of "slack:TEAM:USER" or "teams:TENANT:OBJECTID"; undefined when it isn't so many. */
const idsIn = (
  text: string | boolean | undefined,
  count: number,
): { readonly platform: Platform; readonly ids: readonly string[] } | undefined => {
  const [named, ...given] = typeof text === "string" ? text.split(":") : [];
  const platform = PLATFORMS.find((one) => one === named);
  if (!platform || given.length !== count) return undefined;
  const ids = given.flatMap((id) => idOn(platform, id) ?? []);
  return ids.length === count ? { platform, ids } : undefined;
};

const string = { type: "string" } as const;

const commands: Readonly<Record<CommandName, Command>> = {
  "notification read": {
    options: { json: { type: "boolean" } },
    words: 1,
    run: readNotificationFile,
  },
  "history verify": { options: {}, words: 0, run: historyVerify },
  migrate: { options: {}, words: 0, run: migrate },
  "person add": {
    options: { name: string, role: string, of: string, account: string, workspace: string },
    words: 0,
    run: addPerson,
  },
  "workspace bind": { options: {}, words: 2, run: workspaceBind },
  "keys rotate": { options: {}, words: 0, run: keysRotate },
};

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (cause) {
  complain(say.fault(cause instanceof Error ? cause.message : String(cause)));
  process.exitCode = EXIT.failed;
}
