/** Whether this process can serve people, and whether letters get out: for whoever runs it. */
import { answers } from "../store/database.ts";
import { oldestDueLetter } from "../store/letters/outbox-counts.ts";
import { newestAppliedMigration } from "../store/migrate.ts";
import type { Context } from "./context.ts";

export interface Readiness {
  readonly database: "ok" | "noAnswer";
  /** `behind`: tables of this release are missing. A database that is ahead is fine. */
  readonly migrations: "ok" | "behind" | "unknown";
  /**
   * `late`: a letter could have gone for longer than `LATE_AFTER_SECONDS`. One that waits until
   * Slack allows it again, or until its next try, isn't due.
   */
  readonly letters: "ok" | "late" | "unknown";
  readonly oldestDueLetterSeconds?: number;
}

/** Five minutes: two hundred letters to one channel, at one a second, take less. */
export const LATE_AFTER_SECONDS = 300;

const NOTHING_KNOWN = { database: "noAnswer", migrations: "unknown", letters: "unknown" } as const;

/** `newestMigration`: of this release, as `newestMigrationOf` gives it. Never rejects. */
export const readReadiness = async (
  { database, systemNow }: Pick<Context, "database" | "systemNow">,
  newestMigration: number,
): Promise<Readiness> => {
  if (!(await answers(database))) return NOTHING_KNOWN;
  const applied = await newestAppliedMigration(database).catch(() => 0);
  const migrations = applied >= newestMigration ? "ok" : "behind";
  const now = systemNow();
  const oldest = await oldestDueLetter(database, now).catch(() => "unknown" as const);
  if (oldest === "unknown") return { database: "ok", migrations, letters: "unknown" };
  const seconds = oldest ? Math.max(0, Math.floor(now.diff(oldest).as("seconds"))) : 0;
  const letters = seconds > LATE_AFTER_SECONDS ? "late" : "ok";
  return { database: "ok", migrations, letters, oldestDueLetterSeconds: seconds };
};
