/** The shape of a row of `commands.ts`, and the answers that all rows share. */
import type { WorkspaceStanding } from "../domain/members/workspace-proposals.ts";
import type { ReadNotification, Unreadable } from "../domain/notifications/reading.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { Person } from "../domain/people.ts";
import type { Platform } from "../domain/platform.ts";
import type { ButtonVerb, FormVerb } from "../domain/verbs.ts";
import type { FieldErrors, Form } from "../forms/form.ts";
import { type HelpWord, notFound, replayed, stranger } from "../messages/answers.ts";
import type { Message } from "../messages/message.ts";
import type {
  Again,
  Capabilities,
  Changed,
  Pressed,
  Reply,
  Submitted,
  Typed,
  Written,
} from "../surfaces/command.ts";
import type { Interaction } from "../use-cases/context.ts";

/** What all commands of a surface are made with. */
export interface CommandDeps {
  readonly surface: Capabilities;
  /** Where people may be, this surface's among them; where it is left out, there alone. */
  readonly platforms?: readonly Platform[];
  readonly fetchFile: FetchFile;
  readonly readNotification: ReadNotification;
  /** Where officers approve each workspace before its people may do more than join; absent: nowhere. */
  readonly standingOf?: (workspace: string) => Promise<WorkspaceStanding>;
}

/** Brings a file that was uploaded into a form or came with a message, for whoever sent it. */
export type FetchFile = (
  call: Pick<Written, "account" | "place">,
  fileId: string,
) => Promise<Outcome<{ readonly name: string; readonly bytes: Uint8Array }, Unreadable>>;

export interface Command {
  /** What people type after the bot's name. */
  readonly word: HelpWord;
  /** Whether `help` offers it; the use case checks again. */
  readonly who: (person: Person) => boolean;
  /** `rest`: all after the word. */
  readonly typed: (call: Typed, rest: string) => Promise<Reply>;
  /** Buttons by verb, on cards and in its form, that no form answers. */
  readonly buttons?: Readonly<Partial<Record<ButtonVerb, (call: Pressed) => Promise<Words>>>>;
  /** Those that a form answers, or words that say why not. */
  readonly openers?: Readonly<Partial<Record<ButtonVerb, (call: Pressed) => Promise<Reply>>>>;
  /** The form of its own word. */
  readonly form?: FormCalls;
  /** Further forms by verb. */
  readonly forms?: Readonly<Partial<Record<FormVerb, FormCalls>>>;
}

interface FormCalls {
  readonly submitted: (call: Submitted) => Promise<Reply>;
  readonly changed: (call: Changed) => Promise<Reply>;
  /** As it stands now. Only reads: a call that was used up already may ask for it. */
  readonly again: (call: Again) => Promise<Reply>;
}

/** Any answer but a form. */
export type Words = Exclude<Reply, { readonly kind: "form" }>;

type Said = Extract<Reply, { readonly kind: "say" }>;

/** Who calls, and when. */
export type Caller = Pick<Typed, "account" | "arrival">;

export const interactionOf = ({ account, arrival }: Caller): Interaction => ({
  account,
  at: arrival.at,
  delivery: arrival.delivery,
});

export const say = (message: Message): Said => ({ kind: "say", message });
export const open = (form: Form): Reply => ({ kind: "form", form });
export const errors = (at: FieldErrors): Words => ({ kind: "errors", errors: at });
export const nothing: Words = { kind: "nothing" };

type CommonRefusal =
  | { readonly kind: "stranger"; readonly former?: boolean }
  | { readonly kind: "replayed" | "notFound" };

const commonAnswers = { stranger, replayed, notFound } as const;

export const isCommon = (refusal: { readonly kind: string }): refusal is CommonRefusal =>
  refusal.kind in commonAnswers;

export const sayCommon = (refusal: CommonRefusal): Said =>
  say(refusal.kind === "stranger" ? stranger(refusal) : commonAnswers[refusal.kind]());
