import { describe, expect, test } from "vitest";
import type { Button } from "../../src/messages/message.ts";
import { makeBench } from "./helpers/bench.ts";
import { expectNoAxeViolations, expectNoSidewaysScrolling, screenshot } from "./helpers/browser.ts";
import { CHANNEL, CHAT } from "./helpers/fake-control.ts";
import { IN_CHANNEL, IN_CHAT, posted, typed } from "./helpers/teams-samples.ts";

const bench = makeBench();

const LOOKS = [
  ["wide", {}],
  ["dark", { dark: true }],
  ["narrow", { width: 400 }],
  ["narrow-dark", { width: 400, dark: true }],
] as const;

const button = (label: string, style?: "primary" | "danger"): Button => ({
  verb: "read",
  id: label,
  label,
  ...(style ? { style } : {}),
});

const asked = () =>
  posted(
    {
      headline: "A request for you: BCN-2023-004",
      parts: [
        {
          kind: "facts",
          facts: [
            { label: "From", value: "FTPI, Thailand" },
            { label: "Topic", value: "เรียนรู้การเพิ่มผลิตภาพในสถานประกอบการขนาดเล็กและขนาดกลาง" },
            {
              label: "Objectives",
              value: "بهره‌وری در بنگاه‌های کوچک و متوسط\n(SME) چگونه سنجیده می‌شود؟",
            },
          ],
        },
        { kind: "notice", tone: "warning", text: "The answer is due on Fri 31 March." },
        {
          kind: "item",
          title: "Averylongwordwithoutanyplacetobreakitinto".repeat(3),
          text: "Sent on Mon 20 March",
          button: button("Open it"),
        },
        { kind: "quote", text: "We would like to see *how you do it*.\nThank you." },
      ],
      buttons: [
        button("Say yes", "primary"),
        button("Offer other dates"),
        button("Say no", "danger"),
      ],
      why: "You get this as Japan's liaison.",
    },
    { note: "See the message below.", edited: true },
  );

describe("somebody's page in Teams", () => {
  test.each(LOOKS)("the chat with the bot: %s", async (name, options) => {
    await bench.turnTo(options);
    bench.fake.messages.set(CHAT, [
      posted({ headline: "Good morning. I'm BCN." }),
      typed("help"),
      asked(),
      typed("ขอบคุณมากครับ"),
      typed("سلام، ممنون از شما"),
      posted({
        headline: "Twenty things",
        buttons: Array.from({ length: 20 }, (_, at) => button(`Thing ${at + 1}`)),
      }),
    ]);
    await bench.open(IN_CHAT);
    await bench.driver.message("Twenty things").waitFor();
    await screenshot(bench.page, `teams-chat-${name}-end`);
    await expectNoAxeViolations(bench.page);
    await expectNoSidewaysScrolling(bench.page);
    await bench.page.locator(".messages").evaluate((node) => node.scrollTo(0, 0));
    await screenshot(bench.page, `teams-chat-${name}`);
  });

  test.each(LOOKS)("a channel with its threads: %s", async (name, options) => {
    await bench.turnTo(options);
    const first = asked();
    const second = typed("@BCN help");
    bench.fake.messages.set(CHANNEL, [
      first,
      second,
      typed("I'll look at it today.", { root: first.ts }),
      posted({ headline: "I've answered you in our chat." }, { root: second.ts }),
    ]);
    await bench.open(IN_CHANNEL);
    await bench.driver.message("I've answered you").waitFor();
    await bench.page.getByRole("button", { name: "Reply" }).first().click();
    await bench.page.getByRole("textbox", { name: "Reply in this thread" }).waitFor();
    await screenshot(bench.page, `teams-channel-${name}`);
    await expectNoAxeViolations(bench.page);
    await expectNoSidewaysScrolling(bench.page);
    expect(await bench.page.getByRole("article").count()).toBe(4);
  });
});
