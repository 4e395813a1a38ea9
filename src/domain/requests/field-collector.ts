import type { Answers, Page } from "../drafts/drafts.ts";
import { LENGTHS, MULTILINE, type Read, readLine, readText } from "./request-fields.ts";
import type { Problem, ProblemKind } from "./request-problems.ts";

/** Reads fields of one set of answers and collects what is wrong, by page. */
export class FieldCollector {
  readonly problems: Problem[] = [];
  readonly answers: Answers;
  private page: Page = "whom";
  private item: Problem["item"];

  constructor(answers: Answers) {
    this.answers = answers;
  }

  on(page: Page, item?: Problem["item"]): this {
    this.page = page;
    this.item = item;
    return this;
  }

  blame(field: string | null, problem: ProblemKind): undefined {
    this.problems.push({
      ...problem,
      page: this.page,
      field,
      ...(this.item ? { item: this.item } : {}),
    });
    return undefined;
  }

  may<Value>(field: string, read: Read<Value | null>): Value | null | undefined {
    return "value" in read ? read.value : this.blame(field, read.problem);
  }

  must<Value>(field: string, read: Read<Value | null>): Value | undefined {
    const value = this.may(field, read);
    return value === null ? this.blame(field, { kind: "missing" }) : value;
  }

  text(field: keyof typeof LENGTHS): Read<string | null> {
    const read = MULTILINE.includes(field) ? readText : readLine;
    return read(this.answers[field], LENGTHS[field]);
  }
}

/** What was read, before it is known to be whole. */
export type Partly<Whole> = { [Key in keyof Whole]: Whole[Key] | undefined };
export const isWhole = <Whole>(parts: Partly<Whole>): parts is Partly<Whole> & Whole =>
  Object.values(parts).every((value) => value !== undefined);
