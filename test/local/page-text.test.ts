import { describe, expect, test } from "vitest";
import { isComplete, suggestionsFor } from "../../src/local/page/completion.ts";
import { inlinesOf, paragraphsOf } from "../../src/local/page/mrkdwn.ts";
import { hashOf, placeOf } from "../../src/local/page/place.ts";
import {
  dayTitle,
  fromTokyoInput,
  shortDay,
  timeOfDay,
  tokyoInput,
} from "../../src/local/page/times.ts";

describe("Slack's markup", () => {
  test("what a person typed and the app escaped is shown as typed, and pings no one", () => {
    expect(inlinesOf("&lt;!channel&gt; &lt;@U1&gt; &amp;lt;")).toEqual([
      { type: "text", text: "<!channel> <@U1> &lt;", style: {} },
    ]);
  });

  test("bold, italic, struck and code are drawn, one within the other", () => {
    expect(inlinesOf("*bold _both_* ~no~ `5 * 3`")).toEqual([
      { type: "text", text: "bold ", style: { bold: true } },
      { type: "text", text: "both", style: { bold: true, italic: true } },
      { type: "text", text: " ", style: {} },
      { type: "text", text: "no", style: { strike: true } },
      { type: "text", text: " ", style: {} },
      { type: "text", text: "5 * 3", style: { code: true } },
    ]);
  });

  test.each(["5 * 3 * 2", "snake_case_name", "1:30:00", "a~b~c", "2*3*4"])(
    "%s is no markup",
    (text) => {
      expect(inlinesOf(text)).toEqual([{ type: "text", text, style: {} }]);
    },
  );

  test("links, people, channels and pings are what they are", () => {
    expect(inlinesOf("<https://a.example/?a&amp;b|Read><@U1><#C1|bcn><!here>")).toEqual([
      { type: "link", url: "https://a.example/?a&b", text: "Read", style: {} },
      { type: "user", user_id: "U1" },
      { type: "channel", channel_id: "C1" },
      { type: "broadcast", range: "here" },
    ]);
  });

  test("a bare address is a link, without the full stop behind it", () => {
    expect(inlinesOf("See https://a.example/b.").map((one) => "url" in one && one.url)).toEqual([
      false,
      "https://a.example/b",
      false,
    ]);
  });

  test("an address that would run a script is text", () => {
    expect(inlinesOf("<javascript:alert(1)|Read>")).toEqual([
      { type: "text", text: "Read", style: {} },
    ]);
  });

  test("quoted and preformatted lines stand apart", () => {
    const kinds = paragraphsOf("said:\n> one\n&gt; two\nafter\n```\n*x*\n```").map(
      ({ type, elements }) => [type, elements[0]],
    );
    expect(kinds).toEqual([
      ["rich_text_section", { type: "text", text: "said:", style: {} }],
      ["rich_text_quote", { type: "text", text: "one\ntwo", style: {} }],
      ["rich_text_section", { type: "text", text: "after", style: {} }],
      ["rich_text_preformatted", { type: "text", text: "*x*" }],
    ]);
  });
});

describe("completion", () => {
  const words = [
    { word: "request", what: "Request a visit" },
    { word: "requests", what: "Your requests" },
    { word: "help", what: "What you can do" },
  ];
  const commands = [{ command: "/bcn", hint: "The programme", words }];
  const labels = (text: string) => suggestionsFor(text, commands).map(({ label }) => label);

  test("the command is suggested from its first sign, then its words by how they begin", () => {
    expect(labels("/")).toEqual(["/bcn"]);
    expect(labels("/bcn ")).toEqual(["/bcn request", "/bcn requests", "/bcn help"]);
    expect(labels("/bcn Re")).toEqual(["/bcn request", "/bcn requests"]);
  });

  test("nothing is suggested past the word, in ordinary text or on a second line", () => {
    expect(labels("/bcn show 1")).toEqual([]);
    expect(labels("hello /bcn")).toEqual([]);
    expect(labels("/bcn\n")).toEqual([]);
  });

  test("a whole word is finished even when a longer one begins with it", () => {
    expect(isComplete("/bcn request", suggestionsFor("/bcn request", commands))).toBe(true);
    expect(isComplete("/bcn reques", suggestionsFor("/bcn reques", commands))).toBe(false);
    expect(isComplete("/bcn", suggestionsFor("/bcn", commands))).toBe(false);
  });
});

describe("programme time", () => {
  const late = new Date("2023-03-31T23:30:00+09:00");

  test("is told in the zone of the reader, who may be in another day", () => {
    expect([shortDay(late, "Asia/Tokyo"), timeOfDay(late, "Asia/Tokyo")]).toEqual([
      "Fri 31 March",
      "23:30",
    ]);
    expect([shortDay(late, "Pacific/Fiji"), timeOfDay(late, "Pacific/Fiji")]).toEqual([
      "Sat 1 April",
      "02:30",
    ]);
  });

  test("today and yesterday are the reader's days", () => {
    const noon = new Date("2023-03-31T12:00:00+09:00");
    expect(dayTitle(noon, late, "Asia/Tokyo")).toBe("Today");
    expect(dayTitle(noon, late, "Pacific/Fiji")).toBe("Yesterday");
    const before = new Date("2023-03-20T12:00:00+09:00");
    expect(dayTitle(before, late, "Asia/Tokyo")).toBe("Monday 20 March 2023");
  });

  test("what one sets the clock to is Tokyo's time, and comes back the same", () => {
    expect(tokyoInput(late)).toBe("2023-03-31T23:30");
    expect(Date.parse(fromTokyoInput("2023-03-31T23:30"))).toBe(late.getTime());
  });
});

test("who one is and where one looks stand in the address", () => {
  const place = { team: "T1", user: "U1", conversation: "C1" };
  expect(placeOf(hashOf(place))).toEqual(place);
  expect(placeOf("#/T1/U1/D1/home")).toEqual({
    team: "T1",
    user: "U1",
    conversation: "D1",
    tab: "home",
  });
  expect(placeOf("#/T1/U1")).toEqual({ team: "T1", user: "U1" });
  expect(placeOf("").user).toBe("U0FJLIAISON");
});
