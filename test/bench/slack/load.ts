/**
 * Sends calls that were made ready before, over raw connections that are kept: a client that parses
 * and builds as it goes would take as long as what it measures.
 */
import { createConnection, type Socket } from "node:net";
import type { Signed } from "../../product/helpers/client.ts";

/** One call as it goes over the wire. */
export type Ready = Buffer;

export const ready = ({ body, headers }: Signed, path = "/slack/events"): Ready =>
  Buffer.from(
    [
      `POST ${path} HTTP/1.1`,
      "host: 127.0.0.1",
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      `content-length: ${Buffer.byteLength(body)}`,
      "",
      body,
    ].join("\r\n"),
  );

export interface Sent {
  readonly seconds: number;
  /** Of each call, from the first byte sent to the last one received; unsorted. */
  readonly millis: readonly number[];
  /** The last answer as it came, to see that it is the one that was meant. */
  readonly lastAnswer: string;
}

/** As fast as the answers come, each connection with one call at a time. Throws unless all are 200. */
export const sendAll = async (
  url: string,
  calls: readonly Ready[],
  connections: number,
): Promise<Sent> => {
  const sockets = await Promise.all(Array.from({ length: connections }, () => connectTo(url)));
  const millis: number[] = [];
  let lastAnswer = "";
  let next = 0;
  const began = performance.now();
  await Promise.all(
    sockets.map(async (socket) => {
      for (let call = calls[next++]; call; call = calls[next++]) {
        const sent = performance.now();
        lastAnswer = await exchange(socket, call);
        millis.push(performance.now() - sent);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  for (const socket of sockets) socket.destroy();
  return { seconds, millis, lastAnswer };
};

/** A call every so often, whether or not the ones before are answered. */
export const sendEvery = async <Call>(
  everyMillis: number,
  calls: readonly Call[],
  send: (call: Call, index: number) => Promise<unknown>,
): Promise<void> => {
  const began = performance.now();
  const sent: Promise<unknown>[] = [];
  for (const [index, call] of calls.entries()) {
    await pauseUntil(began + index * everyMillis);
    const one = send(call, index);
    // Whoever fails meanwhile is heard at the end, with all others.
    one.catch(() => undefined);
    sent.push(one);
  }
  await Promise.all(sent);
};

const pauseUntil = (at: number): Promise<void> =>
  new Promise((done) => setTimeout(done, Math.max(0, at - performance.now())));

export const connectTo = (url: string): Promise<Socket> =>
  new Promise((connected, failed) => {
    const { hostname, port } = new URL(url);
    const socket = createConnection({ host: hostname, port: Number(port), noDelay: true });
    socket.once("connect", () => connected(socket)).once("error", failed);
  });

/** One call and its answer, which is asked to be 200. */
export const exchange = (socket: Socket, call: Ready): Promise<string> =>
  new Promise((answered, failed) => {
    let answer = "";
    const take = (chunk: Buffer): void => {
      answer += chunk.toString("latin1");
      if (!isWhole(answer)) return;
      stopListening();
      if (answer.startsWith("HTTP/1.1 200")) answered(answer);
      else failed(new Error(`Not acknowledged: ${answer.slice(0, 200)}`));
    };
    const cut = (): void => failed(new Error("The connection was cut"));
    const stopListening = (): void => void socket.off("data", take).off("close", cut);
    socket.on("data", take).once("close", cut).write(call);
  });

/** Node answers in chunks, or with a length. */
const isWhole = (answer: string): boolean => {
  const head = answer.indexOf("\r\n\r\n");
  if (head < 0) return false;
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(answer.slice(0, head + 2))?.[1];
  if (length !== undefined) return answer.length >= head + 4 + Number(length);
  return answer.endsWith("\r\n0\r\n\r\n") || answer.endsWith("\r\n\r\n0\r\n\r\n");
};
