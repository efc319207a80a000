import tailwind from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { withinBudget } from "./tools/budget";
import { withFirstLook } from "./tools/first";
import { options } from "./tools/options";
import { withoutRemoteFonts, withoutUnusedColours } from "./tools/strip";
import { withWorker } from "./tools/worker";

const shared = options("portal", 5173);

// The same TSX as the console's, on Preact: the first load stays small for slow phones.
export default defineConfig({
  ...shared,
  plugins: [
    react(),
    tailwind(),
    withoutRemoteFonts(),
    withoutUnusedColours(),
    withFirstLook(),
    withWorker("portal/offline/worker.ts"),
    withinBudget(40 * 1024),
  ],
  resolve: {
    alias: {
      ...shared.resolve?.alias,
      "react/jsx-dev-runtime": "preact/jsx-runtime",
      "react/jsx-runtime": "preact/jsx-runtime",
      "react-dom/client": "preact/compat/client",
      "react-dom": "preact/compat",
      react: "preact/compat",
    },
  },
});
