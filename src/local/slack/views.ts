import type { As, StateValues } from "../control-types.ts";
import { type JsonObject, objectsOf } from "../json.ts";
import { newHash, newSlackId } from "./ids.ts";
import { normaliseBlocks } from "./normalise.ts";
import { startValues } from "./state-values.ts";

/** Modals a person can have on top of each other (docs/platform-limits.md). */
export const STACK_LIMIT = 3;

/** A view as Slack and the person's client hold it. */
export interface OpenView {
  readonly id: string;
  readonly team: string;
  readonly as: As;
  readonly rootId: string;
  readonly previousId: string | null;
  hash: string;
  /** As the app sent it, with ids and defaults filled in. */
  given: JsonObject;
  blocks: JsonObject[];
  values: StateValues;
  errors: Record<string, string>;
  trouble: string | null;
  /** What external selects were last answered with, by "block_id action_id". */
  offered: Map<string, JsonObject[]>;
}

/** Every open modal and home tab. Nothing of this survives a restart. */
export interface Views {
  stack(as: As): OpenView[];
  home(as: As): OpenView | undefined;
  find(team: string, key: { id?: unknown; externalId?: unknown }): OpenView | undefined;
  /** Opens a modal alone: a stack that stood there is gone. */
  open(as: As, view: JsonObject): OpenView;
  push(as: As, view: JsonObject): OpenView;
  publish(as: As, view: JsonObject): OpenView;
  /** New content under the same id, what was typed kept where the ids are the same. */
  replace(open: OpenView, view: JsonObject): void;
  closeTop(as: As): OpenView | undefined;
  clear(as: As): OpenView[];
}

export function makeViews(systemNow: () => Date): Views {
  const stacks = new Map<As, OpenView[]>();
  const homes = new Map<As, OpenView>();
  const stack = (as: As): OpenView[] => stacks.get(as) ?? [];
  const all = (): OpenView[] => [...[...stacks.values()].flat(), ...homes.values()];

  function added(as: As, view: JsonObject, below: OpenView[]): OpenView {
    const opened = freshView(as, view, below, newHash(systemNow().getTime()));
    stacks.set(as, [...below, opened]);
    return opened;
  }
  function replace(open: OpenView, view: JsonObject): void {
    open.given = view;
    open.blocks = normaliseBlocks(view.blocks);
    open.values = startValues(open.blocks, open.values);
    open.hash = newHash(systemNow().getTime());
    open.errors = {};
    open.trouble = null;
  }

  return {
    stack,
    home: (as) => homes.get(as),
    find: (team, { id, externalId }) =>
      all().find((view) =>
        view.team === team && id !== undefined
          ? view.id === id
          : view.team === team && !!externalId && view.given.external_id === externalId,
      ),
    open: (as, view) => added(as, view, []),
    push: (as, view) => added(as, view, stack(as)),
    publish(as, view) {
      const home = homes.get(as) ?? freshView(as, view, [], "");
      replace(home, view);
      homes.set(as, home);
      return home;
    },
    replace,
    closeTop(as) {
      const closed = stack(as).at(-1);
      stacks.set(as, stack(as).slice(0, -1));
      return closed;
    },
    clear(as) {
      const closed = stack(as);
      stacks.set(as, []);
      return closed.toReversed();
    },
  };
}

function freshView(as: As, view: JsonObject, below: OpenView[], hash: string): OpenView {
  const id = newSlackId("V");
  const blocks = normaliseBlocks(objectsOf(view.blocks));
  return {
    id,
    team: as.split(":")[0] ?? "",
    as,
    rootId: below[0]?.id ?? id,
    previousId: below.at(-1)?.id ?? null,
    hash,
    given: view,
    blocks,
    values: startValues(blocks),
    errors: {},
    trouble: null,
    offered: new Map(),
  };
}
