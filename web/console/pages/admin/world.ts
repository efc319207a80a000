/** Countries whose public holidays the service works out. */
export const COUNTRIES = ["OM", "SA", "AE", "KW", "BH", "QA"] as const;

/** Time zones by their names, as the browser knows them. */
export const ZONES = Intl.supportedValuesOf("timeZone").map((zone) => ({ value: zone, label: zone }));
