import type { Catalogues } from "@shared/language/Language";

/** What the first page says; each language is loaded only when it is spoken. */
export const catalogues: Catalogues = { ar: () => import("./ar"), en: () => import("./en") };

/** What the other pages say: it comes with the first of them, so that the portal opens fast on a slow phone. */
export const later: Catalogues = { ar: () => import("./ar.later"), en: () => import("./en.later") };
