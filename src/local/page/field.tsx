import { useId } from "react";
import type { Block } from "./block-kit.ts";
import { Control } from "./control.tsx";
import { AlertIcon } from "./icons.tsx";
import { useInteraction } from "./interaction.ts";
import { plainOf } from "./mrkdwn.ts";

const GROUPS = ["radio_buttons", "checkboxes", "multi_static_select"];

/** An input block: label, control, hint and what is wrong with it. */
export function Field({ block }: { block: Block }) {
  const id = useId();
  const { errorOf } = useInteraction();
  const { element, hint } = block;
  if (!element) return null;
  const error = errorOf(block);
  const isGroup = GROUPS.includes(element.type);
  const about = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  const inner = (
    <>
      <Control
        block={block}
        element={element}
        field={{ id, about: about || undefined, isInvalid: !!error, isRequired: !block.optional }}
      />
      {error && (
        <p className="field-error" role="alert" id={`${id}-error`}>
          <AlertIcon />
          <span dir="auto">{error}</span>
        </p>
      )}
      {hint && (
        <p className="hint small" id={`${id}-hint`} dir="auto">
          {plainOf(hint)}
        </p>
      )}
    </>
  );
  const classes = error ? "field invalid" : "field";
  if (!isGroup) {
    return (
      <div className={classes}>
        <label htmlFor={id}>
          <Label block={block} />
        </label>
        {inner}
      </div>
    );
  }
  return (
    <fieldset className={classes} aria-describedby={about || undefined}>
      <legend>
        <Label block={block} />
      </legend>
      {inner}
    </fieldset>
  );
}

const Label = ({ block: { label, optional } }: { block: Block }) => (
  <>
    <span dir="auto" className={optional ? undefined : "required"}>
      {label && plainOf(label)}
    </span>
    {optional && <span className="optional"> (optional)</span>}
  </>
);
