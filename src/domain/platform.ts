/** Chat platforms that a person, a workspace or a letter can belong to. */
export const PLATFORMS = ["slack", "teams"] as const;
export type Platform = (typeof PLATFORMS)[number];

/** Whether the app is installed workspace by workspace; otherwise a tenant is known once it is named. */
export const isInstalled = (platform: Platform): boolean => platform === "slack";

/**
 * What names a workspace, tenant or person there, as it is kept: Microsoft's ids are the same ones in any
 * letters, and written small. Undefined when it can't be one.
 */
export const idOn = (platform: Platform, text: string): string | undefined => {
  const id = platform === "teams" ? text.toLowerCase() : text;
  return ID[platform].test(id) ? id : undefined;
};

const ID: Readonly<Record<Platform, RegExp>> = {
  slack: /^[A-Z0-9]+$/,
  teams: /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/,
};
