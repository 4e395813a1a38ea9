import { useId } from "react";
import { type OptionObject, optionsOf } from "./block-kit.ts";
import type { ControlProps } from "./control-props.ts";
import { plainOf } from "./mrkdwn.ts";
import { Text } from "./text.tsx";

/** Radio buttons and checkboxes. */
export function ChoiceControl({ element, entry, change, attributes }: ControlProps) {
  const name = useId();
  const isRadio = element.type === "radio_buttons";
  const chosen = isRadio ? [entry.selected_option].filter(Boolean) : (entry.selected_options ?? []);
  const isChosen = ({ value }: OptionObject): boolean => chosen.some((one) => one?.value === value);
  const toggle = (option: OptionObject): void => {
    const { type } = element;
    const selected_options = optionsOf(element).filter(
      (one) => isChosen(one) !== (one.value === option.value),
    );
    change(isRadio ? { type, selected_option: option } : { type, selected_options });
  };
  return (
    <div className="choices">
      {optionsOf(element).map((option) => (
        <label key={option.value} className="choice">
          <input
            type={isRadio ? "radio" : "checkbox"}
            name={name}
            checked={isChosen(option)}
            aria-invalid={attributes["aria-invalid"]}
            aria-describedby={attributes["aria-describedby"]}
            onChange={() => toggle(option)}
          />
          <span>
            <Text text={option.text} />
            {option.description && (
              <span className="quiet small">{plainOf(option.description)}</span>
            )}
          </span>
        </label>
      ))}
    </div>
  );
}
