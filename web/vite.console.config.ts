import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { options } from "./build/options";
import { withoutOpenSans } from "./build/strip";

export default defineConfig({ ...options("console", 5174), base: "/console/", plugins: [withoutOpenSans(), react()] });
