/** What can be pressed and sent, by name: a button or a form whose verb stands in no row doesn't compile. */

import { ACTION_NAMES } from "./requests/actions/actions.ts";

/** Buttons of cards, lists, the home and forms. */
export const BUTTON_VERBS = [
  // A request, and who handles it.
  ...(["read", "more", "take", "assign", "read-letter", "list-requests", "find-requests"] as const),
  ...ACTION_NAMES,
  // A file that was sent in a message, as the endorsement letter of a request.
  ...(["give-letter", "place-letter"] as const),
  // Where no form can be opened from typing, and the way back from one.
  "open-form",
  // Drafts.
  ...(["start-draft", "start-another", "start-on-behalf", "edit-draft", "discard-draft"] as const),
  "hold-draft",
  // Within the form of a draft.
  ...(["back", "add", "add-another", "change", "remove", "go-to-step"] as const),
  ...(["use-other", "keep-shown", "change-evidence"] as const),
  // A closing date, and whoever missed it.
  ...(["closing-of", "not-this-round", "keep-draft", "ask-late-admission", "admit-late"] as const),
  // Programmes and channels.
  ...(["read-notification", "edit-notification", "discard-notification"] as const),
  ...(["subscribe", "unsubscribe", "test-message"] as const),
  // Members, their people and calendars.
  ...([
    "all-members",
    "member",
    "correct-member",
    "invite",
    "add-account",
    "join",
    "publish",
  ] as const),
  ...(["remove-role", "revoke-invitation"] as const),
  ...(["calendar", "other-calendar", "remove-holiday"] as const),
  // Workspaces.
  ...(["approve-workspace", "refuse-workspace"] as const),
] as const;

export type ButtonVerb = (typeof BUTTON_VERBS)[number];

export const FORM_VERBS = [
  ...(["request", "on-behalf", "assign", "find-requests"] as const),
  ...ACTION_NAMES,
  "place-letter",
  ...(["admit", "ask-late-admission", "admit-late"] as const),
  ...(["publish", "members", "invite", "join", "calendar"] as const),
] as const;

/** `loading` holds a form's place until it is drawn; nothing is sent from it. */
export type FormVerb = (typeof FORM_VERBS)[number] | "loading";
