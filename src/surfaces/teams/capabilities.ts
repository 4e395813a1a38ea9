import type { Capabilities } from "../command.ts";

export const TEAMS_CAPABILITIES: Capabilities = {
  opensFormFromTyping: false,
  stacksForms: false,
  savesAsYouType: false,
  pushesHome: false,
  takesFilesInForms: false,
  answersInChannels: false,
};
