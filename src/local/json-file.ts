import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** Longest time between a change and its write, in milliseconds. */
const WRITE_DELAY_MS = 200;

export interface JsonFile<Value> {
  value: Value;
  /** Call after changing `value`: it is written within 250 ms. */
  changed(): void;
  /** Writes now what is not written yet. */
  flush(): Promise<void>;
}

/** One JSON file, held in memory and written whole and atomically (a new file, then renamed). */
export async function openJsonFile<Value>(path: string, initial: Value): Promise<JsonFile<Value>> {
  await mkdir(dirname(path), { recursive: true });
  const file = { value: await readOr(path, initial), changed, flush };
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  function changed(): void {
    timer ??= setTimeout(() => flush().catch(report), WRITE_DELAY_MS);
  }

  function flush(): Promise<void> {
    if (timer === undefined) return writing;
    clearTimeout(timer);
    timer = undefined;
    const text = JSON.stringify(file.value);
    writing = writing.catch(() => undefined).then(() => replace(path, text));
    return writing;
  }

  return file;
}

/** The local workspace goes on without its newest changes on disk, and says so. */
const report = (fault: unknown): void =>
  console.error("The local workspace could not save:", fault);

async function readOr<Value>(path: string, initial: Value): Promise<Value> {
  const text = await readFile(path, "utf8").catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === "ENOENT") return undefined;
    throw fault;
  });
  if (text === undefined) return initial;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(
      `The local workspace cannot read ${path}: it is not JSON. Remove it to start anew.`,
      { cause },
    );
  }
}

async function replace(path: string, text: string): Promise<void> {
  const written = `${path}.new`;
  await writeFile(written, text, { mode: 0o600 });
  await rename(written, path);
}
