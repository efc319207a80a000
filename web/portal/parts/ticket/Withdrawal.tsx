import { told } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "../../api";
import { Refused } from "../Field";
import { as, type Held, useDeed } from "./deed";

/** Withdraw one's own ticket, after saying so twice. */
export function Withdrawal(held: Held) {
  const { t } = useWords();
  const { ticket, bearer } = held;
  const [asking, setAsking] = useState(false);
  const question = useRef<HTMLParagraphElement>(null);
  const call = useCallback(
    (body: Record<string, never>, key: string) =>
      told(api.POST("/v1/public/tickets/{number}/withdrawal", { ...as(bearer, ticket.number, key), body })),
    [ticket.number, bearer],
  );
  const sending = useDeed("withdrawal", held, call);
  useEffect(() => {
    if (asking) question.current?.focus();
  }, [asking]);
  if (!asking) {
    return (
      <button type="button" className="aegov-btn btn-outline btn-sm w-full" onClick={() => setAsking(true)}>
        {t("withdraw-open")}
      </button>
    );
  }
  return (
    <div role="group" aria-labelledby="withdrawal" className="grid gap-3">
      <Refused refusal={sending.refusal} />
      <p id="withdrawal" ref={question} tabIndex={-1} className="font-semibold outline-none">
        {t("withdraw-sure")}
      </p>
      <button type="button" className="aegov-btn btn-sm" disabled={sending.busy} onClick={() => void sending.send({})}>
        {sending.busy ? t("sending") : t("withdraw-yes")}
      </button>
      <button type="button" className="aegov-btn btn-outline btn-sm" onClick={() => setAsking(false)}>
        {t("withdraw-no")}
      </button>
    </div>
  );
}
