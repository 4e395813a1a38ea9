import { afterAll, beforeAll, expect, test } from "vitest";
import { putSealed, sealedAnew, sealedSecrets } from "../../src/store/people/sealed-secrets.ts";
import { findInstallation, saveInstallation } from "../../src/store/people/workspaces.ts";
import { rotateKeys } from "../../src/use-cases/rotate-keys.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";

const OLD = { id: "k1", key: Buffer.alloc(32, 1) };
const NEW = { id: "k2", key: Buffer.alloc(32, 2) };
const FIJI = { platform: "slack", id: "T0FIJI" } as const;

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const install = (token: string, key = OLD) =>
  saveInstallation(
    db.database,
    [key],
    { ...FIJI, name: "NTPC", token, refreshToken: `${token}/refresh`, botUserId: "U", botId: null },
    new Date(),
  );
const tokenUnder = async (key: typeof OLD) =>
  (await findInstallation(db.database, [key], FIJI))?.token;

test("a workspace that is installed anew meanwhile keeps its own tokens, and is sealed in the next round", async () => {
  await install("xoxb-first");
  const [secret] = await sealedSecrets(db.database);
  if (!secret) throw new Error("Nothing is sealed");
  const late = sealedAnew([NEW, OLD], secret);
  await install("xoxb-second");
  expect(await putSealed(db.database, secret, late)).toBe(false);
  expect(await tokenUnder(OLD)).toBe("xoxb-second");
  const rotated = await rotateKeys({ database: db.database }, [NEW, OLD]);
  expect(rotated).toEqual({
    sealedAnew: 2,
    inUse: [{ key: "k2", secrets: 2 }],
    unopened: [],
  });
  expect(await tokenUnder(NEW)).toBe("xoxb-second");
});

test("what none of the keys opens stays as it is, and is named", async () => {
  await install("xoxb-third", { id: "k0", key: Buffer.alloc(32, 9) });
  expect(await rotateKeys({ database: db.database }, [NEW, OLD])).toEqual({
    sealedAnew: 0,
    inUse: [
      { key: "k2", secrets: 0 },
      { key: "k0", secrets: 2 },
    ],
    unopened: [
      { workspace: "slack:T0FIJI", key: "k0" },
      { workspace: "slack:T0FIJI", key: "k0" },
    ],
  });
});
