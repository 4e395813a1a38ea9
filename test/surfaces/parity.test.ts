/** Both surfaces show, ask and offer the same; what differs is named here, by capability. */
import type { ViewOutput } from "@slack/bolt";
import { describe, expect, test } from "vitest";
import { type FieldErrors, type Form, isField } from "../../src/forms/form.ts";
import { loadingForm } from "../../src/forms/loading.ts";
import { type Home, homeMessage } from "../../src/messages/home/home-page.ts";
import type { Message } from "../../src/messages/message.ts";
import type { Written as Heard, Reply } from "../../src/surfaces/command.ts";
import { messageForm } from "../../src/surfaces/shared/message-form.ts";
import { redrawn } from "../../src/surfaces/slack/rendering/redraw-view.ts";
import { renderForm as slackForm } from "../../src/surfaces/slack/rendering/render-form.ts";
import { renderHome } from "../../src/surfaces/slack/rendering/render-home.ts";
import { renderMessage as slackMessage } from "../../src/surfaces/slack/rendering/render-message.ts";
import { inertChoice } from "../../src/surfaces/teams/rendering/inert.ts";
import { renderMessage as teamsMessage } from "../../src/surfaces/teams/rendering/render-message.ts";
import { words } from "../../src/words/en.ts";
import { type Piece, readBlocks, readCard, readDialog, readView } from "../helpers/as-read.ts";
import { everyForm, everyHome, everyMessage, type Written } from "../helpers/everything-said.ts";
import * as slack from "./slack/harness.ts";
import { partsOf } from "./teams/check-card.ts";
import { cardOf, dialogOf, opensForm, pageOf } from "./teams/drawn-cards.ts";
import * as teams from "./teams/harness.ts";
import { APP_ID, TENANT } from "./teams/microsoft.ts";

type Change = (piece: Piece) => Piece | undefined;
interface Difference {
  readonly inSlack?: Change;
  readonly inTeams?: Change;
}

const lookAlike = (text: string): string =>
  inertChoice(text, 1000).replace(/[\u2060\u2068\u2069]/g, "");

/**
 * What is drawn otherwise, as docs/teams.md names it under "Differences that the parity test names".
 * *Close* and a question's *No* are the platform's own in Teams, and read by nobody here.
 */
const NAMED: Readonly<Record<string, Difference>> = {
  "file in a form": {
    inSlack: (piece) =>
      typeof piece === "object" && "field" in piece && piece.kind === "file" ? undefined : piece,
  },
  "each keystroke saved": {
    inTeams: (piece) =>
      typeof piece === "object" && "press" in piece && piece.verb === "save" ? undefined : piece,
  },
  "home tab: it renews itself": {
    inSlack: (piece) =>
      typeof piece === "object" &&
      "text" in piece &&
      piece.text.startsWith("This page renews itself")
        ? undefined
        : piece,
  },
  "a greatest number of choices": {
    inSlack: (piece) =>
      typeof piece === "object" && "field" in piece && piece.atMost
        ? (({ atMost: _, ...field }) => field)(piece)
        : piece,
  },
  "signs that choices of several are read for": {
    inSlack: (piece) =>
      typeof piece === "object" && "field" in piece && piece.kind === "several"
        ? { ...piece, choices: piece.choices?.map(lookAlike) ?? [] }
        : piece,
  },
  "what stands in front of a word that is typed": {
    inSlack: (piece) => JSON.parse(JSON.stringify(piece).replaceAll("/bcn ", "bcn ")),
    // How it is typed in Slack is told in Teams too, to whoever may have both.
    inTeams: (piece) => JSON.parse(JSON.stringify(piece).replaceAll("/bcn ", "bcn ")),
  },
};

interface Shown {
  readonly slack: readonly Piece[];
  readonly teams: readonly Piece[];
}

const changed = (pieces: readonly Piece[], change?: Change): readonly Piece[] =>
  change ? pieces.flatMap((piece) => change(piece) ?? []) : pieces;

const named = (shown: Shown, differences = Object.values(NAMED)): Shown =>
  differences.reduce<Shown>(
    ({ slack, teams }, { inSlack, inTeams }) => ({
      slack: changed(slack, inSlack),
      teams: changed(teams, inTeams),
    }),
    shown,
  );

const expectAlike = (shown: Shown, name: string): void => {
  const { slack, teams } = named(shown);
  expect(teams, name).toEqual(slack);
};

/** A page, as Slack draws it first, and with errors over what stands there. */
const bothOf = (form: Form, errors: FieldErrors = {}) => {
  const view = slackForm(form);
  const standing = { ...view, state: { values: {} } } as unknown as ViewOutput;
  const isFirst = Object.keys(errors).length === 0;
  return {
    slack: readView(isFirst ? view : redrawn(standing, [], { errors })),
    teams: readDialog(dialogOf(form, errors)),
  };
};

