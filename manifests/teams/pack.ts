/** `npm run manifest:teams`: writes the app package. What is set already goes before `.env`. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { makeAppPackage } from "./app-package.ts";

const FILE = "dist/teams/bcn.zip";

if (existsSync(".env")) process.loadEnvFile();
const made = makeAppPackage(process.env);
if (made.ok) {
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, made.zip);
  console.log(`${FILE} is written. Upload it as docs/install-teams.md says.`);
} else {
  for (const problem of made.problems) console.error(problem);
  process.exitCode = 78;
}
