/** `npm run bench` says what can be measured; `npm run bench slack` measures it. */

interface Bench {
  readonly what: string;
  readonly run: (words: readonly string[]) => Promise<void>;
}

const BENCHES: Readonly<Record<string, Bench>> = {
  slack: {
    what: "[ROUNDS]  Slack over HTTP beside the barest Bolt app: calls, memory, forms, start. 2 to 3 minutes.",
    run: async (words) => (await import("./slack/bench.ts")).benchSlack(words),
  },
  teams: {
    what: "[ROUNDS]  Teams beside the barest teams-ai bot: messages, pages of a form, start, memory. 5 minutes.",
    run: async (words) => (await import("./teams/bench.ts")).benchTeams(words),
  },
};

const [name = "", ...words] = process.argv.slice(2);
const bench = BENCHES[name];
if (bench) await bench.run(words);
else {
  const lines = Object.entries(BENCHES).map(
    ([word, { what }]) => `  npm run bench ${word} ${what}`,
  );
  console.log(["Say what to measure:", ...lines].join("\n"));
  if (name !== "") process.exitCode = 1;
}
