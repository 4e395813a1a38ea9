import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { makeAppPackage } from "../../manifests/teams/app-package.ts";
import { ROOT } from "./helpers/product.ts";

const folder = mkdtempSync(join(tmpdir(), "bcn-app-package-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** As `npm run manifest:teams` does, in a folder that has a `.env` of its own. */
const pack = (env: Readonly<Record<string, string>>) => {
  const tsx = pathToFileURL(join(ROOT, "node_modules/tsx/dist/loader.mjs")).href;
  const args = ["--import", tsx, join(ROOT, "manifests/teams/pack.ts")];
  return spawnSync(process.execPath, args, { cwd: folder, env, encoding: "utf8" });
};

test("the Teams app is packed for the environment and .env, or it is said what is missing", () => {
  const id = { TEAMS_APP_ID: "0b0b0b0b-0000-4000-8000-00000000b07a" };
  const { status, stderr } = pack(id);
  expect(status).toBe(78);
  expect(stderr).toMatch(/^BCN_PUBLIC_URL is missing: .*\n$/);

  writeFileSync(join(folder, ".env"), "BCN_PUBLIC_URL=https://bcn.example.org\n");
  expect(pack(id)).toMatchObject({
    status: 0,
    stdout: "dist/teams/bcn.zip is written. Upload it as docs/install-teams.md says.\n",
  });
  const made = makeAppPackage({ ...id, BCN_PUBLIC_URL: "https://bcn.example.org" });
  expect({ ok: true, zip: readFileSync(join(folder, "dist/teams/bcn.zip")) }).toEqual(made);
});
