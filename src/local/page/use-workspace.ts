import { useEffect, useMemo, useState } from "react";
import type { LocalConversation, LocalMessage, LocalState } from "../control-types.ts";
import { type Api, makeApi } from "./api.ts";
import { asOf, type Place } from "./place.ts";
import { makeRefresher } from "./refresher.ts";
import { useLive } from "./use-live.ts";

export interface Workspace {
  api: Api;
  /** Undefined until the first answer. */
  state: LocalState | undefined;
  conversation: LocalConversation | undefined;
  /** Undefined while another conversation's still stand on the screen. */
  messages: LocalMessage[] | undefined;
  /** The stand-in did not answer, or does not know this person. */
  isUnreachable: boolean;
  refresh: () => Promise<void>;
}

interface Loaded {
  state: LocalState;
  /** Conversation they belong to. */
  of: string | undefined;
  messages: LocalMessage[];
}

/** All that one person sees, kept up to date. */
export function useWorkspace(place: Place): Workspace {
  const as = asOf(place);
  const api = useMemo(() => makeApi(as), [as]);
  const [loaded, setLoaded] = useState<Loaded>();
  const [isUnreachable, setUnreachable] = useState(false);

  const view = useMemo(() => {
    const shown = { isCurrent: false };
    const refresh = makeRefresher(async () => {
      const next = await load(api, place.conversation);
      if (!shown.isCurrent) return;
      setUnreachable(!next);
      if (next) setLoaded(next);
    });
    return { shown, refresh };
  }, [api, place.conversation]);

  useEffect(() => {
    view.shown.isCurrent = true;
    void view.refresh();
    return () => {
      view.shown.isCurrent = false;
    };
  }, [view]);
  useLive(api.streamAddress, () => void view.refresh());

  const state = loaded?.state;
  const isMine = state && `${state.me.workspace}:${state.me.user}` === as;
  const conversation = isMine ? chosenConversation(state, place.conversation) : undefined;
  const messages = conversation && loaded?.of === conversation.id ? loaded.messages : undefined;
  return {
    api,
    state: isMine ? state : undefined,
    conversation,
    messages,
    isUnreachable,
    refresh: view.refresh,
  };
}

async function load(api: Api, wanted: string | undefined): Promise<Loaded | undefined> {
  const state = await api.state();
  if (!state) return undefined;
  const of = chosenConversation(state, wanted)?.id;
  const messages = of ? ((await api.messages(of)) ?? []) : [];
  return { state, of, messages };
}

/** The one in the address, else the first. */
const chosenConversation = (
  { conversations }: LocalState,
  wanted: string | undefined,
): LocalConversation | undefined =>
  conversations.find(({ id }) => id === wanted) ?? conversations[0];
