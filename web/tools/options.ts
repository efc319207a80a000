import { fileURLToPath } from "node:url";
import type { UserConfig } from "vite";

export const here = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Where `make web` finds the running service. */
const service = `http://127.0.0.1:${process.env.NIDAA_PORT ?? "8000"}`;

/** What both faces are built with. Nothing is inlined, for the content security policy forbids it. */
export function options(face: "portal" | "console", port: number): UserConfig {
  const proxy = Object.fromEntries(
    ["/v1", "/ws", "/_local", "/cognito", "/config.json", "/openapi.json"].map((path) => [
      path,
      { target: service, ws: path === "/ws" },
    ]),
  );
  return {
    root: here(face),
    cacheDir: here(`node_modules/.vite-${face}`),
    resolve: { alias: { "@shared": here("shared") } },
    server: { host: "127.0.0.1", port, strictPort: true, proxy, fs: { allow: [here("")] } },
    build: {
      target: "es2022",
      outDir: here(face === "portal" ? "dist" : "dist/console"),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
    },
  };
}
