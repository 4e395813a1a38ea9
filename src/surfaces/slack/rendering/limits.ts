/** What Slack allows; numbers from docs.slack.dev unless marked (docs/platform-limits.md). */
export const SLACK_LIMITS = {
  textOfSection: 3000,
  textOfHeader: 150,
  elementsOfActions: 25,
  blocksOfMessage: 50,
  blocksOfModal: 100,
  /** Slack's is about 13,200 and undocumented (`msg_blocks_too_long`). */
  charactersOfMessage: 13_000,
  /** Slack's is 250 KB; the rest is room for how it counts. */
  bytesOfModal: 240_000,
  titleOfModal: 24,
  label: 2000,
  placeholder: 150,
  textInput: 3000,
  options: 100,
  textOfOption: 75,
  valueOfOption: 150,
  textOfButton: 75,
  valueOfButton: 2000,
  urlOfButton: 3000,
  titleOfConfirm: 100,
  textOfConfirm: 300,
  buttonOfConfirm: 30,
  metadata: 3000,
  /** Slack names no limit for rich text; these are ours. */
  elementsOfList: 50,
  factsOfBlock: 12,
} as const;
