import { type Schemas, told } from "@shared/api/client";
import { useDraft } from "@shared/drafts";
import { useWords } from "@shared/language/Language";
import { type FormEvent, useCallback, useState } from "react";
import { api } from "../../api";
import { Field, Refused } from "../Field";
import { as, type Held, useDeed } from "./deed";

const EMPTY = { reason: "" };

/** Appeal, with a reason: the ticket is opened again for other staff (R116, R216). */
export function Reopening(held: Held) {
  const { t } = useWords();
  const { ticket, bearer } = held;
  const draft = useDraft(`reopening.${ticket.number}`, EMPTY);
  const [open, setOpen] = useState(Boolean(draft.value.reason));
  const call = useCallback(
    (body: Schemas["chalicelib.tickets.requester_routes.Reopening"], key: string) =>
      told(api.POST("/v1/public/tickets/{number}/reopening", { ...as(bearer, ticket.number, key), body })),
    [ticket.number, bearer],
  );
  const sending = useDeed("reopening", held, call);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await sending.send({ reason: draft.value.reason.trim() })) draft.forget();
  };
  return (
    <section className="card" aria-labelledby="reopening">
      <h2 id="reopening">{t("reopen-title")}</h2>
      <p className="mt-1 text-aeblack-700">{t("reopen-text")}</p>
      {!open && (
        <button type="button" className="aegov-btn btn-outline mt-3" onClick={() => setOpen(true)}>
          {t("reopen-open")}
        </button>
      )}
      {open && (
        <form noValidate onSubmit={(event) => void submit(event)} className="mt-3 grid gap-4">
          <Refused refusal={sending.refusal} />
          <Field id="reopening.reason" label={t("reopen-reason")} reason={sending.refusal?.fields["reason"]}>
            {(field) => (
              <textarea
                {...field}
                rows={3}
                dir="auto"
                maxLength={4000}
                autoFocus
                value={draft.value.reason}
                onChange={(e) => draft.change({ reason: e.currentTarget.value })}
              />
            )}
          </Field>
          <div className="flex flex-wrap gap-3">
            <button type="submit" className="aegov-btn" disabled={sending.busy}>
              {sending.busy ? t("sending") : t("reopen-send")}
            </button>
            <button type="button" className="aegov-btn btn-outline" onClick={() => setOpen(false)}>
              {t("cancel")}
            </button>
          </div>
        </form>
      )}
    </section>
  );
}
