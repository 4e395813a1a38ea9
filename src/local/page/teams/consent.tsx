import type { LocalMessage } from "../../control-types.ts";
import { FileIcon } from "../icons.tsx";
import type { ToastState } from "../toast.tsx";
import { useBusy } from "../use-busy.ts";
import type { Workspace } from "../use-workspace.ts";

interface Props {
  consent: NonNullable<LocalMessage["consent"]>;
  conversation: string;
  ts: string;
  workspace: Workspace;
  toast: ToastState;
}

const ANSWERED = { accepted: "You allowed this file.", declined: "You declined this file." };

/** The bot asks whether it may give a file. */
export function Consent({ consent, conversation, ts, workspace, toast }: Props) {
  const { name, size, description, state } = consent;
  const { isBusy, run } = useBusy(state);
  const answer = (accept: boolean): Promise<void> =>
    run(async () => {
      toast.check(await workspace.api.teams.consent({ conversation, ts, accept }));
      await workspace.refresh();
    });
  return (
    <div className="consent" aria-busy={isBusy}>
      <p className="consent-file">
        <FileIcon />
        <span className="consent-name">
          <strong dir="auto">{name}</strong>
          <span className="quiet small">{sizeOf(size)}</span>
        </span>
      </p>
      {description && <p dir="auto">{description}</p>}
      {state === "asked" ? (
        <p className="consent-buttons">
          <button
            type="button"
            className="button primary"
            aria-busy={isBusy}
            onClick={() => void answer(true)}
          >
            Allow
          </button>
          <button type="button" className="button" onClick={() => void answer(false)}>
            Decline
          </button>
        </p>
      ) : (
        <p className="quiet small" role="status">
          {ANSWERED[state]}
        </p>
      )}
    </div>
  );
}

function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${kilobytes.toFixed(0)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
