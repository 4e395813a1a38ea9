import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { LocalView } from "../../src/local/control-types.ts";
import {
  type Browsing,
  expectNoAxeViolations,
  expectNoSidewaysScrolling,
  openBrowser,
  screenshot,
} from "./helpers/browser.ts";
import { type Driver, openDriver } from "./helpers/driver.ts";
import { type FakeControl, startFakeControl } from "./helpers/fake-control.ts";
import {
  actions,
  button,
  everyInput,
  host,
  input,
  message,
  modal,
  mrkdwn,
  option,
  plain,
  section,
  textInput,
} from "./helpers/samples.ts";

const FIJI_CHANNEL = "C0FJBCN";

let browser: Browsing;
let fake: FakeControl;
let page: Page;
let driver: Driver;
let complaints: string[];

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

beforeEach(async () => {
  fake = await startFakeControl();
  page = await browser.page();
  complaints = complaintsOf(page);
});
afterEach(async () => {
  await page.close();
  await fake.stop();
  expect(complaints).toEqual([]);
});

/** What the browser refused or reported, requests to anywhere else among it. */
function complaintsOf(of: Page): string[] {
  const found: string[] = [];
  of.on("pageerror", ({ message: text }) => void found.push(text));
  of.on("console", (line) => {
    if (line.type() === "error") found.push(line.text());
  });
  of.on("request", (request) => {
    if (!request.url().startsWith(fake.origin) && !request.url().startsWith("data:")) {
      found.push(`asked for ${request.url()}`);
    }
  });
  return found;
}

const open = async (): Promise<void> => {
  driver = await openDriver(page, fake.origin);
};
async function show(...views: LocalView[]): Promise<void> {
  fake.views = views;
  fake.tell();
  const title = views.at(-1)?.title;
  if (title) await driver.sees(title);
  else await driver.seesNoDialog();
}
const composer = () => page.getByRole("textbox", { name: /^Message / });
const focusedLabel = (): Promise<string> =>
  page.evaluate(() => {
    const node = document.activeElement;
    const label =
      node instanceof HTMLElement && "labels" in node
        ? (node as HTMLInputElement).labels?.[0]
        : null;
    return label?.innerText ?? node?.textContent ?? "";
  });
const said = () => fake.sent("/_local/message").map(({ text }) => text);

describe("the composer", () => {
  beforeEach(open);

  test("completes the bot's words by keyboard alone and sends on Enter", async () => {
    await composer().pressSequentially("/bcn re");
    expect(await page.getByRole("option").allInnerTexts()).toHaveLength(2);
    await screenshot(page, "page-completion");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    expect(await composer().inputValue()).toBe("/bcn requests ");
    await page.keyboard.press("Enter");
    await expect.poll(said).toEqual(["/bcn requests"]);
    expect(await composer().inputValue()).toBe("");
  });

  test("sends a whole word at once, although a longer one begins with it", async () => {
    await composer().pressSequentially("/bcn request");
    await page.keyboard.press("Enter");
    await expect.poll(said).toEqual(["/bcn request"]);
  });

  test("Shift and Enter begin a new line; Escape puts the suggestions away", async () => {
    await composer().pressSequentially("one");
    await page.keyboard.press("Shift+Enter");
    await composer().pressSequentially("two");
    await page.keyboard.press("Enter");
    await expect.poll(said).toEqual(["one\ntwo"]);
    await composer().pressSequentially("/bcn");
    await page.keyboard.press("Escape");
    expect(await page.getByRole("option").count()).toBe(0);
  });

  test("keeps what was written when it could not be sent, and says so", async () => {
    fake.on("/_local/message", () => ({ error: "operation_timeout" }));
    await driver.type("/bcn help");
    await page.getByText("The app did not answer in time").waitFor();
    await expect.poll(() => composer().inputValue()).toBe("/bcn help");
    // The browser itself notes the refused request.
    complaints.length = 0;
  });
});

