import type { LocalState } from "../control-types.ts";
import { BotIcon } from "./icons.tsx";
import { PLATFORM_NAMES, type Place } from "./place.ts";

/** Slack's workspaces and Teams' tenants; choosing one makes one its first person. */
export function Rail({ state, onGo }: { state: LocalState; onGo: (place: Place) => void }) {
  const { workspaces } = state;
  const isMixed = workspaces.some(({ platform }) => platform !== workspaces[0]?.platform);
  return (
    <nav className="rail" aria-label="Workspaces">
      <span className="brand">
        <BotIcon />
      </span>
      <ul>
        {workspaces.map(({ id, platform, name, users }, index) => (
          <li key={id}>
            {isMixed && platform !== workspaces[index - 1]?.platform && (
              <span className="rail-platform" aria-hidden="true">
                {platform === "teams" ? "Teams" : "Slack"}
              </span>
            )}
            <button
              type="button"
              className="tile"
              data-platform={platform}
              aria-label={platform === "teams" ? `${name}, in Teams` : name}
              title={isMixed ? `${name} – ${PLATFORM_NAMES[platform]}` : name}
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
