import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { organisationId } from "../../src/domain/ids.ts";
import {
  boundOrganisation,
  findInstallation,
  removeInstallation,
  saveBinding,
  saveInstallation,
} from "../../src/store/people/workspaces.ts";
import { type EncryptionKey, seal, unseal } from "../../src/store/secrets.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import fc from "../helpers/fast-check.ts";

const key = (id: string): EncryptionKey => ({ id, key: randomBytes(32) });
const [first, second] = [key("k1"), key("k2")];
const TOKEN = "xoxb-1234567890-abcdefgh";

describe("a sealed secret", () => {
  test("opens again, whatever it was and whatever it belongs to", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (secret, belongsTo) => {
        expect(unseal([first], seal([first], secret, belongsTo), belongsTo)).toBe(secret);
      }),
    );
  });

  test("never looks the same twice, and shows nothing of what it holds", () => {
    const sealed = [seal([first], TOKEN, "slack:T1"), seal([first], TOKEN, "slack:T1")];
    expect(sealed[0]).not.toBe(sealed[1]);
    expect(sealed.join()).not.toContain("xoxb");
    expect(sealed.join()).not.toContain(Buffer.from(TOKEN).toString("base64").slice(0, 12));
  });

  test("doesn't open when it was moved to another workspace", () => {
    expect(() => unseal([first], seal([first], TOKEN, "slack:T1"), "slack:T2")).toThrow();
  });

  test("doesn't open when a single character was changed", () => {
    const sealed = seal([first], TOKEN, "slack:T1");
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), (at) => {
        const other = sealed[at] === "A" ? "B" : "A";
        const changed = `${sealed.slice(0, at)}${other}${sealed.slice(at + 1)}`;
        // The padding of base64 has bits that nobody reads.
        const isSame = changed.split(":").every((part, index) => {
          const before = sealed.split(":")[index] ?? "";
          return index === 0
            ? part === before
            : Buffer.from(part, "base64").equals(Buffer.from(before, "base64"));
        });
        if (!isSame) expect(() => unseal([first], changed, "slack:T1")).toThrow();
      }),
    );
  });

  test("of a key that isn't listed says which one is missing, and not what is sealed", () => {
    const sealed = seal([first], TOKEN, "slack:T1");
    expect(() => unseal([second], sealed, "slack:T1")).toThrow(
      'No encryption key "k1" in BCN_ENCRYPTION_KEYS',
    );
  });

  test("doesn't open with another key of the same id", () => {
    expect(() => unseal([key("k1")], seal([first], TOKEN, "slack:T1"), "slack:T1")).toThrow();
  });

  test("is sealed with the first key and opened with any that is listed: keys can be changed", () => {
    const old = seal([first], TOKEN, "slack:T1");
    const renewed = seal([second, first], TOKEN, "slack:T1");
    expect(unseal([second, first], old, "slack:T1")).toBe(TOKEN);
    expect(unseal([second], renewed, "slack:T1")).toBe(TOKEN);
  });
});

describe("a workspace's token in the database", () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.close());

  const fiji = { platform: "slack", id: "T0FIJI" } as const;
  const installation = {
    ...fiji,
    name: "NTPC",
    token: TOKEN,
    botUserId: "U0BOT",
    botId: "B0BOT",
  };
  const now = new Date("2026-11-24T03:00:00Z");

  test("can't be read there, in no table and no form", async () => {
    await saveInstallation(db.database, [first], installation, now);
    const rows = await db.database.execute(sql`select workspaces::text as row from workspaces`);
    const base64 = Buffer.from(TOKEN).toString("base64");
    for (const form of [TOKEN, TOKEN.slice(5), base64, Buffer.from(TOKEN).toString("hex")]) {
      expect(JSON.stringify(rows)).not.toContain(form);
    }
    expect(await findInstallation(db.database, [first], fiji)).toEqual(installation);
  });

  test("is read with an older key until the app is installed anew, then sealed with the first", async () => {
    await saveInstallation(db.database, [first], installation, now);
    expect((await findInstallation(db.database, [second, first], fiji))?.token).toBe(TOKEN);
    await saveInstallation(db.database, [second, first], installation, now);
    expect((await findInstallation(db.database, [second], fiji))?.token).toBe(TOKEN);
  });

  test("is forgotten when the app is removed; the binding stays for the next installation", async () => {
    await saveInstallation(db.database, [first], installation, now);
    await saveBinding(db.database, fiji, organisationId("FJ"));
    await removeInstallation(db.database, fiji, now);
    await removeInstallation(db.database, fiji, now);
    expect(await findInstallation(db.database, [first], fiji)).toBeUndefined();
    const [row] = await db.database.execute(sql`select sealed_token from workspaces`);
    expect(row).toEqual({ sealed_token: null });
    await saveInstallation(db.database, [first], { ...installation, token: "xoxb-new" }, now);
    expect((await findInstallation(db.database, [first], fiji))?.token).toBe("xoxb-new");
    expect(await boundOrganisation(db.database, fiji)).toBe("FJ");
  });

  test("a workspace where the app never was can't be bound and has no token", async () => {
    const nowhere = { platform: "slack", id: "T0NOWHERE" } as const;
    expect(await saveBinding(db.database, nowhere, organisationId("FJ"))).toBe(false);
    expect(await findInstallation(db.database, [first], nowhere)).toBeUndefined();
  });
});
