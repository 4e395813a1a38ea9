import { done, type Outcome, refused } from "../../domain/outcome.ts";
import { type JsonObject, objectOf, objectsOf } from "../json.ts";
import { inputsOf } from "./check-card.ts";

type InputRefusal = "unknown_input" | "invalid_value" | "unknown_option" | "input_required";

/**
 * What an action of this card sends of its inputs. As in Teams: an empty text or date is "", of a
 * choice that isn't made there is nothing; and what its client would not let go isn't taken.
 */
export function readInputs(
  card: unknown,
  action: JsonObject,
  given: unknown,
): Outcome<JsonObject, InputRefusal> {
  if (action.associatedInputs === "none") return done({});
  const inputs = inputsOf(card);
  const typed = objectOf(given);
  const known = inputs.map(({ id }) => String(id));
  if (Object.keys(typed).some((id) => !known.includes(id))) return refused("unknown_input");
  const values: JsonObject = {};
  for (const input of inputs) {
    const read = readInput(input, typed[String(input.id)] ?? "");
    if (!read.ok) return read;
    if (read.value !== undefined) values[String(input.id)] = read.value;
  }
  return done(values);
}

function readInput(input: JsonObject, value: unknown): Outcome<string | undefined, InputRefusal> {
  if (typeof value !== "string") return refused("invalid_value");
  if (value === "" && input.isRequired === true) return refused("input_required");
  switch (input.type) {
    case "Input.Text":
      return value.length > Number(input.maxLength ?? Number.POSITIVE_INFINITY)
        ? refused("invalid_value")
        : done(value);
    case "Input.Date":
      return value === "" || /^\d{4}-\d{2}-\d{2}$/.test(value)
        ? done(value)
        : refused("invalid_value");
    case "Input.ChoiceSet": {
      const offered = objectsOf(input.choices).map((choice) => choice.value);
      const chosen = input.isMultiSelect === true ? value.split(",") : [value];
      if (value === "") return done(undefined);
      return chosen.every((one) => offered.includes(one)) ? done(value) : refused("unknown_option");
    }
    default:
      return done(value);
  }
}
