import type { Running } from "./open-product.ts";
import type { Env } from "./product.ts";

/** The workspaces install the app by themselves: no token is configured. */
export const MANY_WORKSPACES: Env = {
  SLACK_BOT_TOKEN: "",
  SLACK_CLIENT_ID: "1.2",
  SLACK_CLIENT_SECRET: "client-secret",
  BCN_PUBLIC_URL: "https://bcn.example.org",
};

/** In a browser, with what Slack gives; gives how to come back from there once more, for the status. */
export async function installByOAuth(
  running: Running,
  code: string,
): Promise<() => Promise<number>> {
  const begun = await fetch(`${running.product.url}/slack/install`, { redirect: "manual" });
  const cookie = (begun.headers.get("set-cookie") ?? "").split(";", 1)[0] ?? "";
  const asked = new URL(begun.headers.get("location") ?? "https://none.example");
  const query = { code, state: asked.searchParams.get("state") ?? "" };
  const back = async () => {
    const path = `/slack/oauth_redirect?${new URLSearchParams(query)}`;
    return (await fetch(`${running.product.url}${path}`, { headers: { cookie } })).status;
  };
  const status = await back();
  if (status !== 200) throw new Error(`The installation ended with ${status}`);
  return back;
}
