import { describe, expect, test } from "vitest";
import type { Form } from "../../src/forms/form.ts";
import { renderForm } from "../../src/surfaces/teams/rendering/render-form.ts";
import { makeBench } from "./helpers/bench.ts";
import { expectNoAxeViolations, expectNoSidewaysScrolling, screenshot } from "./helpers/browser.ts";
import { CHAT } from "./helpers/fake-control.ts";
import { dialogOf, IN_CHAT, posted } from "./helpers/teams-samples.ts";

const bench = makeBench();
const SUBMIT = "/_local/dialog/submit";

const first = (more: Partial<Form> = {}): Form => ({
  verb: "request",
  pointer: { draft: "d-1", step: "whom" },
  title: "Request a visit",
  submit: "Next",
  close: "Cancel",
  savesAsYouType: true,
  parts: [
    { kind: "heading", text: "Step 1 of 5: whom and why" },
    {
      kind: "select",
      id: "host",
      label: "NPO you'd like to visit or meet",
      required: true,
      options: [
        { value: "JP", label: "Japan – JPC" },
        { value: "VN", label: "Vietnam – VNPI" },
      ],
    },
    {
      kind: "radio",
      id: "spoken",
      label: "Have you already spoken with them?",
      required: true,
      options: [
        { value: "no", label: "Not yet" },
        { value: "yes", label: "Yes" },
      ],
    },
    {
      kind: "multiSelect",
      id: "others",
      label: "Others, if they can't",
      hint: "Up to two. Hosts never see them.",
      required: false,
      atMost: 2,
      options: [
        { value: "FJ", label: "Fiji – NTPC" },
        { value: "LK", label: "Sri Lanka – NPS" },
      ],
    },
    { kind: "text", id: "topic", label: "Topic", required: true, maxLength: 150 },
    {
      kind: "text",
      id: "objectives",
      label: "What you hope to learn",
      required: true,
      multiline: true,
      maxLength: 2000,
    },
    { kind: "date", id: "startsOn", label: "First day", required: false },
  ],
  ...more,
});

const second: Form = {
  ...first(),
  pointer: { draft: "d-1", step: "who" },
  submit: "Send request",
  parts: [
    { kind: "heading", text: "Step 2 of 5: who comes" },
    {
      kind: "row",
      title: "Director, Training",
      text: "NPO official, head of delegation",
      button: { verb: "change", id: "p-1", label: "Change" },
    },
    { kind: "buttons", buttons: [{ verb: "back", id: "", label: "Back" }] },
  ],
};

const pageOf = (form: Form, errors = {}) =>
  renderForm(form, { errors, saveAndClose: "Save and close" }).task.value.card.content;

function show(more: Parameters<typeof dialogOf>[1] & { form?: Form; errors?: object } = {}): void {
  const { form, errors, ...rest } = more;
  bench.fake.teams.dialog = dialogOf(form ? pageOf(form, errors) : null, rest);
  bench.fake.tell();
}

const filledIn = (form: Form, values: Record<string, string>): Form => ({
  ...form,
  parts: form.parts.map((part) =>
    "id" in part && part.kind !== "multiSelect" && part.kind !== "file"
      ? { ...part, value: values[part.id] }
      : part,
  ),
});

const label = (text: string) => bench.driver.dialog().getByLabel(text);
const button = (name: string) => bench.driver.dialog().getByRole("button", { name, exact: true });
const isFocused = (locator: ReturnType<typeof label>) =>
  expect.poll(() => locator.evaluate((node) => node.matches(":focus"))).toBe(true);

async function opened(options: Parameters<typeof bench.turnTo>[0] = {}): Promise<void> {
  await bench.turnTo(options);
  bench.fake.messages.set(CHAT, [
    posted({
      headline: "Request a visit",
      buttons: [{ verb: "open-form", id: "request", label: "Open the form" }],
    }),
  ]);
  bench.fake.on("/_local/press", () => show({ form: first() }));
  bench.fake.on("/_local/dialog/close", () => {
    bench.fake.teams.dialog = null;
  });
  await bench.open(IN_CHAT);
  await bench.page.getByRole("button", { name: "Open the form" }).press("Enter");
  await bench.driver.sees("Request a visit");
}

