import { Refusal } from "@shared/api/refusal";
import type { ContactView } from "./contacts";

/** What is said when a contact is wrapped up: why they called, and what was said. */
export interface Said {
  disposition: string;
  summary: string;
}

/** What after-call work is meant to take; it is shown running down, and nothing ends when it is over. */
export const AFTER_CALL_SECONDS = 120;

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

type Wrapped = Pick<ContactView, "agent" | "wrapped_up_at" | "needs_wrap_up">;

/** Return whether a wrap-up may still be corrected, by who spoke, for a day; the service decides. */
export const mayCorrect = ({ agent, wrapped_up_at: at }: Wrapped, username: string, now = Date.now()) =>
  agent === username && Boolean(at) && now - Date.parse(at) < DAY;

/** Return whether somebody writes it: who spoke; a supervisor what an agent left unwritten. */
export const mayWrapUp = (contact: Wrapped, username: string, supervises: boolean) =>
  contact.agent === username || (supervises && contact.needs_wrap_up);

/** How often a wrap-up is sent again while the service has not heard of the end, and the milliseconds between. */
const TRIES = 30;
const PAUSE = 2000;
const wait = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));

/** Send until the service knows as well that the contact is over: the softphone, by which one may send, knows first. */
export async function onceOver<A>(send: () => Promise<A>, pause = wait): Promise<A> {
  for (let left = TRIES; ; left--) {
    try {
      return await send();
    } catch (error) {
      if (!left || !(error instanceof Refusal) || error.code !== "contact-goes-on") throw error;
    }
    await pause(PAUSE);
  }
}
