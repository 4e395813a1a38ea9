/**
 * The process in which one document is read, started by `reading.ts`: it is given bytes, gives back
 * what was read or why not, and ends. It has no secrets and no database.
 */
import { writeFileSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import { readSource } from "./read-source.ts";
import { watchThisProcess } from "./reading-watch.ts";
import { ANSWER_FD, fromWire } from "./reading-wire.ts";

const [parentPid = 0, maxBytes = 0] = process.argv.slice(2).map(Number);
await watchThisProcess({ parentPid, maxBytes });
const { source, members } = fromWire(await buffer(process.stdin));
writeFileSync(ANSWER_FD, JSON.stringify(await readSource(source, members)));
process.exit();
