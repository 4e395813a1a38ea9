import type { KeyboardEvent } from "react";
import type { ControlProps } from "./control-props.ts";
import { useInteraction } from "./interaction.ts";
import { plainOf } from "./mrkdwn.ts";

const INPUT_MODES = {
  email_text_input: "email",
  url_text_input: "url",
  number_input: "decimal",
} as const;

export function TextControl({ block, element, entry, change, attributes }: ControlProps) {
  const { enter, leave } = useInteraction();
  const shared = {
    ...attributes,
    className: "input",
    dir: "auto",
    value: entry.value ?? "",
    placeholder: element.placeholder && plainOf(element.placeholder),
    onBlur: () => leave?.(block),
  };
  const write = (value: string): void => change({ type: element.type, value: value || null });
  if (element.multiline) {
    return <textarea {...shared} rows={4} onChange={(event) => write(event.target.value)} />;
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && !event.nativeEvent.isComposing && enter?.(block, element))
      event.preventDefault();
  };
  return (
    <input
      {...shared}
      type="text"
      inputMode={INPUT_MODES[element.type as keyof typeof INPUT_MODES] ?? "text"}
      autoComplete="off"
      onKeyDown={onKeyDown}
      onChange={(event) => write(event.target.value)}
    />
  );
}
