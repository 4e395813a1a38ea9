import { mayGenerally } from "../../domain/access.ts";
import type { MemberName } from "../../domain/notifications/notification.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import { readPointer } from "../../domain/pointers.ts";
import type { Programme } from "../../domain/programmes/programmes.ts";
import type { Account } from "../../store/people/people.ts";
import {
  findProgramme,
  type ProgrammeVersion,
  versionsOf,
} from "../../store/programmes/programmes.ts";
import { type Context, type NotFound, reading, type Stranger } from "../context.ts";
import { memberNames } from "./notification-preview.ts";

export interface ReadProgramme {
  readonly programme: Programme;
  /** The first one first. */
  readonly versions: readonly ProgrammeVersion[];
  readonly members: readonly MemberName[];
}

/** What a programme's notification announces as it is now, and what it was made from. */
export const readProgramme = (
  context: Context,
  account: Account,
  id: string,
): Promise<Outcome<ReadProgramme, Stranger | NotFound>> =>
  reading<ReadProgramme, NotFound>(context, account, async (person) => {
    const may = person.roles.some(({ organisation }) =>
      mayGenerally(person, "read-programme", organisation),
    );
    const { database } = context;
    const wanted = may ? readPointer("programme", id)?.id : undefined;
    const programme = wanted && (await findProgramme(database, wanted));
    if (!programme) return refused<NotFound>({ kind: "notFound" });
    return done({
      programme,
      versions: await versionsOf(database, programme.id),
      members: await memberNames(database),
    });
  });
