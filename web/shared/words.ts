import type { Refusal } from "./api/refusal";
import type { Arguments } from "./language/bundle";

export type Say = (id: string, args?: Arguments) => string;

/** Say a refusal in the reader's language: the service's own title, or ours where the service did not answer. */
export function sayRefusal(refusal: Refusal, t: Say): string {
  if (refusal.problem.fields?.length) return t("problem-fields", { n: refusal.problem.fields.length });
  return refusal.problem.title || t(refusal.code === "offline" ? "problem-offline" : "problem-unavailable");
}

/** Reasons that the catalogue words (messages/<language>/shared/common.ftl); others are said in general. */
export const REASONS: ReadonlySet<string> = new Set([
  "missing",
  "too-long",
  "too-short",
  "too-large",
  "too-small",
  "wrong-format",
  "wrong-check-digit",
  "wrong-type",
  "not-found",
  "not-allowed",
  "not-in-category",
  "outside-boundary",
  "not-anonymous",
  "not-in-future",
  "missing-identifier",
  "out-of-jurisdiction",
  "one-of-section-and-partner",
  "unknown",
]);

/** Say why a field was refused. */
export function sayReason(reason: string, t: Say): string {
  return t(`reason-${REASONS.has(reason) ? reason : "wrong-value"}`);
}

/** Return the message's id of a code: `codeId("status", "in_progress")` is `status-in-progress`. */
export function codeId(list: string, code: string): string {
  return `${list}-${code.replaceAll("_", "-")}`;
}
