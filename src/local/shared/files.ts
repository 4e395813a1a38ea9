import { mkdir, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { openJsonFile } from "../json-file.ts";

/** What a file_input of Slack's takes: 10 MB a file (docs.slack.dev, file input element). */
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

export async function openFiles(
  folder: string,
  systemNow: () => Date,
  newId: () => string,
): Promise<Files> {
  const kept = join(folder, "files");
  await mkdir(kept, { recursive: true });
  const index = await openJsonFile<StoredFile[]>(join(folder, "files.json"), []);
  const uploads = new Map<string, { name: string; length: number; bytes?: Buffer }>();
  const store = async (
    { team, user }: { team: string; user: string },
    name: string,
    bytes: Buffer,
    id = newId(),
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
      const id = newId();
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
