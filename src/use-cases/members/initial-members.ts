/** The members by whose names the command line reads, which has no database. */
import type { MemberName } from "../../domain/notifications/notification.ts";
import memberNames from "../../store/member-names.json" with { type: "json" };

/** As the migrations lay them down: a database may have been corrected since. */
export const initialMemberNames: readonly MemberName[] = memberNames;
