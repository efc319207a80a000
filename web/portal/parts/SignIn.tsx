import { told } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { useSending } from "@shared/sending";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { api } from "../api";
import { setSession } from "../session";
import { Field, Refused } from "./Field";

interface Target {
  mobile: string;
  email: string;
}

const targetOf = (text: string): Target =>
  text.includes("@") ? { mobile: "", email: text.trim() } : { mobile: text.trim(), email: "" };
const ask = (body: Target) => told(api.POST("/v1/public/codes", { body }));
const open = (body: Target & { code: string }) => told(api.POST("/v1/public/sessions", { body }));

/** Opens a session by a code that is sent to the mobile or the e-mail address; `plain` stands inside another card. */
export function SignIn({ plain }: { plain?: boolean }) {
  const { t } = useWords();
  const [to, setTo] = useState("");
  const [code, setCode] = useState("");
  const [sent, setSent] = useState(false);
  const asking = useSending("codes", ask);
  const opening = useSending("sessions", open);
  const form = useRef<HTMLFormElement>(null);
  // The button that was pressed is gone: whoever asked for a code goes on typing it.
  useEffect(() => {
    if (sent) form.current?.querySelector("input")?.focus();
  }, [sent]);

  const askForCode = async (event: FormEvent) => {
    event.preventDefault();
    setSent(Boolean(await asking.send(targetOf(to))));
  };
  const enter = async (event: FormEvent) => {
    event.preventDefault();
    const opened = await opening.send({ ...targetOf(to), code: code.trim() });
    if (opened) setSession({ ...opened, target: to });
  };

  const look = plain ? "grid max-w-xl gap-5" : "card grid max-w-xl gap-5";
  if (!sent) {
    return (
      <form noValidate onSubmit={(event) => void askForCode(event)} className={look}>
        <Refused refusal={asking.refusal} />
        <Field
          id="mobile"
          label={t("sign-in-to")}
          hint={plain ? t("stay-to-hint") : t("sign-in-to-hint")}
          reason={asking.refusal?.fields["mobile"]}
        >
          {(field) => (
            <input
              {...field}
              type="text"
              dir="ltr"
              autoComplete="tel"
              value={to}
              onChange={(e) => setTo(e.currentTarget.value)}
            />
          )}
        </Field>
        <button type="submit" className="aegov-btn justify-self-start" disabled={asking.busy}>
          {t("sign-in-send")}
        </button>
      </form>
    );
  }
  return (
    <form ref={form} noValidate onSubmit={(event) => void enter(event)} className={look}>
      <Refused refusal={opening.refusal} />
      <p role="status">{t("sign-in-sent", { to })}</p>
      <Field id="code" label={t("sign-in-code")} hint={t("sign-in-code-hint")} reason={opening.refusal?.fields["code"]}>
        {(field) => (
          <input
            {...field}
            type="text"
            dir="ltr"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={12}
            value={code}
            onChange={(e) => setCode(e.currentTarget.value)}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-3">
        <button type="submit" className="aegov-btn" disabled={opening.busy}>
          {t("sign-in-enter")}
        </button>
        <button type="button" className="aegov-btn btn-outline" onClick={() => setSent(false)}>
          {t("sign-in-again")}
        </button>
      </div>
    </form>
  );
}
