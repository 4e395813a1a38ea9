/** The app package that Teams takes: the manifest for one bot at one address, and its icons, in a zip. */
import { readFileSync } from "node:fs";
import { crc32, deflateRawSync } from "node:zlib";

type AppPackage =
  | { readonly ok: true; readonly zip: Buffer }
  | { readonly ok: false; readonly problems: readonly string[] };

/** All problems at once, each with the variable's name; the same environment gives the same bytes. */
export const makeAppPackage = (env: Readonly<Record<string, string | undefined>>): AppPackage => {
  const appId = env.TEAMS_APP_ID?.trim() ?? "";
  const host = hostIn(env.BCN_PUBLIC_URL?.trim() ?? "");
  const problems = [
    ...(AN_ID.test(appId) ? [] : [wanted("TEAMS_APP_ID", appId, ID_WANTED)]),
    ...(host ? [] : [wanted("BCN_PUBLIC_URL", env.BCN_PUBLIC_URL, ADDRESS_WANTED)]),
  ];
  if (!host || problems.length > 0) return { ok: false, problems };
  const manifest = fileHere("manifest.json")
    .toString()
    .replaceAll("00000000-0000-0000-0000-000000000000", appId.toLowerCase())
    .replaceAll("YOUR-ADDRESS.example", host);
  const zip = zipOf({
    "manifest.json": Buffer.from(manifest),
    "color.png": fileHere("color.png"),
    "outline.png": fileHere("outline.png"),
  });
  return { ok: true, zip };
};

const AN_ID = /^(?!0{8}-)[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const ID_WANTED =
  "the Application (client) ID of the app's page in Microsoft Entra. Example: TEAMS_APP_ID=01234567-89ab-cdef-0123-456789abcdef";
const ADDRESS_WANTED =
  "the https address where Teams reaches the bot. Example: BCN_PUBLIC_URL=https://bcn.example.org";

const wanted = (name: string, given: string | undefined, what: string): string =>
  given ? `${name} must be ${what}, but is "${given}"` : `${name} is missing: it must be ${what}`;

const hostIn = (text: string): string | undefined => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === "https:" ? url.host : undefined;
};

const fileHere = (name: string): Buffer => readFileSync(new URL(name, import.meta.url));

/** 1 January 1980, midnight: the first day that a zip can tell, so that the time of packing shows nowhere. */
const FIRST_DAY = 0x0021_0000;
const DEFLATED = 8;

/** PKWARE's APPNOTE, 4.3.7 (each file), 4.3.12 (the directory), 4.3.16 (its end). */
const zipOf = (files: Readonly<Record<string, Buffer>>): Buffer => {
  const entries: Buffer[] = [];
  const directory: Buffer[] = [];
  for (const [name, content] of Object.entries(files)) {
    const packed = deflateRawSync(content, { level: 9 });
    const sizes = [crc32(content), packed.length, content.length];
    const about = bytes([20, 2], [0, 2], [DEFLATED, 2], [FIRST_DAY, 4], ...sizes.map(long));
    const lengths = bytes([name.length, 2], [0, 2]);
    const at = entries.reduce((sum, { length }) => sum + length, 0);
    const rest = bytes([0, 2], [0, 2], [0, 2], [0, 4], [at, 4]);
    const title = Buffer.from(name);
    directory.push(Buffer.from("PK\x01\x02"), bytes([20, 2]), about, lengths, rest, title);
    entries.push(Buffer.from("PK\x03\x04"), about, lengths, title, packed);
  }
  const [body, list] = [Buffer.concat(entries), Buffer.concat(directory)];
  const count = Object.keys(files).length;
  const end = bytes([0, 4], [count, 2], [count, 2], [list.length, 4], [body.length, 4], [0, 2]);
  return Buffer.concat([body, list, Buffer.from("PK\x05\x06"), end]);
};

/** Numbers, each in as many bytes, the smallest first. */
const bytes = (...fields: readonly (readonly [value: number, size: number])[]): Buffer =>
  Buffer.concat(
    fields.map(([value, size]) => {
      const field = Buffer.alloc(size);
      field.writeUIntLE(value, 0, size);
      return field;
    }),
  );

const long = (value: number): readonly [number, number] => [value, 4];
