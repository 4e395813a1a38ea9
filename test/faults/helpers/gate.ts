/** Between Slack and the product: the product's newest address, and a note of each acknowledgement. */
import { request as ask, type IncomingMessage, type ServerResponse } from "node:http";
import type { Json } from "../../product/helpers/fake-slack.ts";

/**
 * "afterCommit" hands the product's own answer on. "atOnce" is what is to be found out: a submission
 * is acknowledged as soon as the product has it, and whatever comes of it comes of it.
 */
export type Acknowledging = "afterCommit" | "atOnce";

export interface Gate {
  /** Draft → the number that the sender saw; undefined where the acknowledgement had none yet. */
  readonly acknowledged: ReadonlyMap<string, string | undefined>;
  /** Drafts whose sender was told two different numbers. */
  readonly contradicted: string[];
  /** Submissions of a whole draft, tries again among them. */
  readonly submissions: () => number;
  /** When the next one has reached the product. */
  nextSubmission(): Promise<void>;
  /** True when the product has answered all that it was given, or died over it. */
  readonly isIdle: () => boolean;
  /** The sender of the draft saw the number, or "Received" without one. */
  note(draft: string, number: string | undefined): void;
  /** Where the product listens; undefined while it is down. */
  leadTo(url: string | undefined): void;
  pass(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export function makeGate(acknowledging: Acknowledging): Gate {
  const acknowledged = new Map<string, string | undefined>();
  const contradicted: string[] = [];
  let submissions = 0;
  const waiting: (() => void)[] = [];
  let onTheWay = 0;
  let product: string | undefined;

  const note = (draft: string, number: string | undefined): void => {
    const before = acknowledged.get(draft);
    if (before && number && before !== number) contradicted.push(draft);
    acknowledged.set(draft, number ?? before);
  };

  const pass: Gate["pass"] = async (request, response) => {
    const body = await bodyOf(request);
    const draft = draftSentIn(body);
    if (draft) submissions += 1;
    if (product === undefined) return void request.socket.destroy();
    const { method, headers } = request;
    onTheWay += 1;
    const onward = ask(`${product}${request.url}`, { method, headers }, async (answer) => {
      const text = (await bodyOf(answer).catch(() => undefined))?.toString();
      if (text === undefined) return void request.socket.destroy();
      if (response.writableEnded) return;
      response.writeHead(answer.statusCode ?? 500, answer.headers).end(text, () => {
        const number = /BCN-\d{4}-\d{3,}/.exec(text)?.[0];
        if (draft && number && answer.statusCode === 200) note(draft, number);
      });
    });
    onward.on("error", () => void (response.writableEnded || request.socket.destroy()));
    onward.once("close", () => {
      onTheWay -= 1;
    });
    onward.end(body, () => {
      if (draft) for (const tell of waiting.splice(0)) tell();
      if (!draft || acknowledging !== "atOnce") return;
      response.writeHead(200, JSON_TYPE).end(RECEIVED, () => note(draft, undefined));
    });
  };
  return {
    acknowledged,
    contradicted,
    submissions: () => submissions,
    nextSubmission: () => new Promise((reached) => waiting.push(reached)),
    isIdle: () => onTheWay === 0,
    note,
    leadTo: (url) => {
      product = url;
    },
    pass,
  };
}

const JSON_TYPE = { "content-type": "application/json" };
const plain = (text: string): Json => ({ type: "plain_text", text });
const RECEIVED = JSON.stringify({
  response_action: "update",
  view: {
    type: "modal",
    title: plain("Received"),
    close: plain("Done"),
    blocks: [{ type: "section", text: plain("Received") }],
  },
});

const bodyOf = async (message: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part);
  return Buffer.concat(parts);
};

/** The draft of a submission from the check step, where *Send request* is. */
const draftSentIn = (body: Buffer): string | undefined => {
  const text = new URLSearchParams(body.toString()).get("payload");
  const payload = text ? JSON.parse(text) : undefined;
  if (payload?.type !== "view_submission") return undefined;
  const { draft, step } = JSON.parse(payload.view.private_metadata || "{}");
  return step === "check" ? draft : undefined;
};
