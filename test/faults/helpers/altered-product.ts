/** The product with one file of ours in the place of its own: no switch in it is needed. */
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

export interface Alteration {
  /** The product's own, such as "src/main.ts". */
  readonly file: string;
  readonly by: URL;
}

export interface AlteredProduct {
  readonly root: string;
  remove(): void;
}

export const alterProduct = ({ file, by }: Alteration): AlteredProduct => {
  const root = mkdtempSync(join(tmpdir(), "bcn-altered-"));
  for (const part of ["src", "migrations", "package.json"]) {
    cpSync(join(ROOT, part), join(root, part), { recursive: true });
  }
  symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
  cpSync(by, join(root, file));
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
};
