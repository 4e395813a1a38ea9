import type { Context } from "@slack/bolt";
import type { Log } from "../../../domain/log.ts";
import type { Commands, Reply } from "../../command.ts";
import type { Faults } from "../../shared/faults.ts";
import type { SlackClients } from "../sending/clients.ts";
import type { Acknowledgement } from "./acknowledgement.ts";
import type { Arrived } from "./arrival.ts";
import { type Modals, makeModals } from "./modals.ts";

export interface ListenerDeps {
  readonly commands: Commands;
  readonly loading: Commands["loading"];
  readonly clients: SlackClients;
  readonly faults: Faults;
  readonly log: Log;
  /** For the log: nothing was done, and by a word of ours why. */
  readonly refused: (kind: string) => void;
}

/** What we put into Bolt's context with each call. */
export interface OurContext {
  readonly arrived: Arrived;
  readonly acknowledgement: Acknowledgement;
  /** Absent when the workspace isn't known (any more), or couldn't be looked up. */
  readonly workspaceToken?: string;
  readonly notAuthorized?: unknown;
}

export type CallContext = Context & OurContext;

/** False when it was looked for and isn't there: not known, or the app was removed. */
export const isInstalled = ({ workspaceToken, notAuthorized }: CallContext): boolean =>
  workspaceToken !== undefined || notAuthorized !== undefined;

/** The call itself, or a fault when its workspace couldn't be looked up: nothing is done then. */
export const authorized =
  (context: CallContext, { commands }: ListenerDeps, work: () => Promise<Reply>) =>
  async (): Promise<Reply> => {
    const { notAuthorized: cause } = context;
    if (cause !== undefined) throw new Error("The workspace couldn't be looked up", { cause });
    return isInstalled(context) ? work() : { kind: "say", message: commands.notInstalled };
  };

export const modalsOf = ({ workspaceToken }: CallContext, { clients }: ListenerDeps): Modals =>
  makeModals(clients.interactive(workspaceToken ?? ""));
