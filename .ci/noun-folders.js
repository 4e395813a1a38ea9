// Layers are divided by noun: a folder holds 3 to 15 files, and what it imports never leads back to it.

import { posix } from "node:path";

const LAYERS = ["domain", "forms", "messages", "store", "use-cases"].map((name) => `src/${name}`);
const FEWEST = 3;
const MOST = 15;

/** One line for each folder of these layers that is too small, too large or part of a circle. */
export const folderProblems = (modules) =>
  LAYERS.flatMap((layer) => {
    const inside = modules.filter(({ source }) => source.startsWith(`${layer}/`));
    if (inside.length === 0) return [`${layer}/: no file was found`];
    return [...wrongSizes(inside), ...circles(layer, inside)];
  });

function wrongSizes(modules) {
  const programs = modules.filter(({ source }) => source.endsWith(".ts"));
  const counts = new Map();
  for (const { source } of programs) {
    const folder = posix.dirname(source);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count < FEWEST || count > MOST)
    .map(([folder, count]) => `${folder}/ has ${count} files, not ${FEWEST} to ${MOST}`);
}

/** dependency-cruiser finds circles of files only: two folders may need each other without one. */
function circles(layer, modules) {
  const arrows = arrowsBetweenFolders(layer, modules);
  const once = new Map();
  // Each of its folders finds a circle anew.
  for (const folder of arrows.keys()) {
    const way = wayBack(folder, arrows) ?? [];
    const folders = way.map(({ from }) => from).sort();
    if (way.length > 0) once.set(folders.join(), way);
  }
  return [...once.values()].map(
    (way) => `${layer}: folders in a circle: ${way.map(({ example }) => example).join(", ")}`,
  );
}

/** For each folder the folders that it imports, each with one import as an example. */
function arrowsBetweenFolders(layer, modules) {
  const arrows = new Map();
  for (const { source, dependencies } of modules) {
    for (const { resolved } of dependencies) {
      const [from, to] = [folderIn(layer, source), folderIn(layer, resolved)];
      if (to === undefined || from === to) continue;
      if (!arrows.has(from)) arrows.set(from, new Map());
      arrows.get(from).set(to, { from, to, example: `${source} → ${resolved}` });
    }
  }
  return arrows;
}

/** The noun's folder; what stands at the top of the layer is one by itself; undefined outside of it. */
function folderIn(layer, file) {
  return file.startsWith(`${layer}/`) ? file.slice(layer.length + 1).split("/")[0] : undefined;
}

/** The shortest way from a folder back to it; undefined without one. */
function wayBack(start, arrows) {
  const ways = [...arrows.get(start).values()].map((arrow) => [arrow]);
  const seen = new Set();
  for (const way of ways) {
    const { to } = way.at(-1);
    if (to === start) return [way];
    if (seen.has(to)) continue;
    seen.add(to);
    for (const arrow of arrows.get(to)?.values() ?? []) ways.push([...way, arrow]);
  }
  return undefined;
}
