import type { Role } from "../../me";

const SETTING: readonly Role[] = ["admin", "supervisor", "manager", "executive"];
const KEEPING: readonly Role[] = ["admin", "supervisor"];
/** Who writes to those who wanted to stay in touch, and who answers for it. */
const NEWS: readonly Role[] = ["campaign_manager", "manager", "admin"];
const link = (name: string, roles = SETTING) => ({ to: `/admin/${name}`, text: `admin-${name}`, roles });

/** The ways of the administration: whoever leads looks at what admins set, and approves policies. */
export const ADMINISTRATION = {
  title: "nav-admin",
  links: [
    link("calendars"),
    link("policies"),
    link("staff"),
    link("categories"),
    link("sections"),
    link("directorates"),
    link("partners"),
    link("channels"),
    link("switchboard"),
    link("regions"),
    link("replies"),
    link("messages", KEEPING),
    link("subscribers", NEWS),
    link("settings"),
    link("rules"),
  ],
};
