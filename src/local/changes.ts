import type { As } from "./control-types.ts";

type Changed = "messages" | "views" | "clock" | "state";

/** Who is told that something changed: one person, everyone of a workspace, or all. */
type Audience = { as: As } | { team: string } | "all";

export interface Changes {
  tell(audience: Audience, what: Changed): void;
  /** Returns how to stop listening. */
  listen(as: As, listener: (what: Changed) => void): () => void;
}

export function makeChanges(): Changes {
  const listeners = new Set<{ as: As; hear: (what: Changed) => void }>();
  return {
    tell(audience, what) {
      for (const listener of listeners) if (concerns(audience, listener.as)) listener.hear(what);
    },
    listen(as, hear) {
      const listener = { as, hear };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function concerns(audience: Audience, as: As): boolean {
  if (audience === "all") return true;
  return "as" in audience ? audience.as === as : as.startsWith(`${audience.team}:`);
}
