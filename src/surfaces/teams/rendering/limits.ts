/** What Teams allows (docs/platform-limits.md), and how much of it we use. */
export const TEAMS_LIMITS = {
  /** Teams' is about 100 KB. */
  bytesOfCard: 80_000,
  actionsOfSet: 5,
  /** Teams names no limits for these; they are ours. */
  text: 3000,
  titleOfDialog: 60,
  label: 300,
  titleOfAction: 75,
  titleOfChoice: 150,
  summary: 300,
} as const;