describe("messages", () => {
  test("an empty conversation says how to begin", async () => {
    await open();
    await page.getByText("No messages here yet.").waitFor();
    await page.getByText("/bcn help", { exact: true }).waitFor();
  });

  test("escaped text is shown as typed; only-for-you and edited are marked", async () => {
    fake.messages.set(FIJI_CHANNEL, [
      message("", { blocks: [section("&lt;!channel&gt; &lt;@U1&gt; 5 * 3 * 2")], edited: true }),
      message("Nobody else sees it", { ephemeral: true }),
    ]);
    await open();
    await driver.message("<!channel> <@U1> 5 * 3 * 2").getByText("(edited)").waitFor();
    await driver.message("Nobody else sees it").getByText("Only visible to you").waitFor();
    expect(await page.getByText("Only visible to you").count()).toBe(1);
  });

  test("Persian reads from the right and English beside it from the left", async () => {
    const both = "بهره‌وری\nProductivity";
    fake.messages.set(FIJI_CHANNEL, [message("", { blocks: [section(both)] })]);
    await open();
    const line = page.getByText("Productivity");
    const [persian, english] = await line.evaluate((node) => {
      const text = node.firstChild;
      const end = text?.textContent?.length ?? 0;
      const lineEnd = text?.textContent?.indexOf("\n") ?? 0;
      return [
        [0, lineEnd],
        [lineEnd + 1, end],
      ].map(([from = 0, to = 0]) => {
        const range = document.createRange();
        if (text) range.setStart(text, from);
        if (text) range.setEnd(text, to);
        return range.getBoundingClientRect().left;
      });
    });
    expect(persian).toBeGreaterThan((english ?? 0) + 200);
  });

  test("arrive by themselves, and a day line stands above the first of a day", async () => {
    fake.messages.set(FIJI_CHANNEL, [message("Before", { at: "2023-03-17T12:00:00.000+09:00" })]);
    await open();
    fake.messages.get(FIJI_CHANNEL)?.push(message("After"));
    fake.tell();
    await driver.message("After").waitFor();
    expect(
      await page.getByRole("heading", { level: 2, name: /March|Today/ }).allInnerTexts(),
    ).toEqual(["Friday 17 March 2023", "Today"]);
  });

  test("arrive too when the stream is cut, by asking every few seconds", async () => {
    await page.route(/_local\/stream/, (route) => route.abort());
    await open();
    fake.messages.set(FIJI_CHANNEL, [message("After")]);
    await driver.message("After").waitFor();
    complaints = complaints.filter((text) => !text.includes("ERR_FAILED"));
  });

  test("a button sends its value; one that asks first sends nothing on no", async () => {
    const confirm = {
      title: plain("Sit this round out?"),
      text: mrkdwn("You get *no more* reminders."),
      confirm: plain("Not this round"),
      deny: plain("Keep reminding me"),
    };
    const card = message("", {
      blocks: [
        section("BCN is open"),
        actions(button("start", "Start"), button("skip", "Skip", { confirm })),
      ],
    });
    fake.messages.set(FIJI_CHANNEL, [card]);
    await open();
    await driver.pressOn("BCN is open", "Skip");
    await driver.press("Keep reminding me");
    await driver.seesNoDialog();
    expect(await focusedLabel()).toBe("Skip");
    await driver.pressOn("BCN is open", "Start");
    await expect
      .poll(() => fake.sent("/_local/press"))
      .toEqual([
        {
          as: "T0NTPCFIJI:U0FJLIAISON",
          conversation: FIJI_CHANNEL,
          ts: card.ts,
          blockId: "a",
          actionId: "start",
          value: "start-1",
        },
      ]);
    await driver.pressOn("BCN is open", "Skip");
    await driver.press("Not this round");
    await expect.poll(() => fake.sent("/_local/press")).toHaveLength(2);
  });
});

describe("who one is", () => {
  test("a reload keeps the person and the conversation", async () => {
    await open();
    await driver.as("Liaison, Japan");
    await driver.openConversation("BCN");
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "BCN" }).waitFor();
    await page.getByRole("button", { name: /You are.*Liaison, Japan/ }).waitFor();
  });

  test("unread messages are counted until their conversation is opened", async () => {
    fake.unread = { DU0FJLIAISON: 2 };
    fake.on("/_local/read", ({ conversation }) => {
      fake.unread[String(conversation)] = 0;
    });
    await open();
    await page.getByRole("button", { name: "BCN 2 unread" }).waitFor();
    await driver.openConversation("BCN");
    await expect.poll(() => fake.sent("/_local/read")).toHaveLength(1);
    expect(await page.getByText("unread").count()).toBe(0);
  });

  test("the clock shows both zones and moves by an hour, a day, or to a time in Tokyo", async () => {
    await open();
    const clock = page.getByRole("region", { name: "Programme time" });
    expect(await clock.innerText()).toMatch(/Mon 20 March\s+12:00 Tokyo\s+15:00 Fiji/);
    await driver.moveClock("+1 hour");
    await driver.moveClock("+1 day");
    await driver.setClock("2023-03-31T09:00");
    await expect
      .poll(() => fake.sent("/_local/clock"))
      .toEqual([
        { advance: { hours: 1 } },
        { advance: { days: 1 } },
        { to: "2023-03-31T09:00:00+09:00" },
      ]);
  });
});

