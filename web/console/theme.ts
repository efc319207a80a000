import * as tokens from "@cloudscape-design/design-tokens";
import { applyDensity, applyMode, Density, Mode } from "@cloudscape-design/global-styles";

const PLACE = "nidaa.theme";
export type Theme = "light" | "dark";

export const theme = (): Theme => {
  const kept = localStorage.getItem(PLACE);
  if (kept === "light" || kept === "dark") return kept;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
};

export function setTheme(wanted: Theme): void {
  localStorage.setItem(PLACE, wanted);
  applyMode(wanted === "dark" ? Mode.Dark : Mode.Light);
}

/** Set the fonts through Cloudscape's own variables, which a strict content security policy allows, and the mode. */
export function dress(): void {
  const fonts = [tokens.fontFamilyBase, (tokens as Record<string, string>)["fontFamilyHeading"]];
  for (const token of fonts) {
    const variable = /--[\w-]+/.exec(token ?? "")?.[0];
    if (variable) document.body.style.setProperty(variable, "'IBM Plex Sans Arabic', system-ui, sans-serif");
  }
  applyMode(theme() === "dark" ? Mode.Dark : Mode.Light);
  applyDensity(Density.Comfortable);
}
