import { expect, test } from "vitest";
import { makePageAssets, PAGE_HEADERS } from "../../src/local/page.ts";

const assets = makePageAssets();
const text = async (path: string): Promise<string> => {
  const body = (await assets(path))?.body ?? "";
  return typeof body === "string" ? body : new TextDecoder().decode(body);
};

test("the page, its script and its styles are served, and nothing else is", async () => {
  expect((await assets("/"))?.type).toBe("text/html; charset=utf-8");
  expect((await assets("/assets/page.js"))?.type).toBe("text/javascript; charset=utf-8");
  expect((await assets("/assets/page.css"))?.type).toBe("text/css; charset=utf-8");
  expect(await assets("/assets/../page.ts")).toBeUndefined();
});

test("nothing is loaded from outside: no font, image or style from another address", async () => {
  const css = await text("/assets/page.css");
  const loaded = [...css.matchAll(/url\(["']?([^"')]+)|@import\s+["']([^"']+)/g)].map(
    ([, url, imported]) => url ?? imported ?? "",
  );
  expect(loaded.filter((address) => !address.startsWith("data:"))).toEqual([]);
  const html = await text("/");
  expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
});

test("the policy takes no inline script or style, and the page has none", async () => {
  const policy = PAGE_HEADERS["content-security-policy"];
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toContain("unsafe-inline");
  expect(await text("/")).not.toMatch(/<style|<script(?![^>]*src=)|\son\w+=/);
});

test("the block renderer's styles hold for each message, not for one id", async () => {
  expect(await text("/assets/page.css")).not.toContain("#slack_blocks_to_jsx");
  expect(await text("/assets/page.js")).not.toContain('id:"slack_blocks_to_jsx"');
});
