/** Chat platforms that a person, a workspace or a letter can belong to. */
export const PLATFORMS = ["slack", "teams"] as const;
export type Platform = (typeof PLATFORMS)[number];
