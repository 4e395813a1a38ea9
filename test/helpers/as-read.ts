/**
 * What people read, press and fill in, in its order, as each platform was sent it; read from what was
 * sent alone, so that two renderers can be held to each other.
 */

type Json = Record<string, unknown>;

/** A piece of a message or a form. `alike` lists hold these. */
export type Piece =
  /** A line of text; `set` when it is set apart as somebody's own words. */
  { readonly text: string; readonly set?: true } | "rule" | Press | Field;

interface Press {
  readonly press: string;
  readonly style: string;
  /** What comes back: undefined where a page is opened. */
  readonly verb?: string;
  readonly id?: string;
  readonly url?: string;
  /** The question before it: its lines, and what is pressed then. */
  readonly asks?: readonly string[];
}

interface Field {
  readonly field: string;
  readonly kind: string;
  readonly label: string;
  readonly required: boolean;
  readonly hint: readonly string[];
  readonly errors: readonly string[];
  readonly placeholder: string;
  readonly values: readonly string[];
  readonly longest?: number;
  /** The greatest number of choices; kept by the platform itself. */
  readonly atMost?: number;
  readonly choices?: readonly string[];
}

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value : []);

const withoutIsolates = (text: unknown): string =>
  String(text ?? "").replace(/[\u2068\u2069]/g, "");

const linesOf = (text: unknown): string[] =>
  withoutIsolates(text)
    .split("\n")
    .map((line) => line.replace(/[ \t]+/g, " ").trim())
    .filter((line) => line !== "");

const lines = (text: unknown): Piece[] => linesOf(text).map((line) => ({ text: line }));

const quoted = (pieces: readonly Piece[]): Piece[] =>
  pieces.map((piece) =>
    typeof piece === "object" && "text" in piece ? { ...piece, set: true } : piece,
  );

/** A line with nothing on one side of it, or two below each other, parts nothing. */
const withoutIdleRules = (pieces: readonly Piece[]): Piece[] =>
  pieces.filter((piece, at) => {
    const next = pieces.slice(at + 1);
    return (
      piece !== "rule" ||
      (at > 0 && pieces[at - 1] !== "rule" && next.some((one) => one !== "rule"))
    );
  });

// ---------------------------------------------------------------- Slack

/** `plain_text` has one escape, of an entity that somebody typed. */
const plainOf = (object: unknown): string =>
  withoutIsolates((object as Json | undefined)?.text).replace(/&amp;(?=(?:amp|lt|gt);)/g, "&");

export function readBlocks(blocks: readonly unknown[]): Piece[] {
  const read: Piece[] = [];
  for (const block of blocks as Json[]) {
    const last = read.at(-1);
    // A notice that is named for an input says what is wrong with it.
    const isError = /^bcn-notice-(?!\d)/.test(String(block.block_id ?? ""));
    if (isError && typeof last === "object" && "field" in last) {
      const errors = linesOf(plainOf(block.text)).map((line) => line.replace(/^⛔ /, ""));
      read.splice(-1, 1, { ...last, errors });
    } else read.push(...blockPieces(block));
  }
  return withoutIdleRules(read);
}

function blockPieces(block: Json): Piece[] {
  switch (block.type) {
    case "section": {
      const beside = block.accessory ? [slackPress(block.accessory as Json)] : [];
      return [...lines(plainOf(block.text)), ...beside];
    }
    case "header":
      return lines(plainOf(block.text));
    case "context":
      return listOf(block.elements).flatMap((one) => lines(plainOf(one)));
    case "divider":
      return ["rule"];
    case "actions":
      return listOf(block.elements).map(slackPress);
    case "rich_text":
      return listOf(block.elements).flatMap(richPieces);
    case "input":
      return [slackField(block)];
    default:
      throw new Error(`A block ${block.type} is read by nobody`);
  }
}

const joined = ({ elements }: Json): string =>
  listOf(elements)
    .map(({ text }) => String(text))
    .join("");

