import { codeId, REASONS, type Say, sayReason as sayShared } from "@shared/words";

/** Reasons that only staff can meet (docs/problems.md); the others are said as everywhere. */
export const STAFF_REASONS: ReadonlySet<string> = new Set(
  (
    "away before-first cancelled crosses-itself empty has-subregions missing-general missing-start needed-by-menu " +
    "never-open not-a-mobile not-a-month not-closed not-csv not-geojson not-icalendar not-utf-8 of-another-list oneself " +
    "outside-years overlapping own-admin-role own-matter partner-only repeated rule-not-taken same too-few " +
    "too-few-positions too-many too-many-closures too-many-days too-many-events too-many-lines too-many-positions " +
    "too-old unknown-placeholder unknown-zone used-with-another-body without-area without-polygon wrong-columns " +
    "wrong-length wrong-position"
  ).split(" "),
);

/** Say why a field was refused; of what was left empty, that it is needed. */
export function sayReason(reason: string, t: Say, given?: unknown): string {
  if (isEmpty(given) && EMPTY.has(reason)) return t("reason-missing");
  if (Array.isArray(given) && MANY[reason]) return t(codeId("reason", MANY[reason]));
  return STAFF_REASONS.has(reason) && !REASONS.has(reason) ? t(codeId("reason", reason)) : sayShared(reason, t);
}

const EMPTY: ReadonlySet<string> = new Set(["too-short", "wrong-format", "wrong-type", "not-found", "not-allowed"]);
const MANY: Record<string, string> = { "too-short": "too-few", "too-long": "too-many" };

const isEmpty = (given: unknown) => given === "" || given === null || (Array.isArray(given) && !given.length);
