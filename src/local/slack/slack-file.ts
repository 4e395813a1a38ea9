import { extname } from "node:path";
import type { StoredFile } from "../shared/files.ts";

/** A file object as Slack gives it in files.info and in a file_input's value. */
export function slackFile(file: StoredFile, base: string): Record<string, unknown> {
  const filetype = extname(file.name).slice(1).toLowerCase() || "binary";
  const url = `${base}/_local/slack/files/${file.team}/${file.id}/${encodeURIComponent(file.name)}`;
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.name,
    mimetype: file.type,
    filetype,
    pretty_type: filetype.toUpperCase(),
    user: file.user,
    user_team: file.team,
    editable: false,
    size: file.size,
    mode: "hosted",
    is_external: false,
    external_type: "",
    is_public: false,
    public_url_shared: false,
    display_as_bot: false,
    username: "",
    url_private: url,
    url_private_download: url,
    permalink: `${url}#permalink`,
    is_starred: false,
    has_rich_preview: false,
    file_access: "visible",
    channels: [],
    groups: [],
    ims: [],
  };
}
