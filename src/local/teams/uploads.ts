import { randomUUID } from "node:crypto";

interface Upload {
  owner: { team: string; user: string };
  name: string;
  bytes: Buffer;
  /** Bytes, once the first part has told. */
  total: number | undefined;
  /** The file's id, once all of it has come. */
  file?: string;
}

/** Upload sessions of people's OneDrive, each for one file that somebody has accepted. */
export interface Uploads {
  begin(owner: Upload["owner"], name: string): string;
  find(id: string): Upload | undefined;
  /** Takes the next part; false for one that isn't the next, or not as long as it says. */
  take(id: string, range: string | undefined, bytes: Buffer): boolean;
  drop(id: string): void;
}

export function makeUploads(): Uploads {
  const uploads = new Map<string, Upload>();
  return {
    begin(owner, name) {
      const id = randomUUID();
      uploads.set(id, { owner, name, bytes: Buffer.alloc(0), total: undefined });
      return id;
    },
    find: (id) => uploads.get(id),
    take(id, range, bytes) {
      const upload = uploads.get(id);
      const [, from, to, total] = (/^bytes (\d+)-(\d+)\/(\d+)$/.exec(range ?? "") ?? []).map(
        Number,
      );
      if (!upload || from === undefined || to === undefined || total === undefined) return false;
      const isNext = from === upload.bytes.length && to - from + 1 === bytes.length && to < total;
      if (!isNext || (upload.total ?? total) !== total) return false;
      upload.total = total;
      upload.bytes = Buffer.concat([upload.bytes, bytes]);
      return true;
    },
    drop: (id) => void uploads.delete(id),
  };
}
