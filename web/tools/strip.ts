import type { Plugin } from "vite";

/** Leave the Open Sans out that Cloudscape embeds: 183 KB that do not compress and have no Arabic. */
export function withoutOpenSans(): Plugin {
  return {
    name: "without-open-sans",
    enforce: "pre",
    transform(code, id) {
      if (!id.includes("global-styles/index.css")) return undefined;
      return code.replace(/@font-face\s*\{[^}]*Open Sans[^}]*\}/g, "");
    },
  };
}

/** Leave the design system's @font-face out that would load from another host. */
export function withoutRemoteFonts(): Plugin {
  return {
    name: "without-remote-fonts",
    enforce: "post",
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === "asset" && file.fileName.endsWith(".css")) {
          file.source = String(file.source).replace(/@font-face\s*\{[^}]*gstatic[^}]*\}/g, "");
        }
      }
    },
  };
}

/** Leave the design system's colours out that no rule paints with: half of the first style sheet. */
export function withoutUnusedColours(): Plugin {
  return {
    name: "without-unused-colours",
    enforce: "post",
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === "asset" && file.fileName.endsWith(".css")) file.source = paintedWith(String(file.source));
      }
    },
  };
}

/** Return a style sheet without the colours that nothing names, nor what only such colours named. */
export function paintedWith(css: string): string {
  const named = new Set([...css.matchAll(/var\(\s*(--color-[\w-]+)/g)].map(([, name]) => name));
  const left = css.replace(/(--color-[\w-]+):[^;{}]*(;|(?=\}))/g, (whole, name) => (named.has(name) ? whole : ""));
  return left === css ? css : paintedWith(left);
}
