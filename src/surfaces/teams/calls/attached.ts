import type { Written } from "../../command.ts";
import type { GuardedActivity } from "../http/guard.ts";
import type { TeamsFiles } from "../sending/files.ts";
import { isPersonal } from "./callers.ts";
import { asWritten } from "./typed-text.ts";

const FILE = "application/vnd.microsoft.teams.file.download.info";

/**
 * The files that came with a message. Teams brings them in the personal chat only, and a picture that
 * was pasted into the text not at all; elsewhere all that tells of one is a mark in the text's twin.
 */
export function attachedTo(
  call: GuardedActivity,
  files: Pick<TeamsFiles, "idOf">,
): Pick<Written, "files" | "notTaken"> {
  const { attachments } = call.activity;
  const sent = attachments.filter(({ contentType }) => contentType === FILE);
  const hasPicture = attachments.some(({ contentType }) => contentType.startsWith("image/"));
  if (!isPersonal(call)) {
    const isMarked = attachments.some(
      ({ contentType, content }) =>
        contentType === "text/html" && typeof content === "string" && /<attachment\b/.test(content),
    );
    const isFile = sent.length > 0 || hasPicture || (isMarked && asWritten(call.activity) === "");
    return { files: [], notTaken: isFile ? "elsewhere" : undefined };
  }
  return {
    files: sent.map(({ name = "", content }) =>
      files.idOf(call, { name, url: typeof content === "object" ? content.downloadUrl : "" }),
    ),
    notTaken: hasPicture ? "picture" : undefined,
  };
}
