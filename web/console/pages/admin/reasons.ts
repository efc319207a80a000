import { codeId, type Say } from "@shared/words";

export { sayReason as sayFault } from "../../reasons";

/** Parts of the API's paths that have a name on the screen. */
export const FIELDS: ReadonlySet<string> = new Set(
  (
    "absences active address appeal_days assigns attributes ar begins boundary calendar category choices closes " +
    "closing_days closures code complexity country date days decision_days directorate dissatisfied_at " +
    "duplicate_days duplicate_metres duty effective_from email en ends estimated file first first_reply friday " +
    "grade holidays_of hours importance intervals kind kinds language languages last mobile monday name open opens " +
    "own_ramadans parent partner partner_reminders phone policy_approver ramadan referral_reply reopen_limit " +
    "required resolution retention_days roles saturday sections served_by serves shifts skills special_days " +
    "stand_in subcategories sunday targets text thursday tuesday undo_days update username waiting_days wednesday weeks " +
    "zone"
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
