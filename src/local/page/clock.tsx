import { useEffect, useMemo, useReducer } from "react";
import { dates } from "../../words/en.ts";
import type { LocalState } from "../control-types.ts";
import type { ClockMove } from "./api.ts";
import { ClockIcon } from "./icons.tsx";
import { fromTokyoInput, isoDay, shortDay, TOKYO, timeOfDay, tokyoInput, zoneOf } from "./times.ts";
import type { ToastState } from "./toast.tsx";
import { useMenu } from "./use-menu.ts";
import type { Workspace } from "./use-workspace.ts";

interface Props {
  state: LocalState;
  workspace: Workspace;
  toast: ToastState;
}

/** Programme time in Tokyo and for the person, and ways to move it. */
export function Clock({ state, workspace, toast }: Props) {
  const now = useProgrammeTime(state.now);
  const zone = zoneOf(state);
  const move = async (to: ClockMove): Promise<void> => {
    toast.check(await workspace.api.moveClock(to));
    await workspace.refresh();
  };
  return (
    <section className="clock" aria-label="Programme time">
      <ClockIcon />
      <p className="clock-times">
        <span className="clock-day">{shortDay(now, TOKYO)}</span>
        <time dateTime={now.toISOString()}>
          <strong>{timeOfDay(now, TOKYO)}</strong> Tokyo
        </time>
        {zone !== TOKYO && <TheirTime now={now} zone={zone} />}
      </p>
      <div className="clock-buttons">
        <button type="button" className="chip" onClick={() => void move({ advance: { hours: 1 } })}>
          +1 hour
        </button>
        <button type="button" className="chip" onClick={() => void move({ advance: { days: 1 } })}>
          +1 day
        </button>
        <SetClock now={now} onSet={(to) => void move({ to })} />
      </div>
    </section>
  );
}

function TheirTime({ now, zone }: { now: Date; zone: string }) {
  const isOtherDay = isoDay(now, zone) !== isoDay(now, TOKYO);
  return (
    <span className="their-time">
      {isOtherDay && `${shortDay(now, zone)}, `}
      <strong>{timeOfDay(now, zone)}</strong> {dates.cityOf(zone)}
    </span>
  );
}

function SetClock({ now, onSet }: { now: Date; onSet: (iso: string) => void }) {
  const menu = useMenu();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the popover within
    <div className="set-clock" ref={menu.frame} onKeyDown={menu.onKeyDown}>
      <button
        type="button"
        className="chip"
        ref={menu.opener}
        aria-expanded={menu.isOpen}
        onClick={menu.toggle}
      >
        Set…
      </button>
      {menu.isOpen && (
        <form
          className="popover set-form"
          aria-label="Set the programme time"
          onSubmit={(event) => {
            event.preventDefault();
            const to = new FormData(event.currentTarget).get("to");
            menu.close();
            if (typeof to === "string" && to) onSet(fromTokyoInput(to));
          }}
        >
          <label htmlFor="clock-to">Date and time in Tokyo</label>
          <input
            id="clock-to"
            name="to"
            type="datetime-local"
            className="input"
            defaultValue={tokyoInput(now)}
            required
          />
          <button type="submit" className="button primary">
            Set the clock
          </button>
        </form>
      )}
    </div>
  );
}

/** Runs on between the stand-in's answers. */
function useProgrammeTime(iso: string): Date {
  const told = useMemo(() => ({ programmeMs: Date.parse(iso), atMs: Date.now() }), [iso]);
  const [, tick] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, []);
  return new Date(told.programmeMs + Date.now() - told.atMs);
}