describe("a dialog", () => {
  test.each([
    ["wide", {}],
    ["dark", { dark: true }],
    ["narrow", { width: 400 }],
    ["narrow-dark", { width: 400, dark: true }],
  ] as const)("looks right, and axe finds nothing wrong: %s", async (name, options) => {
    await opened(options);
    await isFocused(label("NPO you'd like to visit or meet *"));
    await screenshot(bench.page, `teams-dialog-${name}`);
    await expectNoAxeViolations(bench.page);
    await expectNoSidewaysScrolling(bench.page);
    const topic = "Averylongwordwithoutanyplacetobreakitinto".repeat(5);
    show({ form: filledIn(first(), { topic }), errors: { topic: "Please make it shorter." } });
    await bench.driver.dialog().getByText("Please make it shorter.").waitFor();
    await bench.driver
      .dialog()
      .locator(".modal-body")
      .evaluate((node) => node.scrollTo(0, 9999));
    await screenshot(bench.page, `teams-dialog-${name}-errors`);
    await expectNoAxeViolations(bench.page);
    await expectNoSidewaysScrolling(bench.page);
    const { width, height } = (await bench.driver.dialog().boundingBox()) ?? {};
    if (options && "width" in options) expect([width, height]).toEqual([400, 800]);
  });

  test("goes its whole way: filled in, refused, mended, the next page, the last word", async () => {
    await opened();
    const { driver } = bench;
    await driver.choose("NPO you'd like to visit or meet", "Japan – JPC");
    await driver.choose("Have you already spoken with them?", "Yes");
    await driver.choose("Others, if they can't", "Fiji – NTPC");
    await driver.choose("Others, if they can't", "Sri Lanka – NPS");
    await driver.fill("Topic", "?");
    await driver.fill("First day", "2023-07-12");
    const values = { host: "JP", spoken: "yes", topic: "?", startsOn: "2023-07-12" };
    bench.fake.on(SUBMIT, () =>
      show({ form: filledIn(first(), values), errors: { topic: "Please say what it is about." } }),
    );
    await button("Next").click();
    await driver.dialog().getByText("Please say what it is about.").waitFor();
    expect(await driver.fieldError("Topic")).toBe("Please say what it is about.");
    const [sent] = bench.fake.sent(SUBMIT);
    expect(sent).toMatchObject({
      dialogId: "task-1",
      action: {
        type: "Action.Submit",
        title: "Next",
        data: { verb: "submit", form: "request" },
      },
      inputs: { ...values, others: "FJ,LK" },
    });
    // Empty, and so missing.
    expect(sent?.inputs).not.toHaveProperty("objectives");
    expect(await label("Topic *").inputValue()).toBe("?");

    await label("Topic *").fill("Kaizen");
    bench.fake.on(SUBMIT, () => show({ form: second }));
    await button("Next").click();
    await bench.driver.dialog().getByText("Step 2 of 5").waitFor();
    expect(bench.fake.sent(SUBMIT).at(-1)).toMatchObject({ inputs: { topic: "Kaizen" } });
    await screenshot(bench.page, "teams-dialog-second");

    bench.fake.on(SUBMIT, () => show({ message: "Saved. It waits as a draft." }));
    await button("Save and close").click();
    await bench.driver.dialog().getByText("Saved. It waits as a draft.").waitFor();
    await screenshot(bench.page, "teams-dialog-message");
    await expectNoAxeViolations(bench.page);
    await button("Close").click();
    await bench.driver.seesNoDialog();
    expect(bench.fake.sent("/_local/dialog/close")).toHaveLength(1);
  });

  test("keeps what is typed while nothing new is drawn; a new page shows its own values", async () => {
    await opened();
    await label("Topic *").fill("Kaizen");
    bench.fake.now = "2023-03-20T13:00:00.000+09:00";
    bench.fake.tell();
    await bench.page.getByText("13:00").waitFor();
    expect(await label("Topic *").inputValue()).toBe("Kaizen");
    await isFocused(label("Topic *"));
    show({ form: filledIn(first(), { topic: "5S" }) });
    await expect.poll(() => label("Topic *").inputValue()).toBe("5S");
  });

  test("keeps the keyboard inside, closes with Escape and gives the focus back to its button", async () => {
    await opened();
    await isFocused(label("NPO you'd like to visit or meet *"));
    for (let presses = 0; presses < 24; presses += 1) {
      await bench.page.keyboard.press("Tab");
      const isOutside = await bench.page.evaluate(
        () =>
          document.activeElement?.closest("dialog") === null &&
          document.activeElement !== document.body,
      );
      expect(isOutside).toBe(false);
    }
    await bench.page.keyboard.press("Escape");
    await bench.driver.seesNoDialog();
    await isFocused(bench.page.getByRole("button", { name: "Open the form" }));
  });

  test("says that it waits, and what went wrong", async () => {
    await opened();
    show({ form: first(), busy: true });
    await bench.driver.dialog().getByRole("progressbar").waitFor();
    await expectNoAxeViolations(bench.page);
    show({ form: first(), trouble: "Unable to reach app. Please try again." });
    await bench.driver.dialog().getByRole("alert").getByText("Unable to reach app").waitFor();
    expect(await bench.driver.dialog().getByRole("progressbar").count()).toBe(0);
    await screenshot(bench.page, "teams-dialog-trouble");
    // Before anything was drawn.
    show({ busy: true });
    await bench.driver.dialog().getByRole("progressbar").waitFor();
    expect(await bench.driver.dialog().getByRole("alert").count()).toBe(0);
  });
});
