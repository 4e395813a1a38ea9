import type { ControlProps } from "./control-props.ts";

/** The browser's own pickers; an emptied one is null, as in Slack. */
export function DateControl({ element, entry, change, attributes }: ControlProps) {
  const { type } = element;
  const isDate = type === "datepicker";
  const write = (text: string): void =>
    change(isDate ? { type, selected_date: text || null } : { type, selected_time: text || null });
  return (
    <input
      {...attributes}
      className="input narrow"
      type={isDate ? "date" : "time"}
      value={(isDate ? entry.selected_date : entry.selected_time) ?? ""}
      onChange={(event) => write(event.target.value)}
    />
  );
}
