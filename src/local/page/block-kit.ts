/** What the page reads of Block Kit; the stand-in has already refused what Slack would refuse. */

export interface TextObject {
  type: "plain_text" | "mrkdwn";
  text: string;
  /** Of plain text: whether ":smile:" is drawn as one. */
  emoji?: boolean;
}

export interface OptionObject {
  text: TextObject;
  value: string;
  description?: TextObject;
}

export interface ConfirmObject {
  title: TextObject;
  text: TextObject;
  confirm: TextObject;
  deny: TextObject;
  style?: "primary" | "danger";
}

export interface BlockElement {
  type: string;
  action_id: string;
  text?: TextObject;
  value?: string;
  url?: string;
  style?: "primary" | "danger";
  confirm?: ConfirmObject;
  accessibility_label?: string;
  placeholder?: TextObject;
  multiline?: boolean;
  min_length?: number;
  max_length?: number;
  min_value?: string;
  max_value?: string;
  is_decimal_allowed?: boolean;
  options?: OptionObject[];
  option_groups?: { label: TextObject; options: OptionObject[] }[];
  max_selected_items?: number;
  max_files?: number;
  filetypes?: string[];
  dispatch_action_config?: { trigger_actions_on?: string[] };
  initial_value?: string;
  initial_option?: OptionObject;
  initial_options?: OptionObject[];
  initial_date?: string;
  initial_time?: string;
}

export interface Block {
  type: string;
  block_id: string;
  text?: TextObject;
  fields?: TextObject[];
  accessory?: BlockElement;
  elements?: BlockElement[];
  label?: TextObject;
  hint?: TextObject;
  optional?: boolean;
  dispatch_action?: boolean;
  element?: BlockElement;
}

export const blocksOf = (given: unknown[]): Block[] => given.filter(isBlock);

const isBlock = (given: unknown): given is Block =>
  typeof given === "object" && given !== null && "type" in given;

/** Options of a select, in the order shown, groups or not. */
export const optionsOf = (element: BlockElement): OptionObject[] => [
  ...(element.options ?? []),
  ...(element.option_groups ?? []).flatMap(({ options }) => options),
];

/** Elements of a block that hold a value or can be pressed, with the block they belong to. */
export function elementsOf(block: Block): BlockElement[] {
  if (block.type === "input") return block.element ? [block.element] : [];
  if (block.type === "actions") return block.elements ?? [];
  return block.accessory ? [block.accessory] : [];
}
