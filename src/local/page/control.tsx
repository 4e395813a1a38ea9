import type { ReactNode } from "react";
import { BlockButton } from "./block-button.tsx";
import type { Block, BlockElement } from "./block-kit.ts";
import { ChoiceControl } from "./choice-control.tsx";
import type { Attributes, ControlProps, FieldLink } from "./control-props.ts";
import { DateControl } from "./date-control.tsx";
import { FileControl } from "./file-control.tsx";
import { useInteraction } from "./interaction.ts";
import { plainOf } from "./mrkdwn.ts";
import { MultiSelectControl } from "./multi-select-control.tsx";
import { SelectControl } from "./select-control.tsx";
import { TextControl } from "./text-control.tsx";

interface Props {
  block: Block;
  element: BlockElement;
  field?: FieldLink;
}

export function Control({ block, element, field }: Props): ReactNode {
  const { entryOf, change } = useInteraction();
  if (element.type === "button") return <BlockButton block={block} element={element} />;
  const props: ControlProps = {
    block,
    element,
    entry: entryOf(block, element),
    change: (entry) => change(block, element, entry),
    attributes: field
      ? linked(field)
      : {
          "aria-label": element.placeholder ? plainOf(element.placeholder) : element.action_id,
        },
  };
  switch (element.type) {
    case "plain_text_input":
    case "email_text_input":
    case "url_text_input":
    case "number_input":
      return <TextControl {...props} />;
    case "static_select":
      return <SelectControl {...props} />;
    case "multi_static_select":
      return <MultiSelectControl {...props} />;
    case "radio_buttons":
    case "checkboxes":
      return <ChoiceControl {...props} />;
    case "datepicker":
    case "timepicker":
      return <DateControl {...props} />;
    case "file_input":
      return <FileControl {...props} />;
    default:
      return <p className="quiet small">This page does not draw “{element.type}”.</p>;
  }
}

const linked = ({ id, about, isInvalid, isRequired }: FieldLink): Attributes => ({
  id,
  required: isRequired,
  "aria-describedby": about,
  "aria-invalid": isInvalid,
});
