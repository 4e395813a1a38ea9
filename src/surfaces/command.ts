/**
 * The contract between the ways in (Slack, Teams) and what people can do. A surface turns a
 * platform's call into one of these, and the reply into the platform's answer; it knows nothing else.
 */
import type { Platform } from "../domain/platform.ts";
import type { DateTime } from "../domain/time.ts";
import type { Answers, FieldErrors, Form, Pointer } from "../forms/form.ts";
import type { Home } from "../messages/home/home-page.ts";
import type { Message, SentFile } from "../messages/message.ts";

/** What a surface can do; commands ask this, never a platform's name. */
export interface Capabilities {
  /** A word that was typed can be answered with a form. Otherwise a button has to open it. */
  readonly opensFormFromTyping: boolean;
  /** A form that a form opens lies on top of it, and closing it leads back. Otherwise it takes its place. */
  readonly stacksForms: boolean;
  /** Each change of an input is told at once. Otherwise what is typed is told with the next press. */
  readonly savesAsYouType: boolean;
  /** A home is always there and drawn anew by itself. Otherwise it is a message, asked for by a bare call. */
  readonly pushesHome: boolean;
  /** A form has inputs for files. Otherwise a file is sent to the bot in a message. */
  readonly takesFilesInForms: boolean;
  /** What is asked in a channel is answered there, for the asker alone. Otherwise it is in the chat with them. */
  readonly answersInChannels: boolean;
}

/** Who pressed, as the platform says; roles are looked up, never trusted from here. */
export interface ChatAccount {
  readonly platform: Platform;
  /** Slack: the person's own workspace, or their organisation where that is all we know; Teams: the tenant. */
  readonly tenant: string;
  /** Slack: the Grid organisation of that workspace; the account is found by either. */
  readonly alsoTenant?: string | undefined;
  readonly user: string;
  /** The call in which they press, as the log names it. */
  readonly call?: string | undefined;
}

/** Where it was typed or pressed. */
export interface Place {
  /** The workspace whose app was called; the one to send with. */
  readonly workspace: string;
  /** Conversation id; absent in a modal or the home. */
  readonly conversation?: string;
  readonly kind: "channel" | "direct" | "none";
}

export interface Arrival {
  /** Programme time when the press arrived: what counts for a closing date. */
  readonly at: DateTime;
  /** Digest of the platform's signed call; the same call again is a replay. */
  readonly delivery: string;
  /**
   * When the person did it by the platform's clock, microseconds since 1970
   * (Slack: `action_ts`). Orders the saves of a draft.
   */
  readonly doneAt: number;
}

interface Call {
  readonly account: ChatAccount;
  readonly place: Place;
  readonly arrival: Arrival;
}

/** `WORD rest`; `text` is all after the bot's name. */
export type Typed = Call & { readonly text: string };

/**
 * A message to the bot: in its direct conversation, or one that mentions it, which is left out of the
 * text; lines are kept. `arrival.delivery` is the message's own, however often the platform tells of it.
 */
export type Written = Call & {
  readonly text: string;
  /** Ids of the files that came with it; they may be fetched at once, and not for long. */
  readonly files: readonly string[];
  /** What else came and can't be fetched: a picture amid the text, or a file where others read along. */
  readonly notTaken?: "picture" | "elsewhere" | undefined;
};

/** A button on a message or in a form; in a form `answers` holds all that is filled in. */
export type Pressed = Call & {
  readonly verb: string;
  readonly id: string;
  readonly form?: OpenForm;
};

/** The form's main button. */
export type Submitted = Call & { readonly form: OpenForm };

/** The form that stands there, or stood, is wanted as it is now. */
export type Again = Call & Pick<OpenForm, "verb" | "pointer">;

/** An input was changed; to be saved. Nearly always answered with nothing: people go on typing. */
export type Changed = Call & {
  readonly form: OpenForm;
  /** The person closes the form with it, so what kept it from being saved is said. */
  readonly closes?: true;
};

export interface OpenForm {
  readonly verb: string;
  readonly pointer: Pointer;
  readonly answers: Answers;
}

export type Reply =
  | { readonly kind: "nothing" }
  /**
   * Said to the person alone. `home`: what it says, where a home is a message: whoever keeps that up to
   * date draws this in its place.
   */
  | { readonly kind: "say"; readonly message: Message; readonly home?: Home }
  /** Opens a form. As the answer to a button or submission in a form it takes that form's place. */
  | { readonly kind: "form"; readonly form: Form }
  /** Keeps the form and all answers; sentences at their fields. */
  | { readonly kind: "errors"; readonly errors: FieldErrors }
  /** Closes the form; the message, if any, is said to the person alone. */
  | { readonly kind: "close"; readonly message?: Message };

export type OfferedFile =
  | { readonly kind: "file"; readonly file: SentFile }
  | { readonly kind: "say"; readonly message: Message };

/** Whose home is looked at, and in which workspace's app. */
export interface HomeOpened extends ChatAccount {
  readonly workspace: string;
}

/** A home that was posted as a message. */
export interface HomePosted extends HomeOpened {
  /** Of what people see there. */
  readonly digest: string;
  /** The message's id. */
  readonly hash: string;
}

/** All that a surface may call. A throw is a fault: the surface logs it and says so in words. */
export interface Commands {
  typed(call: Typed): Promise<Reply>;
  /** Never answered with a form, since a message opens none, and once: told of again, with nothing. */
  written(call: Written): Promise<Reply>;
  pressed(call: Pressed): Promise<Reply>;
  submitted(call: Submitted): Promise<Reply>;
  changed(call: Changed): Promise<Reply>;
  /**
   * The form anew, of this verb and pointer, for a platform that doesn't send the page back on which
   * errors are to be shown. Changes nothing and uses no call up; what may not be seen is said, in words.
   */
  again(call: Again): Promise<Reply>;
  /** A file that a message offered, of this id, as whoever asks may have it now; or why not, in words. */
  offeredFile(call: Call & { readonly id: string }): Promise<OfferedFile>;
  /** Said of a file that was put where its receiver keeps theirs; and why it wasn't, with the way to it. */
  fileGiven(name: string): Message;
  fileNotGiven(why: "declined" | "failed", id: string): Message;
  /** Whether a press of this button may be answered with a form; any other never is. */
  opensForm(verb: string): boolean;
  /** For calls that take longer than a moment: a form, and the words where none can be opened. */
  readonly loading: Form;
  readonly oneMoment: Message;
  /** Said where others read along, after an answer that was for one person alone. */
  readonly answeredInChat: Message;
  /** Said there when that person can't be answered alone, since the app isn't theirs yet. */
  readonly noChatYet: Message;
  /** Of surfaces whose forms tell what is typed with the next press, and whose presses want an answer. */
  readonly labels: Labels;
  /** The words of a fault, and of one that kept what stands in a form from being saved. */
  fault(reference: string): Message;
  unsaved(reference: string): Message;
  /** To whoever calls from a workspace from which the app was removed. */
  readonly notInstalled: Message;
}

interface Labels {
  /** A button that saves what is typed, and what is said then. */
  readonly saveAndClose: string;
  readonly saved: string;
  /** At an input that was left empty. */
  readonly needed: string;
  /** A button of the form that stands there while something takes longer than a moment. */
  readonly lookAgain: string;
  /** The answer to a press is a message of its own. */
  readonly seeBelow: string;
  /** A button of another time. */
  readonly nothingDone: string;
}

export type {
  CardEdit,
  Delivered,
  Delivery,
  Edit,
  Edited,
  Failed,
  Sender,
} from "../messages/delivery.ts";
