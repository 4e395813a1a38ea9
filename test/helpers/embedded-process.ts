/** A process with an embedded server: says where it is, then stops when its input ends. */
import { startEmbedded } from "../../src/store/embedded/server.ts";

const [dataFolder = ""] = process.argv.slice(2);
const server = await startEmbedded({ dataFolder, log: () => undefined });
console.log(JSON.stringify({ url: server.url, adopted: server.adopted }));
process.stdin.on("end", () => server.stop().then(() => process.exit(0)));
process.stdin.resume();
