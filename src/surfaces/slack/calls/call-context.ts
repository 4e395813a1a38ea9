import type { Context } from "@slack/bolt";
import type { Log } from "../../../domain/log.ts";
import type { Commands, Reply } from "../../command.ts";
import type { SlackClients } from "../sending/clients.ts";
import { type Acknowledgement, type BoltAck, makeAcknowledgement } from "./acknowledgement.ts";
import type { Arrived } from "./arrival.ts";
import type { Faults } from "./faults.ts";
import { type Modals, makeModals } from "./modals.ts";

export interface ListenerDeps {
  readonly commands: Commands;
  readonly loading: Commands["loading"];
  readonly clients: SlackClients;
  readonly faults: Faults;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly systemNow: () => number;
}

/** What we put into Bolt's context with each call. */
export interface OurContext {
  readonly arrived: Arrived;
  /** Absent when the workspace isn't known (any more), or couldn't be looked up. */
  readonly workspaceToken?: string;
  readonly notAuthorized?: unknown;
}

export type CallContext = Context & OurContext;

/** The call itself, or a fault when its workspace couldn't be authorised: nothing is done then. */
export const authorized =
  ({ workspaceToken, notAuthorized }: CallContext, work: () => Promise<Reply>) =>
  async (): Promise<Reply> => {
    if (workspaceToken === undefined) {
      throw new Error("The workspace isn't authorised", { cause: notAuthorized });
    }
    return work();
  };

export const acknowledgementOf = (
  ack: BoltAck,
  { arrived }: CallContext,
  { systemNow }: ListenerDeps,
): Acknowledgement => makeAcknowledgement(ack, arrived.systemMillis, systemNow);

export const modalsOf = ({ workspaceToken }: CallContext, { clients }: ListenerDeps): Modals =>
  makeModals(clients.interactive(workspaceToken ?? ""));
