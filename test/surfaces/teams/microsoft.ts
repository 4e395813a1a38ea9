/** Microsoft's side: keys and the documents that name them, and the tokens that they sign. */
import { createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { createServer } from "node:http";
import { listenOnAnyPort, stop } from "../slack/harness.ts";

export const APP_ID = "0b0b0b0b-0000-4000-8000-00000000b07a";
export const TENANT = "aaaaaaaa-0000-4000-8000-000000000001";
export const LIAISON = "bbbbbbbb-0000-4000-8000-000000000002";
const ISSUER = "https://api.botframework.com";

export interface Key {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export const makeKey = (kid: string): Key => ({
  kid,
  ...generateKeyPairSync("rsa", { modulusLength: 2048 }),
});

/** Making one takes a moment: all tests share these. */
export const KEY = makeKey("key-1");
export const ROGUE = makeKey(KEY.kid);

export const jwk = (
  { kid, publicKey }: Key,
  endorsements: readonly string[] | null = ["msteams"],
) => ({
  ...publicKey.export({ format: "jwk" }),
  kid,
  use: "sig",
  ...(endorsements ? { endorsements } : {}),
});

export interface Metadata {
  readonly url: string;
  /** Paths in the order in which they were asked for. */
  readonly asked: string[];
  /** What stands in the set of keys now. */
  keys: object[];
  /** In place of the documents. */
  fault: { readonly status: number; readonly location?: string } | "mute" | undefined;
  close(): Promise<void>;
}

export async function startMetadata(): Promise<Metadata> {
  const server = createServer((req, res) => {
    metadata.asked.push(req.url ?? "");
    const { fault } = metadata;
    if (fault === "mute") return;
    if (fault)
      return void res
        .writeHead(fault.status, fault.location ? { location: fault.location } : {})
        .end();
    const body =
      req.url === "/keys"
        ? { keys: metadata.keys }
        : { issuer: ISSUER, jwks_uri: `${base}/keys`, id_token_signing_alg_values_supported: [] };
    res.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  const base = await listenOnAnyPort(server);
  const metadata: Metadata = {
    url: `${base}/metadata`,
    asked: [],
    keys: [jwk(KEY)],
    fault: undefined,
    close: () => stop(server),
  };
  return metadata;
}

export const nowSeconds = (): number => Math.floor(Date.now() / 1000);

interface TokenParts {
  readonly header?: object;
  readonly claims?: object;
  readonly key?: Key;
  readonly signature?: "none" | "HS256";
}

/** As Microsoft signs them for this bot, unless told. `undefined` takes a claim out. */
export function token(serviceUrl: string, given: TokenParts = {}): string {
  const { key = KEY, signature } = given;
  const seconds = nowSeconds();
  const header = { typ: "JWT", alg: signature ?? "RS256", kid: key.kid, ...given.header };
  const claims = {
    iss: ISSUER,
    aud: APP_ID,
    nbf: seconds - 60,
    exp: seconds + 3600,
    serviceurl: serviceUrl,
    ...given.claims,
  };
  const signed = `${part(header)}.${part(claims)}`;
  if (signature === "none") return `${signed}.`;
  const made =
    signature === "HS256"
      ? createHmac("sha256", key.publicKey.export({ type: "spki", format: "pem" }))
          .update(signed)
          .digest()
      : sign("RSA-SHA256", Buffer.from(signed), key.privateKey);
  return `${signed}.${made.toString("base64url")}`;
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
