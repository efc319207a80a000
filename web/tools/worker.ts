import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { transformWithOxc, type Plugin, type Rolldown } from "vite";
import { here } from "./options";

/** What is not fetched for a day without a connection: the map alone weighs more than all else. */
const LARGE = /PinMap|maplibre/;

/** Write /sw.js: the worker, and before it the list of the files that this build has made. */
export function withWorker(source: string): Plugin {
  return {
    name: "with-worker",
    apply: "build",
    enforce: "post",
    async generateBundle(_, bundle) {
      const files = precached(bundle);
      const entry = Object.values(bundle).find((file) => file.type === "chunk" && file.isEntry)!.fileName;
      const { code } = await transformWithOxc(readFileSync(here(source), "utf8"), source);
      const version = createHash("sha256").update(files.join()).update(code).digest("hex").slice(0, 12);
      const made = `const MADE = ${JSON.stringify({ version, entry, files })};\n`;
      this.emitFile({ type: "asset", fileName: "sw.js", source: made + code.replace(/^export\s*\{\s*\};?$/m, "") });
    },
  };
}

/** Return the addresses of scripts, styles, letters and the mark, but not of the map. */
export function precached(bundle: Rolldown.OutputBundle): string[] {
  const names = Object.keys(bundle).filter((name) => /\.(js|css|woff2)$/.test(name) && !LARGE.test(name));
  return [...names.sort().map((name) => `/${name}`), "/icon.svg"];
}
