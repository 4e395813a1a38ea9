import type { LocalState } from "../control-types.ts";
import { BotIcon } from "./icons.tsx";
import type { Place } from "./place.ts";

/** Three Slack workspaces; choosing one makes one its first person. */
export function Rail({ state, onGo }: { state: LocalState; onGo: (place: Place) => void }) {
  return (
    <nav className="rail" aria-label="Workspaces">
      <span className="brand">
        <BotIcon />
      </span>
      <ul>
        {state.workspaces.map(({ id, name, users }) => (
          <li key={id}>
            <button
              type="button"
              className="tile"
              aria-label={name}
              title={name}
              aria-current={id === state.me.workspace ? "true" : undefined}
              onClick={() => onGo({ team: id, user: users[0]?.id ?? "" })}
            >
              {monogram(name)}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** "APO" for "APO Secretariat", "JPC" for "JPC, Japan". */
const monogram = (name: string): string => (name.split(/[ ,]/)[0] ?? "").slice(0, 4);
