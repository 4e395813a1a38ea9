/** The bot scopes of the manifest, each with its reason in docs/slack-scopes.md; a test compares them. */
export const SCOPES = [
  "app_mentions:read",
  "channels:history",
  "chat:write",
  "commands",
  "files:read",
  "files:write",
  "groups:history",
  "im:history",
  "im:write",
] as const;
