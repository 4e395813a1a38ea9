import { defineConfig } from "vitest/config";

/** What holds the rules of `src/domain`: no database, no waiting, the same cases in each run. */
export default defineConfig({
  test: {
    include: ["test/{domain,forms,messages,words}/**/*.test.ts"],
    exclude: [
      // On a database.
      "test/messages/headlines.test.ts",
      // Measures, and a broken rule makes nothing slower that it would notice.
      "test/domain/notifications/growth.test.ts",
    ],
  },
});
