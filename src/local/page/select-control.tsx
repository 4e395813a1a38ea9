import { type OptionObject, optionsOf } from "./block-kit.ts";
import type { ControlProps } from "./control-props.ts";
import { plainOf } from "./mrkdwn.ts";

/** A native select: it can be typed into by its first letters, and every assistive tool knows it. */
export function SelectControl({ element, entry, change, attributes }: ControlProps) {
  const choose = (value: string): void => {
    const chosen = optionsOf(element).find((option) => option.value === value);
    change({ type: element.type, selected_option: chosen ?? null });
  };
  return (
    <select
      {...attributes}
      className="input select"
      value={entry.selected_option?.value ?? ""}
      onChange={(event) => choose(event.target.value)}
    >
      <option value="">{element.placeholder ? plainOf(element.placeholder) : "Choose one"}</option>
      {element.options?.map(drawn)}
      {element.option_groups?.map(({ label, options }) => (
        <optgroup key={label.text} label={plainOf(label)}>
          {options.map(drawn)}
        </optgroup>
      ))}
    </select>
  );
}

const drawn = ({ value, text }: OptionObject) => (
  <option key={value} value={value}>
    {plainOf(text)}
  </option>
);
