import { isObject, objectsOf } from "../../json.ts";
import { anyText, blockId, plainText } from "./composition.ts";
import { besideSection, inActions, inContext, inInput } from "./elements.ts";
import { richTextPart } from "./rich-text.ts";
import { flag, list, oneOf, problem, type Rule, type Shape, shape, text, typed } from "./rules.ts";

const block = ({ required = {}, optional = {}, also = [] }: Shape): Rule =>
  shape({ required, optional: { block_id: blockId, ...optional }, also });

const textOrFields: Rule = (value, path) =>
  isObject(value) && value.text === undefined && value.fields === undefined
    ? problem(path, "missing required field: text")
    : [];

/** Within one block, two elements with the same action_id could not be told apart. */
const actionIdsDiffer: Rule = (value, path) => {
  const ids = isObject(value) ? objectsOf(value.elements).map(({ action_id }) => action_id) : [];
  const repeated = ids.find((one, at) => one !== undefined && ids.indexOf(one) !== at);
  return repeated === undefined
    ? []
    : problem(`${path}/elements`, `duplicate action_id: ${String(repeated)}`);
};

/** Blocks of messages, modals and home tabs alike (docs/platform-limits.md). */
const common: Record<string, Rule> = {
  actions: block({ required: { elements: list(1, 25, inActions) }, also: [actionIdsDiffer] }),
  context: block({ required: { elements: list(1, 10, inContext) } }),
  divider: block({}),
  header: block({ required: { text: plainText(150) } }),
  image: block({
    required: { image_url: text(3000), alt_text: text(2000) },
    optional: { title: plainText(2000) },
  }),
  input: block({
    required: { label: plainText(2000), element: inInput },
    optional: { hint: plainText(2000), optional: flag, dispatch_action: flag },
  }),
  rich_text: block({ required: { elements: list(1, 100, richTextPart) } }),
  section: block({
    optional: {
      text: anyText(3000),
      fields: list(1, 10, anyText(2000)),
      accessory: besideSection,
      expand: flag,
    },
    also: [textOrFields],
  }),
};

const tableCell = typed({
  raw_text: shape({ required: { text: text(3000) } }),
  rich_text: shape({ required: { elements: list(1, 100, richTextPart) } }),
});

const messageOnly: Record<string, Rule> = {
  markdown: block({ required: { text: text(12_000) } }),
  table: block({
    required: { rows: list(1, 100, list(1, 20, tableCell)) },
    optional: {
      column_settings: list(
        0,
        20,
        shape({ optional: { align: oneOf("left", "center", "right"), is_wrapped: flag } }),
      ),
    },
  }),
};

export const inMessage = typed({ ...common, ...messageOnly });
export const inView = typed(common);
