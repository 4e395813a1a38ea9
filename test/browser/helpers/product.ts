import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const TSX = join(ROOT, "node_modules", ".bin", "tsx");
const MOST_STARTING_MS = 50_000;

/** The whole product as `npm start` runs it, on data of its own. */
export interface Product {
  /** "http://127.0.0.1:PORT", as its log names it. */
  readonly origin: string;
  /** Log lines of level error and above. */
  readonly errors: string[];
  /** Gives its exit code, and takes its data away. */
  stop(): Promise<number | null>;
}

export async function startProduct(): Promise<Product> {
  const folder = await mkdtemp(join(tmpdir(), "bcn-walk-"));
  const child = spawn(TSX, ["src/main.ts"], {
    cwd: ROOT,
    env: { ...bareEnvironment(), PORT: "0", BCN_DATA: join(folder, "data") },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const errors: string[] = [];
  return {
    origin: await originOf(child, errors),
    errors,
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      const [code] = await ended;
      await rm(folder, { recursive: true, force: true });
      return code;
    },
  };
}

/** None of the caller's own settings: no token, no database. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const settings = /^(BCN_|SLACK_|DATABASE_URL$|NODE_ENV$|VITEST)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !settings.test(name)));
}

function originOf(child: ChildProcess, errors: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let unfinished = "";
    const late = setTimeout(() => reject(new Error("It didn't start in time")), MOST_STARTING_MS);
    child.once("exit", (code) => reject(new Error(`It ended with ${code} before it was open`)));
    child.stdout?.on("data", (bytes: Buffer) => {
      const lines = (unfinished + bytes.toString("utf8")).split("\n");
      unfinished = lines.pop() ?? "";
      for (const line of lines) {
        if (/"level":[5-9]0/.test(line)) errors.push(line);
        const [origin] = line.match(/(?<=local workspace is open: )http:\/\/[^/"]+/) ?? [];
        if (!origin) continue;
        clearTimeout(late);
        resolve(origin);
      }
    });
  });
}
