import { optionsOf } from "./block-kit.ts";
import type { ControlProps } from "./control-props.ts";
import { CloseIcon } from "./icons.tsx";
import { plainOf } from "./mrkdwn.ts";

/** What is chosen as chips, the rest in a select, until as many are chosen as may be. */
export function MultiSelectControl({ element, entry, change, attributes }: ControlProps) {
  const chosen = entry.selected_options ?? [];
  const most = element.max_selected_items ?? Number.POSITIVE_INFINITY;
  const isFull = chosen.length >= most;
  const isChosen = (value: string): boolean => chosen.some((one) => one.value === value);
  const left = optionsOf(element).filter(({ value }) => !isChosen(value));
  const set = (selected_options: typeof chosen): void =>
    change({ type: element.type, selected_options });
  const { required: _, ...rest } = attributes;
  return (
    <>
      {chosen.length > 0 && (
        <ul className="chips">
          {chosen.map((option) => (
            <li key={option.value} className="chosen">
              <span className="ellipsis" dir="auto">
                {plainOf(option.text)}
              </span>
              <button
                type="button"
                aria-label={`Remove ${plainOf(option.text)}`}
                onClick={() => set(chosen.filter(({ value }) => value !== option.value))}
              >
                <CloseIcon />
              </button>
            </li>
          ))}
        </ul>
      )}
      <select
        {...rest}
        aria-label={chosen.length ? "Add another" : "Add"}
        className="input select"
        value=""
        disabled={isFull}
        onChange={(event) =>
          set([...chosen, ...left.filter(({ value }) => value === event.target.value)])
        }
      >
        <option value="">
          {isFull
            ? `${most} chosen, no more can be`
            : element.placeholder
              ? plainOf(element.placeholder)
              : "Choose"}
        </option>
        {left.map(({ value, text }) => (
          <option key={value} value={value}>
            {plainOf(text)}
          </option>
        ))}
      </select>
    </>
  );
}
