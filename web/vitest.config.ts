import { defineConfig } from "vitest/config";
import { here } from "./tools/options";

export default defineConfig({
  resolve: { alias: { "@shared": here("shared") } },
  test: { include: ["shared/**/*.test.ts", "portal/**/*.test.ts", "console/**/*.test.ts", "tools/**/*.test.ts"] },
});