function richPieces(element: Json): Piece[] {
  if (element.type === "rich_text_quote") return quoted(lines(joined(element)));
  if (element.type !== "rich_text_list") return lines(joined(element));
  return listOf(element.elements).flatMap((one) => {
    const [first = "–", ...others] = linesOf(joined(one));
    return [{ text: first === "…" ? first : `• ${first}` }, ...others.map((text) => ({ text }))];
  });
}

function slackPress({ text, value = "", action_id, style, url, confirm }: Json): Press {
  const asked = confirm as Json | undefined;
  return {
    press: plainOf(text),
    style: String(style ?? ""),
    ...(url ? { url: String(url) } : { verb: String(action_id), id: String(value) }),
    ...(asked
      ? {
          asks: [
            ...[asked.title, asked.text].flatMap((one) => linesOf(plainOf(one))),
            plainOf(asked.confirm),
          ],
        }
      : {}),
  };
}

const SLACK_KINDS: Record<string, string> = {
  plain_text_input: "text",
  datepicker: "day",
  static_select: "one",
  radio_buttons: "one",
  multi_static_select: "several",
  file_input: "file",
};

function slackField({ block_id, label, optional, hint, element }: Json): Field {
  const input = element as Json;
  const valueIn = (option: unknown): string => String((option as Json).value);
  const chosen = input.initial_options ?? (input.initial_option ? [input.initial_option] : []);
  const typed = input.initial_value ?? input.initial_date;
  const kind = SLACK_KINDS[String(input.type)] ?? "unknown";
  return {
    field: String(block_id).replace(/:\d+$/, ""),
    kind: input.multiline ? "lines" : kind,
    label: linesOf(plainOf(label)).join(" "),
    required: optional === false,
    hint: hint ? linesOf(plainOf(hint)) : [],
    errors: [],
    placeholder: plainOf(input.placeholder),
    values: typed === undefined ? listOf(chosen).map(valueIn) : [String(typed)],
    ...(kind === "text" ? { longest: Number(input.max_length) } : {}),
    ...(kind === "several" ? { atMost: Number(input.max_selected_items) } : {}),
    ...(input.options
      ? { choices: listOf(input.options).map((one) => `${plainOf(one.text)}=${valueIn(one)}`) }
      : {}),
  };
}

export const readView = (
  given: unknown,
): { title: string; verb: string; pointer: unknown; pieces: Piece[] } => {
  const view = given as Json;
  const main: Piece[] = view.submit
    ? [{ press: plainOf(view.submit), style: "primary", verb: "submit", id: "" }]
    : [];
  return {
    title: plainOf(view.title),
    verb: String(view.callback_id),
    pointer: JSON.parse(String(view.private_metadata)),
    pieces: [...readBlocks(view.blocks as unknown[]), ...main],
  };
};

// ---------------------------------------------------------------- Teams

export const readCard = (card: unknown): Piece[] =>
  withoutIdleRules(elementPieces((card as Json).body));

function elementPieces(elements: unknown): Piece[] {
  const read: Piece[] = [];
  for (const element of listOf(elements)) {
    const last = read.at(-1);
    const runs = listOf(element.inlines);
    const isBelowInput =
      element.type === "RichTextBlock" &&
      element.spacing === "Small" &&
      typeof last === "object" &&
      "field" in last;
    if (element.separator) read.push("rule");
    if (isBelowInput && runs.every(({ color }) => color === "Attention"))
      read.splice(-1, 1, { ...last, errors: [...last.errors, ...linesOf(inlineOf(element))] });
    else if (isBelowInput && runs.every(({ isSubtle }) => isSubtle))
      read.splice(-1, 1, { ...last, hint: [...last.hint, ...linesOf(inlineOf(element))] });
    else read.push(...elementPiece(element));
  }
  return read;
}

