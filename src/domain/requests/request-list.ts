/** A reader's requests, and what they may begin. */
import type { DraftLine } from "../drafts/draft-views.ts";
import type { OrganisationId, RoundId } from "../ids.ts";
import type { Organisation } from "../members/members.ts";
import type { Programme } from "../programmes/programmes.ts";
import type { Round } from "../programmes/rounds.ts";
import type { SentState } from "../states.ts";
import type { ReaderTime } from "../time.ts";
import type { SentRequest } from "./requests.ts";

export interface RequestLine {
  readonly request: SentRequest;
  readonly sender: Organisation;
  readonly host: Organisation;
  readonly programme: Programme;
  readonly round: Round;
  /** What the reader is to it; officers read all. */
  readonly side: "sender" | "host" | "officer";
  /** Who of that side handles it: a name, or the reader. */
  readonly handler: { readonly name: string; readonly isReader: boolean } | undefined;
}

/** Which of them are asked for. */
export interface ListWish {
  /** From 1. */
  readonly page: number;
  readonly side?: RequestLine["side"] | undefined;
  readonly npo?: OrganisationId | undefined;
  readonly state?: SentState | undefined;
  readonly round?: RoundId | undefined;
  /** All of them stand in the line, in any order. */
  readonly words?: string | undefined;
}

export interface RequestList {
  readonly drafts: readonly DraftLine[];
  readonly requests: readonly RequestLine[];
  /** The reader may begin a request. */
  readonly maySend: boolean;
  /** The reader may begin one on behalf of an NPO. */
  readonly mayActOnBehalf: boolean;
  /** The reader acts for several NPOs: each line says which one it is. */
  readonly severalNpos: boolean;
  readonly readerTime: ReaderTime;
}

/** Whether a request is of the side, NPO, state and round that are asked for. */
export const fitsRequest = (
  {
    request,
    sender,
    host,
    side,
    round,
  }: Pick<RequestLine, "sender" | "host" | "side" | "round"> & {
    readonly request: Pick<SentRequest, "state">;
  },
  wish: ListWish,
): boolean =>
  (!wish.side || wish.side === side) &&
  (!wish.npo || wish.npo === sender.id || wish.npo === host.id) &&
  (!wish.state || wish.state === request.state) &&
  (!wish.round || wish.round === round.id);

/** A draft is in no round yet, and in no state but its own. */
export const fitsDraft = (
  { sender, host, onBehalf }: Pick<DraftLine, "sender" | "host" | "onBehalf">,
  wish: ListWish,
): boolean =>
  !wish.state &&
  !wish.round &&
  (!wish.side || wish.side === (onBehalf ? "officer" : "sender")) &&
  (!wish.npo || wish.npo === sender.id || wish.npo === host?.id);

/** As many as a screen holds: whoever reads the end of a message still sees its beginning. */
export const PAGE_LENGTH = 10;

/** The page that is asked for, or the nearest one that there is. */
export const pageOf = <Line>(lines: readonly Line[], { page: asked }: Pick<ListWish, "page">) => {
  const page = Math.max(1, Math.min(asked, Math.ceil(lines.length / PAGE_LENGTH)));
  const before = (page - 1) * PAGE_LENGTH;
  const shown = lines.slice(before, before + PAGE_LENGTH);
  return { page, before, shown, after: lines.length - before - shown.length };
};
