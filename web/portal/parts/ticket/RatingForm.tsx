import type { Words } from "@shared/api/client";
import { Refusal } from "@shared/api/refusal";
import { useDraft } from "@shared/drafts";
import { useWords } from "@shared/language/Language";
import { type FormEvent, useState } from "react";
import { useBodyOf } from "../../body";
import { Field, Refused } from "../Field";

const SCORES = [5, 4, 3, 2, 1];
const EMPTY = { score: 0, reason: "", partner_score: 0, reopen: true };

/** What somebody says of the service. */
export interface Said {
  score: number;
  reason: string;
  partner_score: number | null;
  reopen: boolean;
}

interface Given {
  ticket: { number: string; body: string };
  /** A partner that took part, rated on its own. */
  partner?: Words | null | undefined;
  /** What becomes of it when somebody is not satisfied: they choose, it is opened again anyway, or it cannot be. */
  reopens: "chosen" | "always" | "never";
  refusal: Refusal | undefined;
  busy: boolean;
  /** Sends it; answers nothing if it was refused. */
  send: (said: Said) => Promise<unknown>;
}

/** Say how satisfied one is, and why; who is not may have it looked at again (R059, R215). */
export function RatingForm({ ticket, partner, reopens, refusal: refused, busy, send }: Given) {
  const { t, name } = useWords();
  const draft = useDraft(`rating.${ticket.number}`, EMPTY);
  const [missing, setMissing] = useState<Refusal>();
  const lowest = useBodyOf(ticket.body).data?.dissatisfied_at ?? 0;
  const { score, reason, partner_score, reopen } = draft.value;
  const low = score > 0 && score <= lowest;
  const refusal = missing ?? refused;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setMissing(score ? undefined : Refusal.missing("score"));
    if (!score) return;
    if (await send({ score, reason: reason.trim(), partner_score: partner_score || null, reopen })) draft.forget();
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="card grid gap-4 border-2 border-primary-600">
      <Refused refusal={refusal} labels={{ score: t("rate-title") }} />
      <Scale id="score" title={t("rate-title")} score={score} choose={(chosen) => draft.change({ score: chosen })} />
      <Field id="reason" label={t("rate-reason")} reason={refusal?.fields["reason"]} optional>
        {(field) => (
          <textarea
            {...field}
            rows={3}
            dir="auto"
            maxLength={4000}
            value={reason}
            onChange={(e) => draft.change({ reason: e.currentTarget.value })}
          />
        )}
      </Field>
      {partner && (
        <Scale
          id="partner_score"
          title={t("rate-partner", { partner: name(partner) })}
          score={partner_score}
          choose={(chosen) => draft.change({ partner_score: chosen })}
        />
      )}
      {low && reopens === "always" && <p role="status">{t("link-low")}</p>}
      {low && reopens === "chosen" && (
        <label className="choice">
          <input
            type="checkbox"
            name="reopen"
            checked={reopen}
            onChange={(e) => draft.change({ reopen: e.currentTarget.checked })}
          />
          <span>
            <span className="block font-semibold">{t("rate-reopen")}</span>
            <span className="block text-sm text-aeblack-700">{t("rate-reopen-hint")}</span>
          </span>
        </label>
      )}
      <button type="submit" className="aegov-btn justify-self-start" disabled={busy}>
        {busy ? t("sending") : t("rate-send")}
      </button>
    </form>
  );
}

interface ScaleGiven {
  id: string;
  title: string;
  score: number;
  choose: (score: number) => void;
}

/** The five degrees of satisfaction, in words. */
function Scale({ id, title, score, choose }: ScaleGiven) {
  const { t } = useWords();
  return (
    <fieldset className="field min-w-0" id={id} tabIndex={-1}>
      <legend className="text-lg">{title}</legend>
      <div className="flex flex-wrap gap-2">
        {SCORES.map((each) => (
          <label key={each} className="choice py-2">
            <input type="radio" name={id} value={each} checked={score === each} onChange={() => choose(each)} />
            {t(`rate-${each}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