const inlineOf = ({ inlines }: Json): string =>
  withoutJoiners(
    listOf(inlines)
      .map(({ text }) => String(text))
      .join(""),
  );

/** Between two braces, where it keeps Teams from reading a date into them. */
const withoutJoiners = (text: unknown): string =>
  String(text ?? "").replace(/(?<=[{}])\u2060(?=[{}])/g, "");

const lineOf = (text: unknown): string => linesOf(withoutJoiners(text)).join(" ");

function elementPiece(element: Json): Piece[] {
  switch (element.type) {
    case "RichTextBlock":
      return lines(inlineOf(element));
    case "Container":
      return element.style === "emphasis"
        ? quoted(elementPieces(element.items))
        : elementPieces(element.items);
    case "ColumnSet":
      return listOf(element.columns).flatMap(({ items }) => elementPieces(items));
    case "ActionSet":
      return listOf(element.actions).map(teamsPress);
    default:
      return [teamsField(element)];
  }
}

const TEAMS_STYLES: Record<string, string> = { positive: "primary", destructive: "danger" };

function teamsPress({ type, title, style, data, verb, url, card }: Json): Press {
  const drawn = { press: lineOf(title), style: TEAMS_STYLES[String(style)] ?? "" };
  const sent = data as Json | undefined;
  switch (type) {
    case "Action.OpenUrl":
      return { ...drawn, url: String(url) };
    case "Action.Submit":
      return { ...drawn, verb: String(sent?.verb), id: String(sent?.id) };
    case "Action.Execute":
      return { ...drawn, verb: String(verb), id: String(sent?.id) };
    case "Action.ShowCard": {
      const asked = readCard(card);
      const yes = asked.find((piece) => typeof piece === "object" && "press" in piece) as Press;
      const text = asked.flatMap((piece) =>
        typeof piece === "object" && "text" in piece ? piece.text : [],
      );
      return { ...yes, ...drawn, asks: [...text, yes.press] };
    }
    default:
      throw new Error(`A button ${type} is pressed by nobody`);
  }
}

const TEAMS_KINDS: Record<string, string> = {
  "Input.Text": "text",
  "Input.Date": "day",
  "Input.ChoiceSet": "one",
};

function teamsField(input: Json): Field {
  const kind = input.isMultiSelect ? "several" : TEAMS_KINDS[String(input.type)];
  if (!kind) throw new Error(`An element ${input.type} is read by nobody`);
  const label = lineOf(input.label);
  const value = String(input.value ?? "");
  const values = value === "" ? [] : kind === "several" ? value.split(",") : [value];
  return {
    field: String(input.id),
    kind: input.isMultiline ? "lines" : kind,
    label: label.replace(/ \*$/, ""),
    required: label.endsWith(" *"),
    hint: [],
    errors: [],
    placeholder: lineOf(input.placeholder),
    values,
    ...(kind === "text" ? { longest: Number(input.maxLength) } : {}),
    ...(input.choices
      ? { choices: listOf(input.choices).map((one) => `${lineOf(one.title)}=${one.value}`) }
      : {}),
  };
}

export const readDialog = (
  given: unknown,
): { title: string; verb: string; pointer: unknown; pieces: Piece[] } => {
  const { task } = given as { task: { value: { title: string; card: { content: Json } } } };
  const card = task.value.card.content;
  const sent = dataIn(card);
  const places = new Set(sent.map(({ form, pointer }) => JSON.stringify([form, pointer])));
  if (places.size > 1) throw new Error("Buttons of one form say that they stand in several");
  const [{ form = "", pointer = "{}" } = {}] = sent;
  return {
    title: lineOf(task.value.title),
    verb: String(form),
    pointer: JSON.parse(String(pointer)),
    pieces: readCard(card),
  };
};

const dataIn = (value: unknown): Json[] => {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap(dataIn);
  return "data" in value && "type" in value ? [value.data as Json, ...inner] : inner;
};
