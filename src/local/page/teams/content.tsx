import type { LocalMessage } from "../../control-types.ts";
import { EyeIcon } from "../icons.tsx";
import { Files } from "../message-row.tsx";
import type { ToastState } from "../toast.tsx";
import type { Workspace } from "../use-workspace.ts";
import { Card } from "./adaptive-card.tsx";
import { Consent } from "./consent.tsx";
import { piecesOf } from "./markdown.ts";

export interface ContentProps {
  message: LocalMessage;
  conversation: string;
  workspace: Workspace;
  toast: ToastState;
}

/** What a message holds, and what the person was told about it alone. */
export function Content({ message, conversation, workspace, toast }: ContentProps) {
  const { card, text, note, consent, ts, fromBot } = message;
  const { api, refresh } = workspace;
  const press = async (action: object, inputs: Record<string, string>): Promise<void> => {
    toast.check(await api.teams.press({ conversation, ts, action, inputs }));
    await refresh();
  };
  return (
    <>
      {text && (fromBot ? <Markdown text={text} /> : <Typed text={text} />)}
      {card && <Card card={card} onPress={press} />}
      {consent && <Consent {...{ consent, conversation, ts, workspace, toast }} />}
      <Files {...{ message, conversation, workspace }} />
      {note && (
        <p className="note small" role="status">
          <EyeIcon />
          <span>
            Only you see this: <span dir="auto">{note}</span>
          </span>
        </p>
      )}
    </>
  );
}

/** Teams reads markdown in whatever a bot writes. */
const Markdown = ({ text }: { text: string }) => (
  <p className="words" dir="auto">
    {piecesOf(text).map((piece, index) => {
      const key = `${index} ${piece.text}`;
      if (piece.url)
        return (
          <a key={key} href={piece.url} target="_blank" rel="noreferrer noopener">
            {piece.text}
          </a>
        );
      if (piece.style === "bold") return <b key={key}>{piece.text}</b>;
      return piece.style ? <i key={key}>{piece.text}</i> : piece.text;
    })}
  </p>
);

/** As it was typed, to the letter; a mention of the bot at its beginning stands out. */
function Typed({ text }: { text: string }) {
  const [mention = ""] = /^@BCN\b/i.exec(text) ?? [];
  return (
    <p className="words" dir="auto">
      {mention && <span className="mention">{mention}</span>}
      {text.slice(mention.length)}
    </p>
  );
}
