import { z } from "zod";

export interface Tokens {
  /** A token with which Microsoft takes what we send; throws where there is none to be had. */
  get(): Promise<string>;
  /** This one was refused: the next one is asked for anew. */
  forget(token: string): void;
}

interface Deps {
  readonly config: {
    readonly appId: string;
    readonly appPassword: string;
    readonly tenantId: string;
    /** The token service's base. */
    readonly loginUrl: string;
  };
  /** Milliseconds on a clock that never jumps. */
  readonly monotonicMs: () => number;
}

const TIMEOUT_MS = 5_000;
const SCOPE = "https://api.botframework.com/.default";
/** Microsoft's are good for an hour or a day; one isn't begun with in its last five minutes. */
const LEFT_OVER_SECONDS = 300;

/** https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
export function makeTokens({ config, monotonicMs }: Deps): Tokens {
  let kept: { readonly token: string; readonly untilMs: number } | undefined;
  let asking: Promise<string> | undefined;

  const ask = async (): Promise<string> => {
    try {
      const askedMs = monotonicMs();
      const { access_token: token, expires_in: seconds } = await askForToken(config);
      kept = { token, untilMs: askedMs + (seconds - LEFT_OVER_SECONDS) * 1000 };
      return token;
    } finally {
      asking = undefined;
    }
  };

  return {
    get: async () => {
      if (kept && monotonicMs() < kept.untilMs) return kept.token;
      asking ??= ask();
      return asking;
    },
    forget: (token) => {
      if (kept?.token === token) kept = undefined;
    },
  };
}

const given = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number() });

async function askForToken({ appId, appPassword, tenantId, loginUrl }: Deps["config"]) {
  const response = await fetch(`${loginUrl}/${tenantId}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: appId,
      client_secret: appPassword,
      scope: SCOPE,
    }),
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`Microsoft gives no token: status ${response.status}`);
  return given.parse(await response.json());
}
