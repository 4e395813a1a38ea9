import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
          exclude: ["test/browser/**", "test/faults/**"],
          globalSetup: ["test/helpers/postgres-server.ts"],
          // Left alone, Vitest keeps one processor for itself: on two, half of them would idle.
          maxWorkers: "100%",
          testTimeout: 20_000,
          hookTimeout: 60_000,
          // Vitest's own second is too short for what waits a second itself, on a machine that is busy.
          expect: { poll: { timeout: 10_000 } },
        },
      },
      {
        test: {
          name: "faults",
          include: ["test/faults/**/*.test.ts"],
          // Each measures: beside another one it would measure that one as well.
          fileParallelism: false,
          globalSetup: ["test/helpers/postgres-server.ts"],
          testTimeout: 600_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
