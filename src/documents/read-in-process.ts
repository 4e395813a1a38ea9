import { spawn } from "node:child_process";
import { once } from "node:events";
import { constants, setPriority } from "node:os";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { WasRead } from "../domain/notifications/reading.ts";
import { refused } from "../domain/outcome.ts";
import { answerFrom } from "./reading-answer.ts";
import { ANSWER_FD, type Asked, inWire } from "./reading-wire.ts";

export interface ReadLimits {
  readonly withinMs: number;
  /** Of memory of any kind, all of the process together. */
  readonly maxBytes: number;
  readonly maxAnswerBytes: number;
}

const HERE = fileURLToPath(new URL(".", import.meta.url));
/** From the source it needs what `npm start` runs with; what is built is plain JavaScript. */
const PROGRAM = import.meta.url.endsWith(".ts")
  ? ["--import", "tsx", "reading-process.ts"]
  : ["reading-process.js"];
/** MiB: V8 collects before the whole process is at its limit, half of which buffers may take. */
const V8 = ["--max-old-space-size=128"];

/**
 * Reads in a process of its own, which is killed when it takes too long or too much, and when the
 * signal says so; then it rejects with the signal's reason. Rejects too when the process fails.
 */
export const readInProcess = async (
  asked: Asked,
  { withinMs, maxBytes, maxAnswerBytes }: ReadLimits,
  signal: AbortSignal,
): Promise<WasRead> => {
  signal.throwIfAborted();
  const child = spawn(
    process.execPath,
    [...V8, ...PROGRAM, String(process.pid), String(maxBytes)],
    {
      cwd: HERE,
      env: {},
      stdio: ["pipe", "ignore", "ignore", "pipe"],
      timeout: withinMs,
      killSignal: "SIGKILL",
    },
  );
  const kill = () => void child.kill("SIGKILL");
  signal.addEventListener("abort", kill);
  try {
    const answered = answerOf(child.stdio[ANSWER_FD], maxAnswerBytes, kill);
    const ended = Promise.all([once(child, "close"), answered]);
    yieldToOthers(child.pid);
    // Killed while it is still being told: how it ended says why.
    child.stdin?.on("error", () => undefined);
    for (const part of inWire(asked)) child.stdin?.write(part);
    child.stdin?.end();
    const [[code, killedBy], answer] = await ended;
    signal.throwIfAborted();
    if (answer === "tooLarge" || isTooHeavy(code, killedBy)) return tooHeavy(asked);
    if (code === 0) return answerFrom(answer.toString());
    throw new Error(`The process that reads a document ended with ${killedBy ?? code}`);
  } finally {
    signal.removeEventListener("abort", kill);
    kill();
  }
};

const tooHeavy = ({ source }: Asked): WasRead =>
  refused({ kind: "unreadable", problem: { kind: "tooHeavy", source: source.kind } });

/** Killed by us, by its own watch or by the system; or by V8, which aborts where its heap is full. */
const isTooHeavy = (code: number | null, killedBy: string | null): boolean =>
  killedBy === "SIGKILL" || killedBy === "SIGABRT" || code === 134;

/** People who wait for an answer go before it. Refused by the system, it is only slower for them. */
const yieldToOthers = (pid: number | undefined): void => {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It is gone already, or may not be changed here.
  }
};

/** What is more than it may be is not kept: whoever writes it is killed. */
const answerOf = async (
  pipe: unknown,
  maxBytes: number,
  kill: () => void,
): Promise<Buffer | "tooLarge"> => {
  if (!(pipe instanceof Readable)) throw new Error("The reading process has no way to answer");
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of pipe) {
    size += chunk.length;
    if (size > maxBytes) kill();
    else chunks.push(chunk);
  }
  return size > maxBytes ? "tooLarge" : Buffer.concat(chunks);
};
