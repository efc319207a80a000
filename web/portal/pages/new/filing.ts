import { Refusal } from "@shared/api/refusal";
import { useDraft } from "@shared/drafts";
import { useWords } from "@shared/language/Language";
import type { Body } from "../../body";
import { dropFiles } from "../../uploads";
import { EMPTY, missingFrom, registrationOf, type Typed } from "../newTicket";
import { useHandingIn } from "./handingIn";
import { useOwn } from "./own";

const OWN = ["first_name", "family_name", "mobile", "email", "national_id"] as const;

/** The form of a body: what is typed into it, and what handing it in leads to. */
export function useFiling(body: Body) {
  const { language } = useWords();
  const form = `new.${body.code}`;
  const { draft, filled } = useOwn(body.code, OWN, useDraft<Typed>(form, EMPTY));
  const handing = useHandingIn({ form, draft, fault, words: (typed) => registrationOf(typed, body, language) });
  const startAnew = () => {
    draft.forget();
    void dropFiles(form);
  };
  return { ...handing, form, draft, filled, startAnew };
}

function fault(typed: Typed): Refusal | undefined {
  const empty = missingFrom(typed);
  if (!empty.length) return undefined;
  const reasonOf = (field: string) => (field === "requester.mobile" ? "missing-identifier" : "missing");
  return Refusal.faulty(empty.map((field) => ({ field, reason: reasonOf(field) })));
}
