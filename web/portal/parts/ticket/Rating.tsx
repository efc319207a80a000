import { type Schemas, told } from "@shared/api/client";
import { Refusal } from "@shared/api/refusal";
import { useDraft } from "@shared/drafts";
import { useWords } from "@shared/language/Language";
import { type FormEvent, useCallback, useState } from "react";
import { api } from "../../api";
import { Field, Refused } from "../Field";
import { as, type Held, useDeed } from "./deed";

const SCORES = [5, 4, 3, 2, 1];
/** From here down a rating may say that somebody is not satisfied; which ones do is set by the body. */
export const MAYBE_LOW = 3;
const EMPTY = { score: 0, reason: "", partner_score: 0, reopen: true };
const nothingChosen = () =>
  new Refusal({ type: "/problems/invalid", title: "", status: 422, fields: [{ field: "score", reason: "missing" }] });

/** Say how satisfied one is, and why; who is not may have it looked at again (R059, R215). */
export function Rating(held: Held) {
  const { t, name } = useWords();
  const { ticket, bearer } = held;
  const draft = useDraft(`rating.${ticket.number}`, EMPTY);
  const [missing, setMissing] = useState<Refusal>();
  const call = useCallback(
    (body: Schemas["Rating"], key: string) =>
      told(api.POST("/v1/public/tickets/{number}/rating", { ...as(bearer, ticket.number, key), body })),
    [ticket.number, bearer],
  );
  const sending = useDeed("rating", held, call);
  const { score, reason, partner_score, reopen } = draft.value;
  const refusal = missing ?? sending.refusal;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setMissing(score ? undefined : nothingChosen());
    if (!score) return;
    const said = { score, reason: reason.trim(), partner_score: partner_score || null, reopen };
    if (await sending.send(said)) draft.forget();
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
      {ticket.partner && (
        <Scale
          id="partner_score"
          title={t("rate-partner", { partner: name(ticket.partner) })}
          score={partner_score}
          choose={(chosen) => draft.change({ partner_score: chosen })}
        />
      )}
      {score > 0 && score <= MAYBE_LOW && (
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
      <button type="submit" className="aegov-btn justify-self-start" disabled={sending.busy}>
        {sending.busy ? t("sending") : t("rate-send")}
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
export function Scale({ id, title, score, choose }: ScaleGiven) {
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
