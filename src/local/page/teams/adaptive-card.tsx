import { type Action, AdaptiveCard, OpenUrlAction, SerializationContext } from "adaptivecards";
import { useLayoutEffect, useRef } from "react";
import type { Inputs } from "../api.ts";
import { useBusy } from "../use-busy.ts";
import { hostConfig } from "./host-config.ts";
import { htmlOf } from "./markdown.ts";

AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = htmlOf(text);
  result.didProcess = true;
};

interface Props {
  card: object;
  /** Of a button, as it stands in the card; resolves when it has been answered. */
  onPress: (action: object, inputs: Inputs) => Promise<void>;
}

/** Drawn by Microsoft's own renderer, and only anew when it differs: what is typed stays until then. */
export function Card({ card, onPress }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const drawing = JSON.stringify(card);
  const { isBusy, run } = useBusy(drawing);
  const newest = useRef({ run, onPress });
  newest.current = { run, onPress };

  // biome-ignore lint/correctness/useExhaustiveDependencies: what it says decides, not the object
  useLayoutEffect(() => {
    const node = frame.current;
    if (!node) return;
    const giveFocusBack = keepFocus(node);
    node.replaceChildren(
      drawn(card, (action, source) => {
        const { run, onPress } = newest.current;
        const inputs = inputsOf(action);
        const button = action.renderedElement;
        void run(async () => {
          button?.setAttribute("aria-busy", "true");
          await onPress(source, inputs);
          button?.removeAttribute("aria-busy");
        });
      }),
    );
    giveFocusBack();
  }, [drawing]);
  return <div className="card" aria-busy={isBusy} ref={frame} />;
}

function drawn(source: object, press: (action: Action, source: object) => void): Node | string {
  const card = new AdaptiveCard();
  const sources = new Map<Action, object>();
  const context = new SerializationContext();
  context.onParseAction = (action, given: object) => void sources.set(action, given);
  card.hostConfig = hostConfig;
  card.onExecuteAction = (action) => {
    if (action instanceof OpenUrlAction) window.open(action.url, "_blank", "noopener,noreferrer");
    // What an input holds against it stands beneath it then, and it has the focus.
    else if (action.prepareForExecution()) press(action, sources.get(action) ?? {});
  };
  card.parse(source, context);
  const node = card.render();
  if (!node) return "";
  for (const input of node.querySelectorAll("input[type=text], input[type=email], textarea"))
    input.setAttribute("dir", "auto");
  return node;
}

/** Those that have an answer; none for a button that doesn't ask for them. */
const inputsOf = (action: Action): Inputs =>
  Object.fromEntries(
    Object.values(action.getReferencedInputs() ?? {}).flatMap((input) =>
      input.id && input.isSet() ? [[input.id, String(input.value)]] : [],
    ),
  );

/** A card that is edited beneath one's hands: the focus goes to the button of the same name, else stays in the card. */
function keepFocus(node: HTMLElement): () => void {
  const focused = node.contains(document.activeElement) ? document.activeElement : null;
  const name = focused?.getAttribute("aria-label");
  return () => {
    if (!focused) return;
    const all = [...node.querySelectorAll<HTMLElement>("button, input, select, textarea")];
    (all.find((one) => name && one.getAttribute("aria-label") === name) ?? all[0])?.focus();
  };
}
