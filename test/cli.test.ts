import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allOrganisations } from "../src/store/people/organisations.ts";
import { personByAccount } from "../src/store/people/people.ts";
import {
  boundOrganisation,
  findInstallation,
  saveInstallation,
} from "../src/store/people/workspaces.ts";
import type { EncryptionKey } from "../src/store/secrets.ts";
import { initialMemberNames } from "../src/use-cases/members/initial-members.ts";
import { sampleJson, sampleWith } from "./domain/notifications/samples.ts";
import { nestedStreams } from "./helpers/bombs/pdf.ts";
import { emptyDatabase, type TestDatabase, testDatabase } from "./helpers/database.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const SAMPLE = "src/local/sample-notification.txt";

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly complaints: string;
}

/** The command line in a process of its own, as it was compiled. */
const bcn = async (
  args: readonly string[],
  { input = "", env = {} }: { input?: string; env?: Record<string, string> } = {},
): Promise<Ended> => {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, ["dist/cli.js", ...args], {
    cwd: root,
    env: { PATH, HOME, ...env },
  });
  const ended = { code: null, out: "", complaints: "" };
  child.stdout.on("data", (chunk) => {
    ended.out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    ended.complaints += chunk;
  });
  child.stdin.end(input);
  const [code] = await once(child, "close");
  return { ...ended, code };
};

const fixturePath = (name: string): string => `test/fixtures/notifications/${name}.txt`;

describe("notification read", () => {
  test("--json prints the notification's fields, and needs no database", async () => {
    const { code, out, complaints } = await bcn(["notification", "read", SAMPLE, "--json"]);
    expect(JSON.parse(out)).toEqual(sampleJson);
    expect({ code, complaints }).toEqual({ code: 0, complaints: "" });
  });

  test("without --json prints each field by its own name", async () => {
    const { code, out } = await bcn(["notification", "read", SAMPLE]);
    expect(code).toBe(0);
    expect(out).toContain("Project Code: 23-SN-03-GE-BCN-C\n");
    expect(out).toContain("Closing Date: 31 March 2023; 30 June 2023\n");
  });

  test("a doubtful field ends well, as null, with its warning on standard error", async () => {
    const input = sampleWith("Timing", "in spring");
    const { code, out, complaints } = await bcn(["notification", "read", "-", "--json"], { input });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ timing: null, warnings: [{ field: "timing" }] });
    expect(complaints).toMatch(/^timing: /);
  });

  test.each([
    ["no notification", "Dear all,\nplease find attached the minutes.", "too few of its labels"],
    ["an implementation plan", "PROJECT IMPLEMENTATION PLAN\n", "Implementation Plan"],
    ["a PDF", "%PDF-1.7", "PDF"],
  ])("%s ends with 2 and the reason, and prints nothing", async (_what, input, reason) => {
    const { code, out, complaints } = await bcn(["notification", "read", "-"], { input });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(complaints).toContain(reason);
  });

  test("an addendum has only what it changes, its number and the programme that it amends", async () => {
    const { code, out } = await bcn(["notification", "read", fixturePath("addendum"), "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      kind: "addendum",
      amends: "23-SN-03-GE-BCN-C",
      number: 2,
      overseasParticipants: { virtual: 12, faceToFace: 4 },
      closingDates: ["2023-03-31", "2023-07-14"],
      warnings: [],
    });
  });

  test("a revision says which one it is; a plan only what it is, and ends with 2", async () => {
    const revision = await bcn(["notification", "read", fixturePath("revision"), "--json"]);
    expect(JSON.parse(revision.out)).toMatchObject({
      kind: "revision",
      amends: "20-RP-02-GE-SPW-A",
      number: 1,
      overseasParticipants: { total: 38 },
    });
    const plan = await bcn(["notification", "read", fixturePath("implementation-plan"), "--json"]);
    expect([plan.code, JSON.parse(plan.out)]).toEqual([2, { kind: "implementationPlan" }]);
    expect(plan.complaints).toContain("This is a Project Implementation Plan");
  });

  test("a recipe for pancakes ends with 2, and prints nothing", async () => {
    const { code, out } = await bcn(["notification", "read", fixturePath("pancakes"), "--json"]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
  });

  test("a file that is too heavy to read ends with 2 and the reason", async () => {
    const folder = mkdtempSync(join(tmpdir(), "bcn-bomb-"));
    const file = join(folder, "pn.pdf");
    writeFileSync(file, nestedStreams());
    const { code, out, complaints } = await bcn(["notification", "read", file]);
    rmSync(folder, { recursive: true });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(complaints).toContain("This file is too heavy to read");
  });

  test("a file that isn't there ends with 66", async () => {
    expect((await bcn(["notification", "read", "no-such-file.txt"])).code).toBe(66);
  });

  // BCN_SHARED makes the folder mandatory: then a missing one fails instead of being skipped.
  const shared = process.env.BCN_SHARED ?? "../shared";
  const base = join(shared, "notifications", "23-SN-03-GE-BCN-C");
  const isExpected = process.env.BCN_SHARED !== undefined || existsSync(`${base}.txt`);

  test.skipIf(!isExpected)("the APO's own notification gives exactly its JSON", async () => {
    const { code, out, complaints } = await bcn(["notification", "read", `${base}.txt`, "--json"]);
    expect(JSON.parse(out)).toEqual(JSON.parse(readFileSync(`${base}.json`, "utf8")));
    expect({ code, complaints }).toEqual({ code: 0, complaints: "" });
  });
});