describe("a modal", () => {
  beforeEach(open);

  test("sends what is typed one request at a time, and all of it before the submission", async () => {
    fake.on(
      "/_local/view/act",
      () => new Promise((resolve) => setTimeout(() => resolve({ ok: true }), 120)),
    );
    await show(
      modal([textInput("topic", "Topic"), textInput("objectives", "What you hope to learn")]),
    );
    await driver.field("Topic").locator("input").pressSequentially("Kaizen", { delay: 70 });
    await driver
      .field("What you hope to learn")
      .locator("input")
      .pressSequentially("5S", { delay: 200 });
    await driver.press("Next");
    await expect.poll(() => fake.sent("/_local/view/submit")).toHaveLength(1);

    const views = fake.received.filter(({ path }) => path.startsWith("/_local/view/"));
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

  test("keeps what was typed in the same input; a new block_id starts from its own value", async () => {
    await show(modal([textInput("topic", "Topic"), textInput("name", "Name")]));
    await driver.fill("Topic", "Kaizen");
    const redrawn = input("name:1", "Name", { type: "plain_text_input", initial_value: "Liaison" });
    await show(modal([textInput("topic", "Topic"), redrawn]));
    await expect.poll(() => driver.field("Name").locator("input").inputValue()).toBe("Liaison");
    expect(await driver.field("Topic").locator("input").inputValue()).toBe("Kaizen");
  });

  test("a new step gets the focus into its first field", async () => {
    await show(modal([host(), textInput("topic", "Topic")]));
    await expect.poll(focusedLabel).toBe("NPO you'd like to visit");
    await show(modal([textInput("language", "Working language")], { title: "When and how" }));
    await expect.poll(focusedLabel).toBe("Working language");
  });

  test("an empty required field is never sent: the sentence stands under it, with the focus", async () => {
    await show(modal([textInput("topic", "Topic")]));
    await driver.press("Next");
    expect(await driver.fieldError("Topic")).toBe("Please complete this required field.");
    await expect.poll(focusedLabel).toBe("Topic");
    expect(fake.sent("/_local/view/submit")).toEqual([]);
  });

  test("the app's errors stand under their fields and are tied to them; everything typed is kept", async () => {
    const step = modal([
      host(),
      textInput("topic", "Topic", { hint: plain("At most 150 characters") }),
    ]);
    fake.on("/_local/view/submit", () => {
      fake.views = [{ ...step, errors: { topic: "That is no topic." } }];
      return { ok: false, errors: { topic: "That is no topic." }, trouble: null };
    });
    await show(step);
    await driver.choose("NPO you'd like to visit", "Japan – JPC");
    await driver.fill("Topic", "?");
    await driver.press("Next");
    expect(await driver.fieldError("Topic")).toBe("That is no topic.");
    const topic = driver.field("Topic").locator("input");
    expect(await topic.getAttribute("aria-invalid")).toBe("true");
    const described = (await topic.getAttribute("aria-describedby"))?.split(" ") ?? [];
    const sentences = await Promise.all(
      described.map((id) => page.locator(`[id="${id}"]`).innerText()),
    );
    expect(sentences.map((text) => text.trim())).toEqual([
      "That is no topic.",
      "At most 150 characters",
    ]);
    expect(await topic.inputValue()).toBe("?");
    expect(await driver.field("NPO you'd like to visit").locator("select").inputValue()).toBe("JP");
    await screenshot(page, "page-modal-errors");
    await expectNoAxeViolations(page);
  });

  test("Escape cancels this view alone, the ✕ the whole stack, and the focus returns", async () => {
    fake.on("/_local/view/close", () => {
      fake.views = [];
    });
    await composer().focus();
    await show(modal([host()]));
    await page.keyboard.press("Escape");
    await driver.seesNoDialog();
    expect(await focusedLabel()).toBe("");
    expect(await composer().evaluate((node) => node === document.activeElement)).toBe(true);
    await show(modal([host()], { id: "V2" }));
    await driver.press("Close");
    await driver.seesNoDialog();
    expect(fake.sent("/_local/view/close").map(({ viewId, all }) => [viewId, all])).toEqual([
      ["V1", false],
      ["V2", true],
    ]);
  });

  test("Tab never leaves it", async () => {
    await show(modal([host(), textInput("topic", "Topic")]));
    for (let presses = 0; presses < 12; presses += 1) {
      await page.keyboard.press("Tab");
      const where = await page.evaluate(
        () => document.activeElement?.closest("dialog, body")?.tagName,
      );
      // Between the last and the first control the browser itself may have the focus.
      const isOutside = await page.evaluate(() => document.activeElement === document.body);
      expect(isOutside ? "DIALOG" : where).toBe("DIALOG");
    }
  });

  test("a view on top hides the one beneath, which keeps what was typed", async () => {
    const beneath = modal([textInput("topic", "Topic")]);
    await show(beneath);
    await driver.fill("Topic", "Kaizen");
    await show(beneath, modal([textInput("name", "Name")], { id: "V2", title: "Add a person" }));
    expect(await page.getByRole("dialog").count()).toBe(1);
    await show(beneath);
    expect(await driver.field("Topic").locator("input").inputValue()).toBe("Kaizen");
  });

  test("every input is sent as Slack would send it", async () => {
    await show(modal(everyInput));
    await driver.choose("NPO you'd like to visit", "Japan – JPC");
    await driver.choose("Have you already spoken with them?", "Not yet");
    await driver.choose("Others if they can't", "Thailand – FTPI");
    await driver.choose("Others if they can't", "Vietnam – VNPI");
    expect(await driver.field("Others if they can't").locator("select").isDisabled()).toBe(true);
    await driver.fill("Topic", "Kaizen");
    await driver.fill("What you hope to learn", "one\ntwo");
    await driver.fill("E-mail", "lo@ntpc.example");
    await driver.fill("First-choice dates, first day", "2023-07-12");
    await driver.attach("Endorsement letter", { name: "letter.txt", text: "Approved" });
    await screenshot(page, "page-modal-filled");
    await driver.press("Next");
    await expect
      .poll(() => fake.sent("/_local/view/submit")[0]?.values)
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

  test("says at its top what went wrong with the app", async () => {
    await show(modal([host()], { trouble: "We had some trouble connecting. Try again?" }));
    expect(await driver.dialog().getByRole("alert").innerText()).toContain("trouble connecting");
  });
});

describe("the page", () => {
  const card = () =>
    message("", {
      blocks: [
        { type: "header", text: plain("BCN 2023 is open") },
        section("First closing date: *Fri 31 March*, 23:59 Tokyo (02:59 Fiji). `/bcn request`"),
        {
          type: "section",
          fields: [mrkdwn("*Face-to-face*\nUp to 4 people"), mrkdwn("*Online*\nUp to 10 people")],
        },
        {
          type: "section",
          text: mrkdwn("*FTPI, Thailand*\nเรียนรู้การเพิ่มผลิตภาพในสถานประกอบการขนาดเล็กและขนาดกลาง"),
          accessory: button("show", "Show"),
        },
        section("بهره‌وری در بنگاه‌های کوچک و متوسط (SME) چگونه سنجیده می‌شود؟"),
        section("Averylongwordwithoutanyplacetobreakitinto".repeat(4)),
        actions(
          button("start", "Start a request", { style: "primary" }),
          button("read", "Read notification"),
          button("skip", "Not this round", { style: "danger" }),
        ),
        { type: "divider" },
        { type: "context", elements: [mrkdwn("You get this as NTPC's liaison.")] },
      ],
    });

  const opened = async (options: {
    width?: number;
    height?: number;
    dark?: boolean;
  }): Promise<void> => {
    await page.close();
    page = await browser.page(options);
    complaints = complaintsOf(page);
    fake.messages.set(FIJI_CHANNEL, [card(), message("Nobody else sees it", { ephemeral: true })]);
    fake.unread = { DU0FJLIAISON: 3 };
    await open();
    await driver.message("Nobody else sees it").waitFor();
  };

  test.each([
    ["wide", {}],
    ["dark", { dark: true }],
    ["narrow", { width: 400 }],
    ["narrow-dark", { width: 400, dark: true }],
  ])(
    "has nothing that axe finds wrong, and nothing sticks out sideways: %s",
    async (name, options) => {
      await opened(options);
      await screenshot(page, `page-${name}`);
      await expectNoAxeViolations(page);
      await expectNoSidewaysScrolling(page);
      await composer().fill("/bcn re");
      await expectNoAxeViolations(page);
      await composer().fill("");
      await show(modal(everyInput, { errors: { topic: "Please say what it is about." } }));
      await screenshot(page, `page-${name}-modal`);
      await expectNoAxeViolations(page);
      await expectNoSidewaysScrolling(page);
    },
  );

  test("on a narrow screen the conversations slide in, and go away with Escape or a choice", async () => {
    await opened({ width: 400 });
    const bcn = page.getByRole("button", { name: /^BCN/ });
    expect(await bcn.count()).toBe(0);
    await page.getByRole("button", { name: "Menu, unread messages" }).click();
    await bcn.waitFor();
    await screenshot(page, "page-narrow-drawer");
    await expectNoAxeViolations(page);
    await page.keyboard.press("Escape");
    await expect.poll(() => bcn.count()).toBe(0);
    expect(
      await page.getByRole("button", { name: /^Menu/ }).evaluate((node) => node.matches(":focus")),
    ).toBe(true);
    await driver.openConversation("BCN");
    await expect.poll(() => bcn.count()).toBe(0);
    await driver.as("Officer, Secretariat");
  });

  test("says what went wrong inside the open modal, where it can be heard", async () => {
    await open();
    await show(modal([host(), actions(button("back", "Back"))]));
    fake.on("/_local/view/act", () => ({ ok: true, ack: "operation_timeout" }));
    await driver.press("Back");
    await driver.dialog().getByText("The app did not answer in time").waitFor();
  });
});
