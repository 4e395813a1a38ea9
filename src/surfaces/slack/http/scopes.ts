/** The bot scopes of the manifest, each with its reason in docs/slack-scopes.md; a test compares them. */
export const SCOPES = [
  "channels:history",
  "chat:write",
  "commands",
  "files:read",
  "groups:history",
  "im:history",
  "im:write",
] as const;