describe("usage", () => {
  test.each([
    ["notification", "read"],
    ["history", "verify"],
    ["migrate"],
    ["person", "add"],
    ["workspace", "bind"],
    ["keys", "rotate"],
  ])("%s %s has --help", async (...words) => {
    const command = words.filter((word) => word !== undefined);
    const { code, out } = await bcn([...command, "--help"]);
    expect(code).toBe(0);
    expect(out).toContain(`Usage: npm run --silent bcn -- ${command.join(" ")}`);
  });

  test("an unknown command gets the nearest one suggested and ends with 64", async () => {
    const { code, complaints } = await bcn(["notification", "raed", SAMPLE]);
    expect(code).toBe(64);
    expect(complaints).toContain('Did you mean "notification read"?');
  });

  test.each([
    ["an option that isn't there", ["notification", "read", SAMPLE, "--yaml"]],
    ["a file too many", ["notification", "read", SAMPLE, SAMPLE]],
    ["no file", ["notification", "read"]],
    ["nothing at all", []],
    ["a role that isn't there", ["person", "add", "--name", "x", "--of", "FJ", "--role", "boss"]],
    ["a workspace without a platform", ["workspace", "bind", "T1", "FJ"]],
    ["a tenant that is no id", ["workspace", "bind", "teams:T1", "FJ"]],
  ])("%s ends with 64", async (_what, args) => {
    expect((await bcn(args)).code).toBe(64);
  });
});

