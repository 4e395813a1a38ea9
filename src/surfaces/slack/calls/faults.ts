import type { Log } from "../../../domain/log.ts";
import type { Commands } from "../../command.ts";
import { type Faults, makeFaults as makeSharedFaults } from "../../shared/faults.ts";
import { isTokenRefused } from "../sending/send-failure.ts";

export const makeFaults = (commands: Commands, log: Log, reference: () => string): Faults => {
  const faults = makeSharedFaults(commands, log, reference);
  return {
    tell(cause, during, unsaved) {
      if (!isTokenRefused(cause)) return faults.tell(cause, during, unsaved);
      // Slack tells of a removed app a moment after it has revoked the token: no fault of ours.
      log.warn({ err: cause, during }, "Slack refuses the workspace's token: was the app removed?");
      return commands.notInstalled;
    },
  };
};
