import { type Schemas, told } from "@shared/api/client";
import { useDraft } from "@shared/drafts";
import { useWords } from "@shared/language/Language";
import { type FormEvent, useCallback } from "react";
import { api } from "../../api";
import { Field, Refused } from "../Field";
import { as, type Held, useDeed } from "./deed";

const EMPTY = { text: "" };

/** Write to the body; where it asked something, this answers it (R116, R143). */
export function Message(held: Held) {
  const { t } = useWords();
  const { ticket, bearer } = held;
  const asked = ticket.question;
  const draft = useDraft(`message.${ticket.number}`, EMPTY);
  const call = useCallback(
    (body: Schemas["Message"], key: string) =>
      told(api.POST("/v1/public/tickets/{number}/messages", { ...as(bearer, ticket.number, key), body })),
    [ticket.number, bearer],
  );
  const sending = useDeed("message", held, call);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await sending.send({ text: draft.value.text.trim() })) draft.forget();
  };
  return (
    <section className={`card ${asked ? "border-2 border-primary-600" : ""}`} aria-labelledby="message">
      <h2 id="message">{asked ? t("ticket-asked") : t("message-title")}</h2>
      {asked && (
        <blockquote dir="auto" className="my-3 whitespace-pre-wrap wrap-anywhere rounded-lg bg-primary-50 p-3">
          {asked}
        </blockquote>
      )}
      <form noValidate onSubmit={(event) => void submit(event)} className="mt-3 grid gap-4">
        <Refused refusal={sending.refusal} />
        <Field
          id="text"
          label={asked ? t("ticket-answer") : t("message-text")}
          reason={sending.refusal?.fields["text"]}
        >
          {(field) => (
            <textarea
              {...field}
              rows={4}
              dir="auto"
              maxLength={4000}
              value={draft.value.text}
              onChange={(e) => draft.change({ text: e.currentTarget.value })}
            />
          )}
        </Field>
        <button type="submit" className="aegov-btn justify-self-start" disabled={sending.busy}>
          {sending.busy ? t("sending") : t("message-send")}
        </button>
      </form>
    </section>
  );
}
