import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { BuildOptions, Plugin } from "esbuild";

interface PageAsset {
  body: string | Uint8Array;
  type: string;
}

/** The page's files by path; undefined for a path it does not have. */
export type PageAssets = (path: string) => Promise<PageAsset | undefined>;

/**
 * What the page is served with: nothing from outside, no inline script, no framing. Inline style is
 * refused too; React and the block renderer set styles through the DOM, which the policy leaves alone.
 */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};

/** Serves "/", "/assets/page.js" and "/assets/page.css", bundled in memory when first asked for. */
export function makePageAssets(): PageAssets {
  let building: Promise<Map<string, PageAsset>> | undefined;
  return async (path) => {
    building ??= buildPage();
    return (await building).get(path);
  };
}

async function buildPage(): Promise<Map<string, PageAsset>> {
  const [html, bundled] = await Promise.all([readFile(source("index.html"), "utf8"), bundle()]);
  return new Map([
    ["/", { body: html, type: "text/html; charset=utf-8" }],
    ["/assets/page.js", { body: bundled.js, type: "text/javascript; charset=utf-8" }],
    ["/assets/page.css", { body: bundled.css, type: "text/css; charset=utf-8" }],
  ]);
}

// esbuild is loaded here because production never draws the page and does not install it.
async function bundle(): Promise<{ js: Uint8Array; css: Uint8Array }> {
  const { build } = await import("esbuild");
  const { outputFiles } = await build(options);
  const fileOf = (end: string): Uint8Array => {
    const found = outputFiles.find(({ path }) => path.endsWith(end));
    if (!found) throw new Error(`The page's bundle has no ${end}`);
    return found.contents;
  };
  return { js: fileOf("page.js"), css: fileOf("page.css") };
}

const source = (name: string): string => fileURLToPath(new URL(`./page/${name}`, import.meta.url));

/**
 * The block renderer scopes its styles to an id and repeats that id on every message. An id may
 * stand once in a document, so the scope becomes the class that it sets as well. Its font, which
 * it insists on, gives way to the page's.
 */
const scopeByClass: Plugin = {
  name: "scope-by-class",
  setup(build) {
    build.onLoad({ filter: /slack-blocks-to-jsx[\\/]dist[\\/]style\.css$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8"))
        .replaceAll("#slack_blocks_to_jsx", ".slack_blocks_to_jsx")
        .replace(/font-family:[^;}]*!important/, "font-family:inherit"),
      loader: "css",
    }));
    build.onLoad({ filter: /slack-blocks-to-jsx[\\/]dist[\\/]index\.mjs$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replaceAll('id:"slack_blocks_to_jsx",', ""),
      loader: "js",
    }));
  },
};

const options = {
  entryPoints: [
    { in: source("main.tsx"), out: "page" },
    { in: source("styles/page.css"), out: "page" },
  ],
  outdir: "/",
  bundle: true,
  write: false,
  minify: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  define: { "process.env.NODE_ENV": '"production"' },
  legalComments: "none",
  logLevel: "silent",
  plugins: [scopeByClass],
} satisfies BuildOptions;
