import type { ContactView } from "./contacts";

/** What is said when a contact is wrapped up: why they called, and what was said. */
export interface Said {
  disposition: string;
  summary: string;
}

/** Return the name of a contact's form; many use one device, each finds their own words. */
export const wrapUpForm = (owner: string, contact: string) => `wrap-up.${owner}.${contact}`;

/** Return what is still missing, by field; said at once, without a call. */
export function faultsOfWrapUp({ disposition, summary }: Said): Partial<Record<keyof Said, string>> {
  return {
    ...(!disposition && { disposition: "missing" }),
    ...(!summary.trim() && { summary: "missing" }),
  };
}

const DAY = 86_400_000;

/** Return whether a wrap-up may still be corrected: within a day of the contact's end; the service decides. */
export const mayCorrect = ({ ended_at: ended }: Pick<ContactView, "ended_at">, now = Date.now()) =>
  Boolean(ended) && now - Date.parse(ended) < DAY;
