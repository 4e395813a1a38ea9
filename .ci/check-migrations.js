// The migrations make exactly the tables of src/store/schema.ts: drizzle-kit finds nothing to add.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const scratch = mkdtempSync(join(tmpdir(), "bcn-migrations-check-"));
const copy = join(scratch, "migrations");
try {
  cpSync(join(root, "migrations"), copy, { recursive: true });
  process.exitCode = report(generateInto(copy));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function generateInto(folder) {
  const kit = createRequire(import.meta.url).resolve("drizzle-kit");
  const program = join(dirname(kit), "bin.cjs");
  const schema = ["--dialect", "postgresql", "--schema", "./src/store/schema.ts"];
  // drizzle-kit puts "./" before this path, so it must not be absolute.
  const out = ["--out", relative(root, folder)];
  // Without input, a question of drizzle-kit (renamed or new?) fails instead of waiting.
  return spawnSync(process.execPath, [program, "generate", ...schema, ...out], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 60_000,
  });
}

/** drizzle-kit ends with 0 even after an error: only its own words and the files count. */
function report({ stdout, stderr }) {
  const known = new Set(readdirSync(join(root, "migrations")));
  const added = readdirSync(copy).filter((name) => !known.has(name));
  for (const name of added) {
    console.error(readFileSync(join(copy, name), "utf8"));
  }
  if (added.length === 0 && stdout.includes("No schema changes")) {
    console.log(
      `migrations: ${[...known].filter((name) => name.endsWith(".sql")).length} files make the schema as it stands`,
    );
    return 0;
  }
  if (added.length === 0) console.error(`${stdout}${stderr}`);
  console.error(
    "The schema and the migrations differ: run `npm run db:generate` and commit what it makes.",
  );
  return 1;
}
