import { codeId, type Say } from "@shared/words";

export { sayReason as sayFault } from "../../reasons";

/** Parts of the API's paths that have a name on the screen. */
export const FIELDS: ReadonlySet<string> = new Set(
  (
    "absences active address announcements appeal_days ar assigns at attributes begins boundary calendar callbacks " +
    "category choices closes closing_days closures code complexity country date days decision_days directorate " +
    "dispositions dissatisfied_at duplicate_days duplicate_metres duty effective_from email en ends estimated " +
    "extension extensions file first first_reply flow friday grade holidays_of hours hours_apart importance intervals " +
    "kind kinds label language languages last listed mobile monday more_a_year most_seconds name number numbers open " +
    "opens own_ramadans parent partner partner_reminders people phone policy_approver population procedures queue " +
    "queues ramadan recorded referral_reply reopen_limit required resolution retention_days roles saturday sections " +
    "served_by serves shifts skills source speaks special_days staff stand_in subcategories sunday survey targets text " +
    "thursday tries tuesday undo_days update username voicemail waiting_days wednesday weeks zone"
  ).split(" "),
);

/** Say where in a form something is: "Weeks, 1, Ramadan, Sunday"; codes of the body's own stand as they are. */
export function sayPlace(path: string, t: Say): string {
  const said = path
    .split(".")
    .map((part) =>
      FIELDS.has(part) ? t(codeId("admin-field", part)) : /^\d+$/.test(part) ? `${Number(part) + 1}` : part,
    );
  return said.join(" › ");
}
