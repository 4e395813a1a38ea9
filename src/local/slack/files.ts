import { mkdir, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { openJsonFile } from "../json-file.ts";
import { newSlackId } from "./ids.ts";

/** What a file_input takes: 10 MB a file (docs.slack.dev, file input element). */
export const LARGEST_FILE_BYTES = 10_000_000;

export interface StoredFile {
  id: string;
  team: string;
  user: string;
  name: string;
  type: string;
  size: number;
  /** System time in seconds. */
  created: number;
}

export interface Files {
  add(owner: { team: string; user: string }, name: string, bytes: Buffer): Promise<StoredFile>;
  find(team: string, id: unknown): StoredFile | undefined;
  read(file: StoredFile): Promise<Buffer>;
  /** An upload that the bot announces: so many bytes, in memory until it is shared. */
  announce(name: string, length: number): string;
  receive(id: string, bytes: Buffer): boolean;
  /** The file, once all of it has come. */
  complete(owner: { team: string; user: string }, id: string): Promise<StoredFile | undefined>;
  flush(): Promise<void>;
}

const MIME_TYPES: Record<string, string> = {
  ".txt": "text/plain",
  ".csv": "text/csv",
  ".pdf": "application/pdf",
  ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  ".png": "image/png",
  ".jpg": "image/jpeg",
};

export async function openFiles(folder: string, systemNow: () => Date): Promise<Files> {
  const kept = join(folder, "files");
  await mkdir(kept, { recursive: true });
  const index = await openJsonFile<StoredFile[]>(join(folder, "files.json"), []);
  const uploads = new Map<string, { name: string; length: number; bytes?: Buffer }>();
  const store = async (
    { team, user }: { team: string; user: string },
    name: string,
    bytes: Buffer,
    id = newSlackId("F"),
  ): Promise<StoredFile> => {
    await writeFile(join(kept, id), bytes, { mode: 0o600 });
    const type = MIME_TYPES[extname(name).toLowerCase()] ?? "application/octet-stream";
    const created = Math.floor(systemNow().getTime() / 1000);
    const file = { id, team, user, name, type, size: bytes.length, created };
    index.value.push(file);
    index.changed();
    return file;
  };
  return {
    add: (owner, name, bytes) => store(owner, name, bytes),
    announce(name, length) {
      const id = newSlackId("F");
      uploads.set(id, { name, length });
      return id;
    },
    receive(id, bytes) {
      const upload = uploads.get(id);
      if (upload) upload.bytes = bytes;
      return upload !== undefined;
    },
    async complete(owner, id) {
      const { name, length, bytes } = uploads.get(id) ?? {};
      if (name === undefined || bytes?.length !== length || !bytes) return undefined;
      uploads.delete(id);
      return store(owner, name, bytes, id);
    },
    find: (team, id) => index.value.find((file) => file.team === team && file.id === id),
    read: ({ id }) => readFile(join(kept, id)),
    flush: index.flush,
  };
}

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
