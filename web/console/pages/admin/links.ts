import type { Role } from "../../me";

const SETTING: readonly Role[] = ["admin", "supervisor", "manager", "executive"];
/** Who writes to those who wanted to stay in touch, and who answers for it. */
const NEWS: readonly Role[] = ["campaign_manager", "manager", "admin"];
const link = (name: string) => ({ to: `/admin/${name}`, text: `admin-${name}`, roles: SETTING });

/** The ways of the administration: whoever leads looks at what admins set, and approves policies. */
export const ADMINISTRATION = {
  title: "nav-admin",
  links: [
    "calendars",
    "policies",
    "staff",
    "categories",
    "sections",
    "directorates",
    "partners",
    "channels",
    "regions",
    "settings",
    "rules",
  ]
    .map(link)
    .concat({ to: "/admin/subscribers", text: "admin-subscribers", roles: NEWS }),
};
