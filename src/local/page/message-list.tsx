import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import type { LocalMessage, LocalState } from "../control-types.ts";
import { dayTitle, isoDay, zoneOf } from "./times.ts";

interface Props {
  state: LocalState;
  /** Undefined until they are here. */
  messages: LocalMessage[] | undefined;
  label: string;
  /** What stands where no message is. */
  nothing: ReactNode;
  /** `isFollowing`: right after another by the same author. */
  row: (message: LocalMessage, isFollowing: boolean) => ReactNode;
}

export function MessageList({ state, messages, label, nothing, row }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  useStayAtEnd(frame, messages, state.me.user);
  const zone = zoneOf(state);
  const now = new Date(state.now);
  return (
    <div
      className="messages"
      role="log"
      aria-label={label}
      aria-live="polite"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      ref={frame}
    >
      <div className="messages-end">
        {messages?.length === 0 && nothing}
        {messages?.map((message, index) => {
          const before = messages[index - 1];
          const at = new Date(message.at);
          const isNewDay = !before || isoDay(new Date(before.at), zone) !== isoDay(at, zone);
          return (
            <div key={message.ts} className="message-slot">
              {isNewDay && <DayLine title={dayTitle(at, now, zone)} />}
              {row(message, !isNewDay && isFollowing(before, message))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const DayLine = ({ title }: { title: string }) => (
  <h2 className="day">
    <span>{title}</span>
  </h2>
);

const CLOSE_TOGETHER_MS = 5 * 60_000;

/** Right after another by the same author: drawn without name and picture. */
const isFollowing = (before: LocalMessage | undefined, message: LocalMessage): boolean =>
  before !== undefined &&
  !message.fromBot &&
  before.user === message.user &&
  before.ephemeral === message.ephemeral &&
  Date.parse(message.at) - Date.parse(before.at) < CLOSE_TOGETHER_MS;

/** How far from the end still counts as reading the end. */
const NEAR_END_PX = 160;

function useStayAtEnd(
  frame: RefObject<HTMLDivElement | null>,
  messages: LocalMessage[] | undefined,
  me: string,
): void {
  const wasShown = useRef(false);
  const last = messages?.at(-1);
  const newest = last?.ts;
  // Whoever wrote or pressed something wants to see it and its answer, however far up they were.
  const isByMe = last !== undefined && (last.ephemeral || last.user === me);
  useLayoutEffect(() => {
    const node = frame.current;
    if (!node || newest === undefined) return;
    const slot = node.querySelector(".message-slot:last-child");
    const gap = node.scrollHeight - node.scrollTop - node.clientHeight - (slot?.clientHeight ?? 0);
    if (!wasShown.current || isByMe || gap < NEAR_END_PX) node.scrollTop = node.scrollHeight;
    wasShown.current = true;
  }, [frame, newest, isByMe]);

  // Whoever reads the end still sees it when a telephone is turned, its keyboard opens, or a card
  // grows as it is edited.
  useEffect(() => {
    const node = frame.current;
    if (!node) return;
    let isAtEnd = true;
    const look = (): void => {
      isAtEnd = node.scrollHeight - node.scrollTop - node.clientHeight < NEAR_END_PX;
    };
    const observer = new ResizeObserver(() => {
      // What can be tried, where nothing stands yet, is read from its beginning.
      const isEmpty = node.querySelector(".message-slot") === null;
      if (isAtEnd && !isEmpty) node.scrollTop = node.scrollHeight;
    });
    node.addEventListener("scroll", look);
    for (const one of [node, ...node.children]) observer.observe(one);
    return () => {
      node.removeEventListener("scroll", look);
      observer.disconnect();
    };
  }, [frame]);
}
