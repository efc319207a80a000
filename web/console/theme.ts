import * as tokens from "@cloudscape-design/design-tokens";
import { applyDensity, applyMode, Density, Mode } from "@cloudscape-design/global-styles";
import { useSyncExternalStore } from "react";

const PLACE = "nidaa.theme";
export type Theme = "light" | "dark";
/** What somebody chose: a look of their own, or that of the device. */
export type Choice = Theme | "device";

const dark = globalThis.matchMedia?.("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

/** Return what was chosen on this device, whatever else stands in its storage. */
export const choice = (): Choice => {
  const kept = localStorage.getItem(PLACE);
  return kept === "light" || kept === "dark" ? kept : "device";
};

export const theme = (): Theme => {
  const chosen = choice();
  if (chosen !== "device") return chosen;
  return dark?.matches ? "dark" : "light";
};

function wear(): void {
  applyMode(theme() === "dark" ? Mode.Dark : Mode.Light);
  document.documentElement.style.colorScheme = theme();
  for (const listener of listeners) listener();
}

export function setTheme(wanted: Choice): void {
  if (wanted === "device") localStorage.removeItem(PLACE);
  else localStorage.setItem(PLACE, wanted);
  wear();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Return the look that is worn now, and what was chosen. */
export function useTheme(): { theme: Theme; choice: Choice } {
  return { theme: useSyncExternalStore(listen, theme), choice: useSyncExternalStore(listen, choice) };
}

/** Set the fonts through Cloudscape's own variables, which a strict content security policy allows, and the mode. */
export function dress(): void {
  const fonts = [tokens.fontFamilyBase, (tokens as Record<string, string>)["fontFamilyHeading"]];
  for (const token of fonts) {
    const variable = /--[\w-]+/.exec(token ?? "")?.[0];
    if (variable) document.body.style.setProperty(variable, "'IBM Plex Sans Arabic', system-ui, sans-serif");
  }
  wear();
  applyDensity(Density.Comfortable);
  dark?.addEventListener("change", wear);
  // Paper is white.
  globalThis.addEventListener("beforeprint", () => applyMode(Mode.Light));
  globalThis.addEventListener("afterprint", wear);
  // Another tab of the console wears the same.
  globalThis.addEventListener("storage", ({ key }) => key === PLACE && wear());
}
