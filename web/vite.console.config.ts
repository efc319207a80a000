import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { options } from "./tools/options";
import { withoutOpenSans } from "./tools/strip";

export default defineConfig({ ...options("console", 5174), base: "/console/", plugins: [withoutOpenSans(), react()] });
