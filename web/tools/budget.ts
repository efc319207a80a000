import { gzipSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";

/** What a page may load at once, in bytes of compressed script (the portal's: 40 KB). */
export function withinBudget(most: number): Plugin {
  return {
    name: "within-budget",
    apply: "build",
    enforce: "post",
    // Not before they are written: what other plugins add to a bundle at its making may stand in it only afterwards.
    writeBundle(_, bundle) {
      const weight = firstLoad(bundle);
      if (weight > most) this.error(`the first load is ${weight} bytes of compressed script, more than ${most}`);
    },
  };
}

/** Return how much script the page loads at once: what runs first, its entry with all imports, the first words. */
export function firstLoad(bundle: Rolldown.OutputBundle): number {
  const chunks = new Map(
    Object.values(bundle).flatMap((file) => (file.type === "chunk" ? [[file.fileName, file] as const] : [])),
  );
  const wanted = new Set<string>();
  const want = (name: string) => {
    if (wanted.has(name)) return;
    wanted.add(name);
    chunks.get(name)?.imports.forEach(want);
  };
  for (const { fileName, isEntry } of chunks.values()) if (isEntry) want(fileName);
  const weighed = (code: string | Uint8Array) => gzipSync(code, { level: 9 }).length;
  const weigh = (name: string) => weighed(chunks.get(name)?.code ?? "");
  const ahead = Object.values(bundle).flatMap((file) =>
    file.type === "asset" && /^assets\/.*\.js$/.test(file.fileName) ? [weighed(file.source)] : [],
  );
  const words = [...chunks.values()].filter(({ facadeModuleId }) => /words\/(ar|en)\.ts$/.test(facadeModuleId ?? ""));
  return (
    [...ahead, ...[...wanted].map(weigh)].reduce((sum, each) => sum + each, 0) +
    Math.max(0, ...words.map(({ fileName }) => weigh(fileName)))
  );
}