const PLAIN: Written = { line: "Kaizen", lines: "One\nTwo" };
const SIGNS: Written = { line: "R&D &lt;co> *x* {{y}}", lines: "> x\n- y\n\n1. z" };
const WRITTEN: readonly (readonly [string, Written])[] = [
  ["ordinary words", PLAIN],
  ["words from the right", { line: "سفر (آموزشی) ۱۲ تا 14.", lines: "سفر.\n14 نفر." }],
  ["signs", { line: "R&D &lt;co> *x* {{y}}", lines: "> x\n- y\n\n1. z" }],
  ["nothing", { line: "", lines: "" }],
];

const messagesOf = (written: Written): readonly (readonly [string, Message])[] =>
  Object.entries(everyMessage(written)).flatMap(([name, message]) =>
    message ? [[name, message] as const] : [],
  );

/** Home tab: a message's buttons stand at its end, and a line in place of a section's header. */
const ordered = (pieces: readonly Piece[]): readonly Piece[] =>
  pieces
    .filter((piece) => piece !== "rule")
    .toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));

const everythingIn = (written: Written): ReadonlyMap<string, Shown> => {
  const piecesOf = (form: Form): Shown => {
    const { slack, teams } = bothOf(form);
    return { slack: slack.pieces, teams: teams.pieces };
  };
  return new Map<string, Shown>([
    ...messagesOf(written).flatMap(([name, message]): [string, Shown][] => [
      [name, { slack: readBlocks(slackMessage(message).blocks), teams: readCard(cardOf(message)) }],
      [`${name}, in a form`, piecesOf(messageForm(message, loadingForm))],
    ]),
    ...Object.entries<Home>(everyHome(written)).map(([name, home]): [string, Shown] => [
      name,
      {
        slack: ordered(readBlocks(renderHome(home).blocks)),
        teams: ordered(readCard(cardOf(homeMessage(home)))),
      },
    ]),
    ...Object.entries<Form>(everyForm(written)).map(([name, form]): [string, Shown] => [
      `form ${name}`,
      piecesOf(form),
    ]),
  ]);
};

const decoded = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

describe.each(WRITTEN)("of %s", (_, written) => {
  test("the same is read, pressed and filled in, in the same order", () => {
    for (const [name, shown] of everythingIn(written)) expectAlike(shown, name);
  });

  test("the same stands in a notification", () => {
    for (const [name, message] of messagesOf(written)) {
      const { summary } = teamsMessage(message, opensForm);
      // Slack reads this one string for markup, so it is escaped, and signs that look alike stand in it.
      const said = decoded(slackMessage(message).text).replaceAll("/bcn ", "bcn ");
      const plain = (text: string): string =>
        text.replace(/[\p{P}\p{S}\u2060\u2066-\u2069ˋ]/gu, "").replace(/\s+/g, " ");
      expect(plain(summary), name).toBe(plain(said));
    }
  });
});

describe("a form", () => {
  test("has the same title, and stands at the same place", () => {
    for (const [name, form] of Object.entries<Form>(everyForm(PLAIN))) {
      const { slack, teams } = bothOf(form);
      expect(teams.title, name).toBe(slack.title);
      // Where nothing is asked or pressed in Teams, nothing has to come back.
      if (teams.verb !== "")
        expect([teams.verb, teams.pointer], name).toEqual([slack.verb, slack.pointer]);
    }
  });

  test("says the same of each field, beneath it, and on top what belongs to none", () => {
    for (const [name, form] of Object.entries<Form>(everyForm(PLAIN))) {
      const asked = form.parts.filter(isField).filter(({ kind }) => kind !== "file");
      const drawn = asked.filter((field) => !("options" in field) || field.options.length > 0);
      const at = Object.fromEntries(drawn.map(({ id }) => [id, `Please mend ${id}.`]));
      const errors = { ...at, elsewhere: "Please mend this too." };
      const { slack, teams } = bothOf(form, errors);
      const shown = { slack: slack.pieces, teams: teams.pieces };
      expectAlike(shown, `form ${name}`);
      expect(shown.teams[0], name).toEqual({ text: "⛔ Please mend this too." });
      for (const piece of shown.teams)
        if (typeof piece === "object" && "field" in piece)
          expect(piece.errors, name).toEqual([at[piece.field]]);
    }
  });
});

