import { beforeEach, describe, expect, test } from "vitest";
import { makeBench } from "./helpers/bench.ts";
import { expectNoAxeViolations, screenshot } from "./helpers/browser.ts";
import {
  button,
  everyInput,
  host,
  input,
  modal,
  mrkdwn,
  option,
  plain,
  step,
  textInput,
} from "./helpers/samples.ts";

const bench = makeBench();

describe("a modal", () => {
  beforeEach(() => bench.open());

  test("sends what is typed one request at a time, and all of it before the submission", async () => {
    bench.fake.on(
      "/_local/view/act",
      () => new Promise((resolve) => setTimeout(() => resolve({ ok: true }), 120)),
    );
    await bench.show(
      modal([textInput("topic", "Topic"), textInput("objectives", "What you hope to learn")]),
    );
    await bench.driver.field("Topic").locator("input").pressSequentially("Kaizen", { delay: 70 });
    await bench.driver
      .field("What you hope to learn")
      .locator("input")
      .pressSequentially("5S", { delay: 200 });
    await bench.driver.press("Next");
    await expect.poll(() => bench.fake.sent("/_local/view/submit")).toHaveLength(1);

    const views = bench.fake.received.filter(({ path }) => path.startsWith("/_local/view/"));
    expect(views.map(({ alongside }) => alongside)).toEqual(views.map(() => 0));
    expect(views.at(-1)?.path).toBe("/_local/view/submit");
    expect(views.map(({ body }) => body.actionId).filter(Boolean)).toEqual(
      expect.arrayContaining(["topic", "objectives"]),
    );
    expect(views.at(-2)?.body.values).toEqual(views.at(-1)?.body.values);
    expect(views.at(-1)?.body.values).toMatchObject({
      topic: { topic: { type: "plain_text_input", value: "Kaizen" } },
      objectives: { objectives: { type: "plain_text_input", value: "5S" } },
    });
  });

  test("sends what was typed last before it closes", async () => {
    bench.fake.on(
      "/_local/view/act",
      () => new Promise((resolve) => setTimeout(() => resolve({ ok: true }), 120)),
    );
    await bench.show(modal([textInput("topic", "Topic"), textInput("language", "Language")]));
    await bench.driver.fill("Topic", "Kaizen");
    await bench.driver.fill("Language", "English");
    await bench.driver.press("Cancel");
    await expect.poll(() => bench.fake.sent("/_local/view/close")).toHaveLength(1);
    expect(bench.fake.received.slice(-2)).toMatchObject([
      {
        path: "/_local/view/act",
        body: { values: { language: { language: { value: "English" } } } },
      },
      { path: "/_local/view/close", alongside: 0 },
    ]);
  });

  test("keeps what was typed in the same input; a new block_id starts from its own value", async () => {
    await bench.show(modal([textInput("topic", "Topic"), textInput("name", "Name")]));
    await bench.driver.fill("Topic", "Kaizen");
    const redrawn = input("name:1", "Name", { type: "plain_text_input", initial_value: "Liaison" });
    await bench.show(modal([textInput("topic", "Topic"), redrawn]));
    await expect
      .poll(() => bench.driver.field("Name").locator("input").inputValue())
      .toBe("Liaison");
    expect(await bench.driver.field("Topic").locator("input").inputValue()).toBe("Kaizen");
  });

  test("a new step gets the focus into its first field", async () => {
    await bench.show(modal([host(), textInput("topic", "Topic")]));
    await expect.poll(() => bench.focusedLabel()).toBe("NPO you'd like to visit");
    await bench.show(modal([textInput("language", "Working language")], { title: "When and how" }));
    await expect.poll(() => bench.focusedLabel()).toBe("Working language");
    await bench.page.keyboard.press("Tab");
    await bench.show(
      modal([step(3), textInput("position", "Position")], { title: "When and how" }),
    );
    await expect.poll(() => bench.focusedLabel()).toBe("Position");
  });

  test("a field that appears after an answer leaves the focus where it is", async () => {
    await bench.show(modal([step(1), host(), textInput("topic", "Topic")]));
    await bench.driver.fill("Topic", "Kaizen");
    const appeared = textInput("spokenWith", "Whom, and when");
    await bench.show(modal([step(1), host(), appeared, textInput("topic", "Topic")]));
    await bench.driver.field("Whom, and when").waitFor();
    expect(await bench.focusedLabel()).toBe("Topic");
  });

  test("an empty required field is never sent: the sentence stands under it, with the focus", async () => {
    await bench.show(modal([textInput("topic", "Topic")]));
    await bench.driver.press("Next");
    expect(await bench.driver.fieldError("Topic")).toBe("Please complete this required field.");
    await expect.poll(() => bench.focusedLabel()).toBe("Topic");
    expect(bench.fake.sent("/_local/view/submit")).toEqual([]);
  });

  test("the app's errors stand under their fields and are tied to them; everything typed is kept", async () => {
    const step = modal([
      host(),
      textInput("topic", "Topic", { hint: plain("At most 150 characters") }),
    ]);
    bench.fake.on("/_local/view/submit", () => {
      bench.fake.views = [{ ...step, errors: { topic: "That is no topic." } }];
      return { ok: false, errors: { topic: "That is no topic." }, trouble: null };
    });
    await bench.show(step);
    await bench.driver.choose("NPO you'd like to visit", "Japan – JPC");
    await bench.driver.fill("Topic", "?");
    await bench.driver.press("Next");
    expect(await bench.driver.fieldError("Topic")).toBe("That is no topic.");
    const topic = bench.driver.field("Topic").locator("input");
    expect(await topic.getAttribute("aria-invalid")).toBe("true");
    const described = (await topic.getAttribute("aria-describedby"))?.split(" ") ?? [];
    const sentences = await Promise.all(
      described.map((id) => bench.page.locator(`[id="${id}"]`).innerText()),
    );
    expect(sentences.map((text) => text.trim())).toEqual([
      "That is no topic.",
      "At most 150 characters",
    ]);
    expect(await topic.inputValue()).toBe("?");
    expect(await bench.driver.field("NPO you'd like to visit").locator("select").inputValue()).toBe(
      "JP",
    );
    await screenshot(bench.page, "page-modal-errors");
    await expectNoAxeViolations(bench.page);
  });

  test("Escape cancels this view alone, the ✕ the whole stack, and the focus returns", async () => {
    bench.fake.on("/_local/view/close", () => {
      bench.fake.views = [];
    });
    await bench.composer().focus();
    await bench.show(modal([host()]));
    await bench.page.keyboard.press("Escape");
    await bench.driver.seesNoDialog();
    expect(await bench.focusedLabel()).toBe("");
    expect(await bench.composer().evaluate((node) => node === document.activeElement)).toBe(true);
    await bench.show(modal([host()], { id: "V2" }));
    await bench.driver.press("Close");
    await bench.driver.seesNoDialog();
    expect(bench.fake.sent("/_local/view/close").map(({ viewId, all }) => [viewId, all])).toEqual([
      ["V1", false],
      ["V2", true],
    ]);
  });

  test("Tab never leaves it", async () => {
    await bench.show(modal([host(), textInput("topic", "Topic")]));
    for (let presses = 0; presses < 12; presses += 1) {
      await bench.page.keyboard.press("Tab");
      const where = await bench.page.evaluate(
        () => document.activeElement?.closest("dialog, body")?.tagName,
      );
      // Between the last and the first control the browser itself may have the focus.
      const isOutside = await bench.page.evaluate(() => document.activeElement === document.body);
      expect(isOutside ? "DIALOG" : where).toBe("DIALOG");
    }
  });

  test("a view on top hides the one beneath, which keeps what was typed", async () => {
    const beneath = modal([textInput("topic", "Topic")]);
    await bench.show(beneath);
    await bench.driver.fill("Topic", "Kaizen");
    await bench.show(
      beneath,
      modal([textInput("name", "Name")], { id: "V2", title: "Add a person" }),
    );
    expect(await bench.page.getByRole("dialog").count()).toBe(1);
    await bench.show(beneath);
    expect(await bench.driver.field("Topic").locator("input").inputValue()).toBe("Kaizen");
  });

  test("every input is sent as Slack would send it", async () => {
    await bench.show(modal(everyInput));
    await bench.driver.choose("NPO you'd like to visit", "Japan – JPC");
    await bench.driver.choose("Have you already spoken with them?", "Not yet");
    await bench.driver.choose("Others if they can't", "Thailand – FTPI");
    await bench.driver.choose("Others if they can't", "Vietnam – VNPI");
    expect(await bench.driver.field("Others if they can't").locator("select").isDisabled()).toBe(
      true,
    );
    await bench.driver.fill("Topic", "Kaizen");
    await bench.driver.fill("What you hope to learn", "one\ntwo");
    await bench.driver.fill("E-mail", "lo@ntpc.example");
    await bench.driver.fill("First-choice dates, first day", "2023-07-12");
    await bench.driver.attach("Endorsement letter", { name: "letter.txt", text: "Approved" });
    await screenshot(bench.page, "page-modal-filled");
    await bench.driver.press("Next");
    await expect
      .poll(() => bench.fake.sent("/_local/view/submit")[0]?.values)
      .toEqual({
        host: { host: { type: "static_select", selected_option: option("JP", "Japan – JPC") } },
        spoken: { spoken: { type: "radio_buttons", selected_option: option("no", "Not yet") } },
        alternatives: {
          alternatives: {
            type: "multi_static_select",
            selected_options: [option("TH", "Thailand – FTPI"), option("VN", "Vietnam – VNPI")],
          },
        },
        topic: { topic: { type: "plain_text_input", value: "Kaizen" } },
        objectives: { objectives: { type: "plain_text_input", value: "one\ntwo" } },
        email: { email: { type: "email_text_input", value: "lo@ntpc.example" } },
        startsOn: { startsOn: { type: "datepicker", selected_date: "2023-07-12" } },
        letter: { letter: { type: "file_input", files: [{ id: "F1", name: "letter.txt" }] } },
      });
  });

  test("each row's own button is pressed, and the focus stays on it when the view is redrawn", async () => {
    const row = (id: string, text: string) => ({
      type: "section",
      block_id: id,
      text: mrkdwn(text),
      accessory: button(`change-${id}`, "Change"),
    });
    const list = modal([row("one", "Director"), row("two", "Senior trainer")], { title: "Who" });
    bench.fake.on("/_local/view/act", () => {
      bench.fake.views = [{ ...list, hash: "redrawn" }];
    });
    await bench.show(list);
    await expect.poll(() => bench.focusedLabel()).toBe("Who");
    await bench.driver.pressBeside("Director", "Change");
    await expect
      .poll(() => bench.fake.sent("/_local/view/act"))
      .toMatchObject([{ actionId: "change-one", value: "change-one-1" }]);
    await expect.poll(() => bench.focusedLabel()).toBe("Change");
  });

  test.each([
    { pressed: "Send request", path: "/_local/view/submit" },
    { pressed: "Back", path: "/_local/view/act" },
  ])(
    "$pressed counts at every moment of a redraw: once on each page that is seen",
    async ({ pressed, path }) => {
      const step = (title: string, hash: string) =>
        modal([{ type: "actions", block_id: "bottom", elements: [button("back", "Back")] }], {
          title,
          hash,
          submit: "Send request",
        });
      const answers: (() => void)[] = [];
      bench.fake.on(
        path,
        () => new Promise((resolve) => answers.push(() => resolve({ ok: true }))),
      );
      await bench.show(step("One", "1"));
      await bench.driver.press(pressed);
      await expect.poll(() => bench.fake.sent(path)).toHaveLength(1);
      // Its answer isn't there yet: twice on one page is once.
      await bench.driver.press(pressed);

      // The next page stands there, and what was asked on the one before is still under way.
      await bench.show(step("Two", "2"));
      await bench.driver.press(pressed);
      answers[0]?.();
      await expect.poll(() => bench.fake.sent(path)).toHaveLength(2);

      // Answered, and what is new is being read.
      let isHeld = true;
      const held: (() => void)[] = [];
      await bench.page.route("**/_local/state?*", async (route) => {
        if (isHeld) await new Promise<void>((resolve) => held.push(resolve));
        await route.continue();
      });
      answers[1]?.();
      await expect.poll(() => held.length).toBe(1);
      await bench.driver.press(pressed);
      bench.fake.views = [step("Three", "3")];
      isHeld = false;
      held[0]?.();
      await bench.driver.sees("Three");
      await bench.driver.press(pressed);
      await expect.poll(() => bench.fake.sent(path)).toHaveLength(3);
      answers[2]?.();
    },
  );

  test("says at its top what went wrong with the app", async () => {
    await bench.show(modal([host()], { trouble: "We had some trouble connecting. Try again?" }));
    expect(await bench.driver.dialog().getByRole("alert").innerText()).toContain(
      "trouble connecting",
    );
  });
});
