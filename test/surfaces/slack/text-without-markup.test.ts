import type { ViewOutput } from "@slack/bolt";
import { describe, expect, test } from "vitest";
import type { Form } from "../../../src/forms/form.ts";
import { loadingForm } from "../../../src/forms/loading.ts";
import { checkMessageBlocks, checkView } from "../../../src/local/slack/blocks/check.ts";
import type { Home } from "../../../src/messages/home/home-page.ts";
import type { Message } from "../../../src/messages/message.ts";
import { messageForm } from "../../../src/surfaces/shared/message-form.ts";
import { showHidden } from "../../../src/surfaces/slack/rendering/escape.ts";
import { errorsUnderInputs } from "../../../src/surfaces/slack/rendering/redraw-view.ts";
import { renderForm } from "../../../src/surfaces/slack/rendering/render-form.ts";
import { renderHome } from "../../../src/surfaces/slack/rendering/render-home.ts";
import { renderMessage } from "../../../src/surfaces/slack/rendering/render-message.ts";
import { words } from "../../../src/words/en.ts";
import { command } from "../../../src/words/typed-command.ts";
import { drawnBlocks, drawnText, skeletonOf, wordsOf } from "../../helpers/drawn.ts";
import {
  everyForm,
  everyHome,
  everyMessage,
  messageModules,
  type Written,
} from "../../helpers/everything-said.ts";
import fc from "../../helpers/fast-check.ts";
import { HOSTILE } from "../../helpers/hostile.ts";

const messageBlocks = (message: Message): readonly unknown[] => {
  const { blocks } = renderMessage(message);
  expect(checkMessageBlocks(blocks)).toEqual([]);
  return blocks;
};

const viewBlocks = (view: { readonly blocks: readonly unknown[] }): readonly unknown[] => {
  expect(checkView(view)).toEqual([]);
  return view.blocks;
};

/** Of these actions people hear as of the others, in our words; what stands in `show` is drawn of each. */
const ALIKE = ["consider", "choose-host", "add-letter", "add-names", "pass-on", "cancel"];
const isSaidAlike = (name: string): boolean =>
  ALIKE.some(
    (action) =>
      name.startsWith(`${action}, `) ||
      [`actionDone, ${action}`, `requestChanged, ${action}`].includes(name),
  );

/** Everything that is ever drawn, by name: in a message, in a modal's place, in the home. */
const drawnOf = (written: Written): Map<string, string> => {
  const drawn = new Map<string, string>();
  for (const [name, message] of Object.entries(everyMessage(written))) {
    if (!message || isSaidAlike(name)) continue;
    drawn.set(name, drawnBlocks(messageBlocks(message)));
    drawn.set(`${name}, in a form`, drawnBlocks(viewBlocks(renderForm(inForm(message)))));
    drawn.set(`${name}, its text`, drawnText(renderMessage(message).text));
  }
  for (const [name, home] of Object.entries<Home>(everyHome(written)))
    drawn.set(name, drawnBlocks(viewBlocks(renderHome(home))));
  for (const [name, form] of Object.entries<Form>(everyForm(written)))
    drawn.set(`form ${name}`, drawnBlocks(viewBlocks(renderForm(form))));
  return drawn;
};

/** Each plain text once: many of the hostile ones are as long. */
const drawnCalm = (plain: string): Map<string, string> => {
  const drawn = CALM.get(plain) ?? drawnOf({ line: plain, lines: plain });
  CALM.set(plain, drawn);
  return drawn;
};
const CALM = new Map<string, Map<string, string>>();

const inForm = (message: Message): Form => messageForm(message, loadingForm);

const count = (text: string, part: string): number => text.split(part).length - 1;

const folded = (text: string): string => text.replace(/\s+/g, " ").trim();

describe.each(HOSTILE.map((text) => [JSON.stringify(text), text]))("%s", (_name, typed) => {
  const line = folded(typed);
  const shown = showHidden(line);
  // As long, since long texts are laid out otherwise.
  const plain = "Zqxvwj "
    .repeat(40)
    .slice(0, line.length - 1)
    .padEnd(line.length, "n");

  test("is drawn as it was typed wherever it is shown, and changes nothing around it", () => {
    const calm = drawnCalm(plain);
    for (const [name, html] of drawnOf({ line, lines: line })) {
      const before = calm.get(name) ?? "";
      expect(skeletonOf(html), name).toBe(skeletonOf(before));
      if (name.endsWith("its text")) continue;
      // Inputs alone hold it as it was typed, and Slack shows it there.
      expect(count(showHidden(wordsOf(html)), shown), name).toBe(count(wordsOf(before), plain));
    }
  });
});

test("every place that people can write in is shown somewhere", () => {
  const drawn = drawnOf({ line: "Zqx", lines: "Wvk" });
  const shown = [...drawn].filter(([, html]) => /Zqx|Wvk/.test(html)).map(([name]) => name);
  expect(shown.length).toBeGreaterThan(100);
});

test("no line of a text of several lines stands where our own lines stand", () => {
  const lines = "x\nDecision\nApproved by the APO Secretariat";
  for (const [name, html] of drawnOf({ line: "Kaizen", lines })) {
    const ours = html.replace(/<(blockquote|textarea)\b.*?<\/\1>/gs, "");
    expect(ours, name).not.toMatch(/Decision|Approved by/);
  }
});