describe("a button", () => {
  const buttonsIn = (card: unknown) =>
    partsOf(card).filter(({ type }) => String(type).startsWith("Action."));

  test("on a message opens a page, a form, or is done in place, as its row says", () => {
    const kinds = new Set<unknown>();
    for (const [name, message] of messagesOf(PLAIN))
      for (const { type, verb, data, url } of buttonsIn(cardOf(message))) {
        kinds.add(type);
        if (type === "Action.ShowCard") continue;
        if (type === "Action.Submit")
          expect([opensForm(String((data as { verb: string }).verb)), data], name).toMatchObject([
            true,
            { msteams: { type: "task/fetch" } },
          ]);
        else if (type === "Action.Execute") expect(opensForm(String(verb)), name).toBe(false);
        else
          expect([type, url], name).toEqual([
            "Action.OpenUrl",
            expect.stringContaining("https://"),
          ]);
      }
    expect([...kinds].toSorted()).toEqual(["Action.Execute", "Action.ShowCard", "Action.Submit"]);
  });

  test("in a form sends all that is filled in", () => {
    for (const [name, form] of Object.entries<Form>(everyForm(PLAIN))) {
      for (const { type, associatedInputs } of buttonsIn(pageOf(form)))
        expect(
          [["Action.Submit", "Action.ShowCard"].includes(String(type)), associatedInputs],
          name,
        ).toEqual([true, undefined]);
    }
  });
});

describe("what is compared", () => {
  test("is everything: without any one part of a card it is no longer the same", () => {
    const form = everyForm(PLAIN)["request, check"];
    const pages = [form, everyForm(PLAIN).correctMember, everyForm(PLAIN).decline].flatMap((one) =>
      one ? [pageOf(one)] : [],
    );
    const messages = messagesOf(PLAIN)
      .slice(0, 10)
      .map(([, message]) => cardOf(message));
    for (const card of [...pages, ...messages])
      for (const at of card.body.keys()) {
        const body = card.body.filter((_, other) => other !== at);
        expect(readCard({ ...card, body })).not.toEqual(readCard(card));
      }
  });

  test.each(Object.entries(NAMED))("differs by %s, and by nothing that nobody needs", (_, one) => {
    const others = Object.values(NAMED).filter((other) => other !== one);
    const differing = [...everythingIn(PLAIN), ...everythingIn(SIGNS)].filter(([, shown]) => {
      const { slack, teams } = named(shown, others);
      return JSON.stringify(slack) !== JSON.stringify(teams);
    });
    expect(differing.length).toBeGreaterThan(0);
  });
});

describe("what is typed", () => {
  const heardBy = async (text: string, inChannel: boolean) => {
    const heard: Heard[] = [];
    const hear = {
      written: async (call: Heard): Promise<Reply> => {
        heard.push(call);
        return { kind: "nothing" };
      },
    };
    const [onSlack, onTeams] = await Promise.all([
      slack.startSurface(hear),
      teams.startSurface({ calls: hear }),
    ]);
    const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;" } as Record<string, string>;
    const sent = text.replace(/[&<>]/g, (sign) => entities[sign] ?? sign);
    const place = inChannel
      ? { type: "app_mention", channel: "C1", text: `<@U0BOT> ${sent}` }
      : { type: "message", channel_type: "im", channel: "D1", text: sent };
    await slack.postEvent(onSlack, {
      ...{
        type: "event_callback",
        team_id: "TFIJI",
        api_app_id: "A1",
        event_id: "Ev1",
        event_time: 1,
      },
      event: { ...place, user: "ULIAISON", ts: "1700000000.000100", event_ts: "1700000000.000100" },
    });
    await expect.poll(() => heard.length).toBe(1);
    await teams.post(
      onTeams,
      teams.aMessage(
        onTeams,
        inChannel
          ? {
              conversation: {
                id: "19:c@thread.tacv2",
                conversationType: "channel",
                tenantId: TENANT,
              },
              text: `<at>BCN</at> ${text}`,
              entities: [
                { type: "mention", text: "<at>BCN</at>", mentioned: { id: `28:${APP_ID}` } },
              ],
            }
          : { text },
      ),
    );
    await Promise.all([onSlack.close(), onTeams.close()]);
    return heard.map(({ text, place: { kind } }) => ({ text, kind }));
  };

  test.each([
    ...[...Object.keys(words.chat.help.words), "request new Japan", "show BCN-2023-001"],
    ...["bcn help", "Good morning!", "help\nplease", "a < b & c > d"],
  ])("%s is heard alike, alone and in a channel", async (text) => {
    const [slackAlone, teamsAlone] = await heardBy(text, false);
    expect(slackAlone).toEqual({ text, kind: "direct" });
    expect(teamsAlone).toEqual(slackAlone);
    const [slackThere, teamsThere] = await heardBy(text, true);
    expect(slackThere).toEqual({ text, kind: "channel" });
    expect(teamsThere).toEqual(slackThere);
  });
});
