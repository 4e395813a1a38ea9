import { useEffect, useState } from "react";
import type { LocalState, LocalView } from "../control-types.ts";
import { blocksOf } from "./block-kit.ts";
import { Blocks } from "./blocks.tsx";
import { AlertIcon } from "./icons.tsx";
import { Interaction } from "./interaction.ts";
import type { ToastState } from "./toast.tsx";
import { useViewForm } from "./use-view-form.ts";
import type { Workspace } from "./use-workspace.ts";

interface Props {
  workspace: Workspace;
  state: LocalState;
  toast: ToastState;
}

/** The bot's Home tab; the product hears of each look. */
export function Home({ workspace, state, toast }: Props) {
  const { api } = workspace;
  useEffect(() => void api.openHome(), [api]);
  return (
    <section
      className="home"
      role="tabpanel"
      aria-labelledby="tab-home"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <h2 className="unseen">Home</h2>
      {state.home ? (
        <Published key={state.home.id} view={state.home} {...{ workspace, toast }} />
      ) : (
        <Nothing />
      )}
    </section>
  );
}

function Published({
  view,
  workspace,
  toast,
}: { view: LocalView } & Pick<Props, "workspace" | "toast">) {
  const blocks = blocksOf(view.blocks);
  const { interaction } = useViewForm(view, blocks, workspace, toast);
  return (
    <div className="home-page">
      {view.trouble && (
        <p className="banner" role="alert">
          <AlertIcon />
          {view.trouble}
        </p>
      )}
      <Interaction value={interaction}>
        <Blocks blocks={blocks} />
      </Interaction>
    </div>
  );
}

/** A product that answers has published by then. */
const TIMEOUT_MS = 5_000;

function Nothing() {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), TIMEOUT_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="nothing" role="status">
      <p className="nothing-title">{isLate ? "Nothing here yet." : "Opening the home …"}</p>
      {isLate && <p className="quiet">The bot has published no home for you.</p>}
    </div>
  );
}
