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