describe("with a database", () => {
  let db: TestDatabase;
  let env: Record<string, string>;
  beforeAll(async () => {
    db = await testDatabase();
    env = { DATABASE_URL: db.url };
  });
  afterAll(() => db.close());

  const account = { platform: "slack", tenant: "T1", user: "U1" } as const;
  const add = (role: string, of: string) =>
    bcn(
      ["person", "add", "--name", "Liaison, Fiji", "--role", role, "--of", of].concat([
        "--account",
        "slack:T1:U1",
      ]),
      { env },
    );

  test("a person is added once, however often; an NPO has no officers", async () => {
    expect((await add("liaison", "FJ")).code).toBe(0);
    expect((await add("liaison", "FJ")).code).toBe(0);
    expect((await personByAccount(db.database, account))?.roles).toEqual([
      { organisation: "FJ", role: "liaison" },
    ]);
    expect(await add("officer", "FJ")).toMatchObject({
      code: 1,
      complaints: expect.stringContaining("of APO only"),
    });
  });

  test("a workspace is bound where the app is installed, and nowhere else", async () => {
    const bind = () => bcn(["workspace", "bind", "slack:T1", "FJ"], { env });
    expect(await bind()).toMatchObject({
      code: 1,
      complaints: expect.stringContaining("isn't installed"),
    });
    await db.database.execute(
      sql`insert into workspaces (platform, id, name, installed_at) values ('slack', 'T1', 'Fiji', now())`,
    );
    expect((await bind()).code).toBe(0);
    expect(await boundOrganisation(db.database, { platform: "slack", id: "T1" })).toBe("FJ");
  });

  test("stored secrets are sealed with the first key, and which keys may go is said", async () => {
    const [old, renewed, lost] = ["k1", "k2", "k0"].map(
      (id, at) => ({ id, key: Buffer.alloc(32, at + 1) }) as const,
    );
    if (!old || !renewed || !lost) throw new Error("There are three");
    const save = (id: string, key: EncryptionKey) =>
      saveInstallation(
        db.database,
        [key],
        {
          ...{ platform: "slack", id, name: id, botUserId: "U", botId: null },
          ...{ token: `xoxe.xoxb-${id}`, refreshToken: `xoxe-${id}` },
        },
        new Date(),
      );
    await save("T5", old);
    const listed = ({ id, key }: EncryptionKey) => `${id}:${key.toString("base64")}`;
    const rotate = (...keys: EncryptionKey[]) =>
      bcn(["keys", "rotate"], {
        env: { ...env, BCN_ENCRYPTION_KEYS: keys.map(listed).join(",") },
      });
    expect(await rotate(renewed, old)).toEqual({
      code: 0,
      out: "Sealed anew with key k2: 2 secrets.\nIn use now: k2 (2 secrets).\nNo stored secret needs k1 any more: take it out of BCN_ENCRYPTION_KEYS and start each process again. Backups from before still need it.\n",
      complaints: "",
    });
    const found = await findInstallation(db.database, [renewed], { platform: "slack", id: "T5" });
    expect(found?.token).toBe("xoxe.xoxb-T5");
    expect(await rotate(renewed)).toMatchObject({
      code: 0,
      out: expect.stringContaining("Nothing had to be sealed anew with key k2."),
    });
    await save("T6", lost);
    const closed = await rotate(renewed, old);
    expect(closed).toMatchObject({ code: 1, out: expect.stringContaining("k0 (2 secrets)") });
    expect(closed.complaints).toContain("What is stored for slack:T6 is sealed with key k0");
    expect(closed.out + closed.complaints).not.toContain("xox");
    const sameName = { id: "k2", key: Buffer.alloc(32, 9) };
    expect(await rotate(sameName)).toMatchObject({ code: 1 });
    await db.database.execute(sql`delete from workspaces where id in ('T5', 'T6')`);
  });

  test("a tenant is bound, and a person of it added, by their ids in any letters", async () => {
    const tenant = "aaaaaaaa-0000-4000-8000-00000000000a";
    const user = "bbbbbbbb-0000-4000-8000-00000000000b";
    const whose = `teams:${tenant}:${user}`.replaceAll("b-", "B-");
    const named = ["--name", "Liaison, Fiji", "--role", "liaison", "--of", "FJ"];
    expect(await bcn(["person", "add", ...named, "--account", whose], { env })).toMatchObject({
      code: 0,
    });
    const added = await personByAccount(db.database, { platform: "teams", tenant, user });
    expect(added?.roles).toEqual([{ organisation: "FJ", role: "liaison" }]);
    const there = { platform: "teams", id: tenant } as const;
    expect(await boundOrganisation(db.database, there)).toBeUndefined();
    const bind = ["workspace", "bind", `teams:${tenant.toUpperCase()}`, "FJ"];
    expect((await bcn(bind, { env })).code).toBe(0);
    expect(await boundOrganisation(db.database, there)).toBe("FJ");
  });

  test("the history holds when it is empty, and a changed entry is named", async () => {
    const verify = () => bcn(["history", "verify"], { env });
    expect(await verify()).toMatchObject({
      code: 0,
      out: "The history holds: 0 requests, 0 entries.\n",
    });
    await forgeHistory();
    expect(await verify()).toMatchObject({
      code: 1,
      complaints: expect.stringContaining("entry 1 was changed"),
    });
  });

  /** An entry whose hash is that of nothing, in a request of a programme. */
  const forgeHistory = async (): Promise<void> => {
    const id = "00000000-0000-4000-8000-000000000001";
    for (const statement of [
      sql`insert into people (id, name, created_at) values (${id}, 'Liaison, Japan', now())`,
      sql`insert into programmes (id, project_code, version, title, starts_on, ends_on, time_zone, max_virtual, max_face_to_face, endorsement, reminder_settings, notification, published_at) values (${id}, 'code', 1, 'title', '2023-01-01', '2023-12-31', 'Asia/Tokyo', 10, 4, 'optional', '{}', '{}', now())`,
      sql`insert into requests (id, programme_id, sender_id, state, version, created_by, created_at) values (${id}, ${id}, 'FJ', 'draft', 1, ${id}, now())`,
      sql`insert into history (request_id, ordinal, at, action, commitment, hash) values (${id}, 1, now(), 'submit', 'x', 'x')`,
    ])
      await db.database.execute(statement);
  };

  test("a wrong environment ends with 78 and names the variable, not what it holds", async () => {
    const wrong = { DATABASE_URL: "mysql://root:hunter2@db/bcn" };
    const { code, complaints } = await bcn(["history", "verify"], { env: wrong });
    expect(code).toBe(78);
    expect(complaints).toContain("DATABASE_URL must be");
    expect(complaints).not.toContain("hunter2");
  });

  test("migrate makes the tables of an empty database, and the members' names are those it reads by", async () => {
    const empty = await emptyDatabase();
    expect((await bcn(["migrate"], { env: { DATABASE_URL: empty.url } })).code).toBe(0);
    await empty.drop();
    const npoes = (await allOrganisations(db.database)).filter(({ kind }) => kind === "npo");
    const names = npoes.map(({ id, name, aliases }) => ({ country: id as string, name, aliases }));
    const byCountry = (one: { country: string }, other: { country: string }) =>
      one.country < other.country ? -1 : 1;
    expect(names.sort(byCountry)).toEqual([...initialMemberNames].sort(byCountry));
  });
});
