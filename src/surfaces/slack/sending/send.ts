import type { webApi } from "@slack/bolt";
import type { Log } from "../../../domain/log.ts";
import type { Delivered, Delivery, Sender } from "../../command.ts";
import { findSent } from "./already-sent.ts";
import { makeSlackClients, type SlackClient } from "./clients.ts";
import { digestOf } from "./digest.ts";
import { MESSAGE_EVENT, posting } from "./posting.ts";
import { asHarmless, isDisallowed, outcomeOfFailure, untilInstalled } from "./send-failure.ts";
import { sendFile } from "./send-file.ts";

interface Deps {
  /** The bot token of a workspace; undefined when it isn't one of ours (any more). */
  readonly tokenFor: (workspace: string) => Promise<string | undefined>;
  readonly apiUrl?: string | undefined;
  readonly log: Log;
}

/**
 * Sends for the outbox. Never throws for what Slack says; `sent` has the reference "CHANNEL:TS"
 * ("CHANNEL:" where Slack doesn't say when, as of a file). Each message carries its outbox id, so that
 * after a lost answer it can be looked for; a file, which can't, is known by its words, name and size.
 */
export function makeSlackSender(deps: Deps): Sender {
  const clients = makeSlackClients(deps);
  const trySending = async (delivery: Delivery): Promise<Delivered> => {
    const token = await deps.tokenFor(delivery.workspace);
    if (token === undefined) return untilInstalled("workspace_not_installed");
    const client = clients.background(token);
    const uploadedBy = AbortSignal.timeout(UPLOADED_WITHIN_MS);
    try {
      return (
        (await lookFirst(client, delivery, deps.log)) ??
        (await send(client, delivery, { ...deps, uploadedBy }))
      );
    } catch (error) {
      return outcomeOfFailure(error);
    }
  };
  return { send: trySending, secondsBetween: SECONDS_BETWEEN, looksUpSent: true };
}

/** docs/platform-limits.md: chat.postMessage takes one message a second a channel. */
const SECONDS_BETWEEN = 1;

/** A letter is leased for 45 s, and sharing what was uploaded takes up to 10: looking first is in it. */
const UPLOADED_WITHIN_MS = 30_000;

async function send(
  client: SlackClient,
  delivery: Delivery,
  to: Pick<Deps, "apiUrl"> & { readonly uploadedBy: AbortSignal },
): Promise<Delivered> {
  const { file } = delivery.message;
  if (!file) return sendMessage(client, delivery);
  const sent = await sendFile(client, delivery, file, to);
  const isToBeTold = sent.kind === "refused" && !sent.receiverGone;
  return isToBeTold ? sendMessage(client, { ...delivery, message: file.ifRefused }) : sent;
}

async function sendMessage(client: SlackClient, delivery: Delivery): Promise<Delivered> {
  const metadata = { event_type: MESSAGE_EVENT, event_payload: { id: delivery.id } };
  const message = posting(delivery.conversation, delivery.message, metadata);
  const sent = await client.chat.postMessage(message);
  return { kind: "sent", reference: referenceOf(sent, delivery), digest: digestOf(message) };
}

const referenceOf = (sent: webApi.ChatPostMessageResponse, delivery: Delivery): string =>
  `${sent.channel ?? delivery.conversation}:${sent.ts ?? ""}`;

/**
 * After a lost answer: `sent` when the message is there, undefined when it may be sent. A pause
 * that Slack asks for is kept; when Slack won't let us look at all, it is sent, since a message
 * twice is better than none.
 */
async function lookFirst(
  client: SlackClient,
  delivery: Delivery,
  log: Log,
): Promise<Delivered | undefined> {
  if (!delivery.askFirst) return undefined;
  try {
    const reference = await findSent(client, delivery);
    return reference === undefined ? undefined : { kind: "sent", reference };
  } catch (error) {
    if (isDisallowed(error)) {
      log.warn(
        { err: error, letter: delivery.id },
        "couldn't look for a message, so it is sent (again)",
      );
      return undefined;
    }
    return asHarmless(outcomeOfFailure(error));
  }
}
