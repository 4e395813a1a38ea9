/** Chat platforms that a person, a workspace or a letter can belong to. */
export const PLATFORMS = ["slack", "teams"] as const;
export type Platform = (typeof PLATFORMS)[number];

/** Whether the app is installed workspace by workspace; otherwise a tenant is known once it is named. */
export const isInstalled = (platform: Platform): boolean => platform === "slack";
