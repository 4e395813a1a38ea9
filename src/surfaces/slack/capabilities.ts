import type { Capabilities } from "../command.ts";

/** Slack could lay three forms on one another; ours take each other's place, so that none waits below. */
export const SLACK_CAPABILITIES: Capabilities = {
  opensFormFromTyping: true,
  stacksForms: false,
  savesAsYouType: true,
  pushesHome: true,
  takesFilesInForms: true,
  answersInChannels: true,
};
