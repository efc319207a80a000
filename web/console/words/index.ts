import type { Catalogues } from "@shared/language/Language";

/** Each language is loaded only when it is spoken. */
export const catalogues: Catalogues = { ar: () => import("./ar"), en: () => import("./en") };