test("all that makes a message is in the list, so that a new kind can't be forgotten", () => {
  const known = [
    ...Object.keys(everyMessage({ line: "x", lines: "x" })),
    ...Object.keys(everyHome({ line: "x", lines: "x" })),
  ];
  const parts = [
    // What is said of a channel, as it is typed there.
    ...["mentioning", "saidOfChannel"],
    ...["labels", "notThisRound", "discardButton", "discardNotification", "owedHeadline"],
    ...["assignmentFacts", "handledParts", "assignmentButtons"],
    ...["joinButton", "helpButtons"],
    ...["officerButtons", "inviteButton", "owedItems", "firstOwed"],
    ...["editNotification", "readNotification", "isLetter", "endorsementLetterFile"],
    // Said of each action, under its name.
    ...["toldOfAction", "secretariatToldOfAction", "doneForYou", "actionDone", "requestChanged"],
  ];
  const exported = messageModules.flatMap((module) => Object.keys(module));
  expect(exported.filter((name) => !known.includes(name) && !parts.includes(name))).toEqual([]);
});

/** The mark of a command is drawn of such signs, and nothing of ours has them otherwise. */
const MARKS = /[\uFDD0-\uFDD2\uE000-\uF8FF]/;

test("commands are named as people type them here, each one that there is, and no mark is left", () => {
  const written = { line: "Kaizen", lines: "Kaizen" };
  const messages = Object.values(everyMessage(written)).filter((one) => one !== undefined);
  const forms = Object.values(everyForm(written));
  const homes = Object.values(everyHome(written));
  // They hold marks, so that there is something to draw.
  expect([messages, forms, homes].map((said) => MARKS.test(JSON.stringify(said)))).toEqual([
    ...[true, true, true],
  ]);
  const sent = JSON.stringify([
    ...messages.flatMap((one) => [renderMessage(one), renderForm(inForm(one))]),
    ...forms.map(renderForm),
    ...homes.map(renderHome),
  ]);
  expect(sent).not.toMatch(MARKS);
  const named = [...sent.matchAll(/\/bcn (\w+)/g)].map(([, word]) => word);
  const known = Object.keys(words.chat.help.words);
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((word) => !known.includes(word ?? ""))).toEqual([]);
});

test("an error at a field names a command as it is typed here", () => {
  const view = { blocks: [{ type: "input", block_id: "code" }] } as unknown as ViewOutput;
  const errors = errorsUnderInputs(view, { code: `Please type ${command("help")}.` });
  expect(errors).toEqual({ code: "Please type /bcn help." });
});

test("nothing that people can write is taken for a command of ours", () => {
  const sign = fc.integer({ min: 0xe000, max: 0xf8ff }).map((code) => String.fromCharCode(code));
  const guess = fc.array(sign, { maxLength: 6 }).map((signs) => `\uFDD0${signs.join("")}join`);
  fc.assert(
    fc.property(guess, (typed) => {
      expect(showHidden(typed)).toBe(typed);
    }),
  );
});

test("no text of ours is marked up, and emoji are signs, not names", () => {
  const sent = [
    ...Object.values(everyMessage({ line: ":x:", lines: "y" })).map(
      (one) => one && renderMessage(one),
    ),
    ...Object.values(everyForm({ line: ":x:", lines: "y" })).map(renderForm),
    ...Object.values(everyHome({ line: ":x:", lines: "y" })).map(renderHome),
  ];
  const json = JSON.stringify(sent);
  expect(json).not.toContain('"mrkdwn":true');
  expect(json).not.toMatch(/"type":"(?:mrkdwn|markdown|link|emoji|user|channel|broadcast)"/);
  expect(count(json, '"type":"plain_text"')).toBe(count(json, '"emoji":false'));
});

/** Ends in a stop, a bracket and a number: what would be drawn at its other end. */
const PERSIAN = "سفر (آموزشی) ۱۲ تا 14.";
/** By itself, or as an NPO's name. */
const VALUE = `${PERSIAN.replace(/[().]/g, "\\$&")}(?: @|, (?:Fiji|Japan))?`;
const ISOLATED = new RegExp(`\u2068${VALUE}\u2069`, "g");
const ALONE = new RegExp(`^${VALUE}\\??$`);

/** Every text that is drawn, without what stands in inputs. */
const textsIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== "object" || value === null) return [];
  const { type, elements } = value as { type?: string; elements?: unknown[] };
  if (type === "rich_text_section" && elements) return [textsInLine(elements)];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "text" && typeof inner === "string" ? [inner] : textsIn(inner),
  );
};
const textsInLine = (elements: readonly unknown[]): string => elements.flatMap(textsIn).join("");

test("what is read from the right stands alone or isolated, and reorders nothing of ours", () => {
  const written = { line: PERSIAN, lines: PERSIAN };
  const messages = Object.entries(everyMessage(written)).flatMap(([name, message]) =>
    message ? [[name, renderMessage(message)] as const] : [],
  );
  const homes = Object.entries<Home>(everyHome(written)).map(
    ([name, home]) => [name, renderHome(home)] as const,
  );
  const forms = Object.entries<Form>(everyForm(written)).map(
    ([name, form]) => [name, renderForm(form)] as const,
  );
  const texts = [...messages, ...homes, ...forms].flatMap(([name, drawn]) =>
    textsIn(drawn).map((text) => ({ name, text })),
  );
  const bare = texts.filter(({ text }) => {
    const beside = text.replace(ISOLATED, "");
    return beside.includes(PERSIAN) && !ALONE.test(text);
  });
  expect(bare).toEqual([]);
  expect(texts.filter(({ text }) => text.includes(`\u2068${PERSIAN}`)).length).toBeGreaterThan(100);
});
