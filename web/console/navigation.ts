import { type Role, SPEAKERS } from "./me";
import { ADMINISTRATION } from "./pages/admin/links";

export interface NavigationLink {
  to: string;
  /** Its message. */
  text: string;
  /** Who sees it; nobody named means everybody. What somebody may do is decided by the service, not here. */
  roles?: readonly Role[];
}

export interface NavigationGroup {
  title: string;
  links: readonly NavigationLink[];
}

const READERS: readonly Role[] = ["quality", "supervisor", "manager", "executive", "trainee"];
/** Whoever works with tickets; who only keeps the settings has no lists. */
const WORKERS: readonly Role[] = [
  ...(["agent", "reception", "distributor", "section_officer", "partner", "follow_up", "media_officer"] as const),
  ...READERS,
];
/** Whoever may look requesters up. */
const KNOWERS = WORKERS.filter((role) => role !== "partner" && role !== "executive");
/** Whoever watches what goes on in the contact centre. */
const WATCHERS: readonly Role[] = ["supervisor", "manager", "executive", "quality"];
/** Whoever looks contacts up: agents their own, the others those of the body. */
const HEARERS: readonly Role[] = ["agent", "distributor", "follow_up", "supervisor", "manager", "quality"];
const list = (name: string, text: string, roles?: readonly Role[]): NavigationLink => ({
  to: `/worklists/${name}`,
  text,
  ...(roles && { roles }),
});

/** The ways of the console: a page is added here, in App.tsx, and in messages/<language>/console/. */
export const NAVIGATION: readonly NavigationGroup[] = [
  {
    title: "nav-worklists",
    links: [
      {
        to: "/register",
        text: "register",
        roles: ["agent", "reception", "distributor", "media_officer", "supervisor"],
      },
      { to: "/requesters", text: "requesters", roles: KNOWERS },
      { to: "/overview", text: "overview", roles: WORKERS },
      list("mine", "queue-mine", WORKERS),
      list("first_line", "queue-first-line", ["agent", "reception", "distributor", ...READERS]),
      list("second_line", "queue-second-line", ["agent", "distributor", ...READERS]),
      list("section", "queue-section", ["section_officer", "distributor", ...READERS]),
      list("partner", "queue-partner", ["partner", "distributor", ...READERS]),
      list("follow_up", "queue-follow-up", ["follow_up", "distributor", ...READERS]),
      list("media", "queue-media", ["media_officer", ...READERS]),
      list("no_reply", "queue-no-reply", WORKERS),
    ],
  },
  {
    title: "nav-calls",
    links: [
      { to: "/desk", text: "desk", roles: SPEAKERS },
      { to: "/callbacks", text: "callbacks", roles: [...SPEAKERS, "quality", "manager"] },
      { to: "/live", text: "live", roles: WATCHERS },
      { to: "/contacts", text: "contacts", roles: HEARERS },
      { to: "/queues", text: "queue-figures", roles: WATCHERS },
    ],
  },
  {
    title: "nav-oversight",
    links: [
      list("overdue", "mark-overdue", WORKERS),
      list("soon_due", "mark-soon-due", WORKERS),
      list("stale", "mark-stale", WORKERS),
      list("unassigned", "mark-unassigned", ["distributor", ...READERS]),
      list("supervisor", "queue-supervisor", ["supervisor", "quality"]),
      list("manager", "queue-manager", ["manager", "supervisor", "quality", "executive"]),
      list("all", "worklist-all", WORKERS),
    ],
  },
  ADMINISTRATION,
];

/** Where somebody's day begins, by the first of these roles that they have. */
const LANDINGS: readonly (readonly [Role, string])[] = [
  ["supervisor", "/overview"],
  ["manager", "/overview"],
  ["executive", "/overview"],
  ["quality", "/overview"],
  ["distributor", "/worklists/second_line"],
  ["agent", "/worklists/first_line"],
  ["reception", "/register"],
  ["follow_up", "/worklists/follow_up"],
  ["media_officer", "/worklists/media"],
  ["section_officer", "/worklists/section"],
  ["partner", "/worklists/partner"],
  ["admin", "/admin"],
  ["trainee", "/worklists/mine"],
];

/** Return where somebody begins; nothing if none of their roles has a page here. */
export function landingOf(roles: readonly Role[]): string | undefined {
  return LANDINGS.find(([role]) => roles.includes(role))?.[1];
}
