import { describe, expect, test } from "vitest";
import { FIJI_CHANNEL, makeBench } from "./helpers/bench.ts";
import { expectNoAxeViolations, expectNoSidewaysScrolling, screenshot } from "./helpers/browser.ts";
import {
  actions,
  button,
  everyInput,
  host,
  message,
  modal,
  mrkdwn,
  plain,
  section,
} from "./helpers/samples.ts";

const bench = makeBench();

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
    await bench.turnTo(options);
    bench.fake.messages.set(FIJI_CHANNEL, [
      card(),
      message("Nobody else sees it", { ephemeral: true }),
    ]);
    bench.fake.unread = { D0FJLIAISON: 3 };
    await bench.open();
    await bench.driver.message("Nobody else sees it").waitFor();
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
      await screenshot(bench.page, `page-${name}`);
      await expectNoAxeViolations(bench.page);
      await expectNoSidewaysScrolling(bench.page);
      await bench.composer().fill("/bcn re");
      await expectNoAxeViolations(bench.page);
      await bench.composer().fill("");
      await bench.show(modal(everyInput, { errors: { topic: "Please say what it is about." } }));
      await screenshot(bench.page, `page-${name}-modal`);
      await expectNoAxeViolations(bench.page);
      await expectNoSidewaysScrolling(bench.page);
    },
  );

  test("has menus that axe finds nothing wrong with, and that Escape closes", async () => {
    await opened({});
    for (const name of ["Set…", /You are/]) {
      const opener = bench.page.getByRole("button", { name });
      await opener.click();
      expect(await opener.getAttribute("aria-expanded")).toBe("true");
      await expectNoAxeViolations(bench.page);
      await bench.page.keyboard.press("Escape");
      expect(await opener.getAttribute("aria-expanded")).toBe("false");
      expect(await opener.evaluate((node) => node.matches(":focus"))).toBe(true);
    }
  });

  test("on a narrow screen the conversations slide in, and go away with Escape or a choice", async () => {
    await opened({ width: 400 });
    const bcn = bench.page.getByRole("button", { name: /^BCN/ });
    expect(await bcn.count()).toBe(0);
    await bench.page.getByRole("button", { name: "Menu, unread messages" }).click();
    await bcn.waitFor();
    await screenshot(bench.page, "page-narrow-drawer");
    await expectNoAxeViolations(bench.page);
    await bench.page.keyboard.press("Escape");
    await expect.poll(() => bcn.count()).toBe(0);
    expect(
      await bench.page
        .getByRole("button", { name: /^Menu/ })
        .evaluate((node) => node.matches(":focus")),
    ).toBe(true);
    await bench.driver.openConversation("BCN");
    await expect.poll(() => bcn.count()).toBe(0);
    await bench.driver.as("Officer, Secretariat");
  });

  test("the drawer takes the focus while it slides in, keeps it, and closes with Escape wherever that is", async () => {
    await opened({ width: 400 });
    await bench.page.emulateMedia({ reducedMotion: "no-preference" });
    const menu = bench.page.getByRole("button", { name: /^Menu/ });
    const isOpen = () => menu.getAttribute("aria-expanded");
    await menu.press("Enter");
    await expect.poll(() => bench.focusedLabel()).toBe("bcn");
    await bench.page.getByRole("button", { name: "JPC, Japan" }).click();
    await bench.page.getByRole("heading", { name: "JPC, Japan" }).waitFor();
    await expect.poll(() => bench.focusedLabel()).toBe("bcn");
    await bench.page.getByRole("heading", { name: "JPC, Japan" }).click();
    await bench.page.keyboard.press("Escape");
    await expect.poll(isOpen).toBe("false");
    await expect.poll(() => menu.evaluate((node) => node.matches(":focus"))).toBe(true);

    await menu.press("Enter");
    await expect.poll(() => bench.focusedLabel()).toBe("bcn");
    await bench.page.getByRole("button", { name: /You are/ }).press("Tab");
    await expect.poll(isOpen).toBe("false");
  });

  test("says what went wrong inside the open modal, where it can be heard", async () => {
    await bench.open();
    await bench.show(modal([host(), actions(button("back", "Back"))]));
    bench.fake.on("/_local/view/act", () => ({ ok: true, ack: "operation_timeout" }));
    await bench.driver.press("Back");
    await bench.driver.dialog().getByText("The app did not answer in time").waitFor();
  });
});
