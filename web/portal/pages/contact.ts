import { Refusal } from "@shared/api/refusal";
import type { Body } from "../body";
import { categoriesFor, type Category, filled, type Registration } from "./newTicket";

/** What is typed on the contact page (R016). */
export interface Letter {
  name: string;
  email: string;
  category: string;
  subject: string;
  text: string;
}

export const EMPTY_LETTER: Letter = { name: "", email: "", category: "", subject: "", text: "" };

/** Return what an inquiry can be about: categories that take one and ask nothing that this page does not. */
export const topicsOf = (body: Body): Category[] =>
  categoriesFor(body, "inquiry").filter((each) => !each.attributes.some(({ required }) => required));

/** Return the fields that are still empty, as the API would name them. */
export function faultOfLetter(letter: Letter): Refusal | undefined {
  const needed = [
    ["requester.name", letter.name],
    ["requester.email", letter.email],
    ["category", letter.category],
    ["subject", letter.subject],
    ["description", letter.text],
  ] as const;
  const empty = needed.filter(([, text]) => !text.trim()).map(([field]) => field);
  return empty.length ? Refusal.missing(...empty) : undefined;
}

/** Return the inquiry that a letter becomes; it is followed and answered like every ticket. */
export const letterOf = (letter: Letter, body: Body, language: string): Registration =>
  filled(body, {
    kind: "inquiry",
    category: letter.category,
    subject: letter.subject.trim(),
    description: letter.text.trim(),
    language,
    requester: { name: letter.name.trim(), email: letter.email.trim() } as Registration["requester"],
  });
