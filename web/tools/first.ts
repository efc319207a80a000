import react from "@vitejs/plugin-react";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { minify, type Plugin, type Rolldown, runnerImport, transformWithOxc } from "vite";
import { PAGES } from "../portal/first/pages";
import { here } from "./options";

const LANGUAGES = ["ar", "en"] as const;
const SCRIPT = "portal/first/script.ts";

/**
 * Write what is seen and asked for before the portal's scripts are there: a first look in both languages into the
 * page, and ahead of all else a script that chooses between them and fetches each address's own files at once.
 */
export function withFirstLook(): Plugin {
  return {
    name: "with-first-look",
    apply: "build",
    enforce: "post",
    async generateBundle(_, bundle) {
      const page = bundle["index.html"];
      if (page?.type !== "asset") return this.error("index.html is not there to take the first look");
      const { code } = await transformWithOxc(readFileSync(here(SCRIPT), "utf8"), SCRIPT);
      const whole = `{const MADE = ${JSON.stringify(made(bundle))};\n${code.replace(/^export\s*\{\s*\};?$/m, "")}}`;
      const { code: source } = await minify("first.js", whole, { module: false });
      const fileName = `assets/first-${createHash("sha256").update(source).digest("hex").slice(0, 8)}.js`;
      this.emitFile({ type: "asset", fileName, source });
      const looks = await firstLooks();
      page.source = String(page.source)
        .replace("<!-- first script -->", `<script src="/${fileName}"></script>`)
        .replace(`<div id="first"></div>`, () => `<div id="first">${looks}</div>`);
    },
  };
}

/** Return what the script must know of this build: the files of each language's words, and of each page. */
export function made(bundle: Rolldown.OutputBundle) {
  const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
  const named = (path: string) => chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/portal/${path}`));
  const first = needed(
    bundle,
    chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName),
  );
  const words = (name: string) => `/${named(`words/${name}.ts`)!.fileName}`;
  const files = (path: string) => {
    const chunk = named(path);
    const wanted = chunk ? needed(bundle, [chunk.fileName]) : [];
    return [...wanted].filter((name) => !new Set(first).has(name)).map((name) => `/${name}`);
  };
  return {
    words: Object.fromEntries(LANGUAGES.map((each) => [each, [words(each), words(`${each}.later`)]])),
    pages: Object.entries(PAGES).map(([path, source]) => [path, files(source)]),
  };
}

/** Return the chunks with all that they import. */
function needed(bundle: Rolldown.OutputBundle, names: readonly string[]): string[] {
  const wanted = new Set<string>();
  const want = (name: string) => {
    const chunk = bundle[name];
    if (wanted.has(name) || chunk?.type !== "chunk") return;
    wanted.add(name);
    chunk.imports.forEach(want);
  };
  names.forEach(want);
  return [...wanted];
}

/** Draw the first look of each language from the portal's own parts. */
async function firstLooks(): Promise<string> {
  const { module } = await runnerImport<typeof import("../portal/first/look")>(here("portal/first/look.tsx"), {
    configFile: false,
    root: here("portal"),
    cacheDir: here("node_modules/.vite-first"),
    logLevel: "error",
    plugins: [react()],
    resolve: { alias: { "@shared": here("shared") } },
  });
  return LANGUAGES.map((language) => module.firstLook(language, textsOf(language))).join("");
}

function textsOf(language: string): string[] {
  const folders = ["shared", "portal"].map((face) => here(`messages/${language}/${face}`));
  return folders.flatMap((folder) => readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, "utf8")));
}
