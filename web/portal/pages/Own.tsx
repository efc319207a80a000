import { told } from "@shared/api/client";
import { asRefusal, type Refusal } from "@shared/api/refusal";
import { useWords } from "@shared/language/Language";
import { Ltr } from "@shared/language/Ltr";
import { useSending } from "@shared/sending";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import { api } from "../api";
import { useBody } from "../body";
import { Refused } from "../parts/Field";
import { Page } from "../parts/Page";
import { SignIn } from "../parts/SignIn";
import { StayInTouch } from "../parts/StayInTouch";
import { Waiting } from "../parts/Waiting";
import { setSession, useBearer } from "../session";
import { eraseOwn, takeOwn } from "./own";

/** One's own data: what is known, all of it to take away, and its erasure (R301, personal data protection laws). */
export default function Own() {
  const { t } = useWords();
  const bearer = useBearer();
  const [erased, setErased] = useState<number>();
  if (erased !== undefined) {
    return (
      <Page title={t("own-erased")} lead={<p>{t("own-erased-text", { n: erased })}</p>}>
        <Link href="/" className="aegov-btn btn-outline">
          {t("to-home")}
        </Link>
      </Page>
    );
  }
  return (
    <Page title={t("own-title")} lead={<p>{bearer ? t("own-lead") : t("own-sign-in")}</p>}>
      {bearer ? (
        <div className="grid max-w-3xl gap-6">
          <Known bearer={bearer} />
          <StayInTouch />
          <TakeAway />
          <Erase done={setErased} />
        </div>
      ) : (
        <SignIn />
      )}
    </Page>
  );
}

/** What the body of this portal knows of who is signed in. */
function Known({ bearer }: { bearer: string }) {
  const { t } = useWords();
  const { body } = useBody();
  const own = useQuery({
    queryKey: ["me", bearer, body.code],
    queryFn: () => told(api.GET("/v1/public/me", { params: { query: { body: body.code } } })),
  });
  if (!own.data) return <Waiting error={own.error} retry={() => void own.refetch()} />;
  const { first_name, family_name, name, mobile, email, national_id } = own.data;
  const facts: [string, string, boolean][] = [
    [t("contact-name"), name || [first_name, family_name].filter(Boolean).join(" "), false],
    [t("new-mobile"), mobile ?? "", true],
    [t("new-email"), email ?? "", true],
    [t("new-national-id"), national_id ?? "", true],
  ];
  return (
    <section aria-labelledby="known" className="card">
      <h2 id="known">{t("own-known")}</h2>
      <dl className="mt-3 grid gap-3 sm:grid-cols-2">
        {facts.map(
          ([term, text, ltr]) =>
            text && (
              <div key={term} className="min-w-0">
                <dt className="text-sm text-aeblack-700">{term}</dt>
                <dd className="break-words font-semibold">{ltr ? <Ltr>{text}</Ltr> : <bdi>{text}</bdi>}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}

function TakeAway() {
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const [took, setTook] = useState<number>();
  const [refusal, setRefusal] = useState<Refusal>();
  const take = async () => {
    setBusy(true);
    setRefusal(undefined);
    setTook(undefined);
    try {
      setTook(await takeOwn());
    } catch (error) {
      setRefusal(asRefusal(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section aria-labelledby="take" className="card grid gap-3">
      <h2 id="take">{t("own-take")}</h2>
      <p>{t("own-take-text")}</p>
      <Refused refusal={refusal} />
      <p role="status" className={took === undefined ? "sr-only" : "font-semibold"}>
        {took !== undefined && t("own-took", { n: took })}
      </p>
      <button
        type="button"
        className="aegov-btn btn-outline justify-self-start"
        disabled={busy}
        onClick={() => void take()}
      >
        {busy ? t("own-taking") : t("own-take-now")}
      </button>
    </section>
  );
}

/** Erase, after saying what goes, what stays, and that it cannot be undone. */
function Erase({ done }: { done: (tickets: number) => void }) {
  const { t } = useWords();
  const kept = useQueryClient();
  const [asking, setAsking] = useState(false);
  const question = useRef<HTMLParagraphElement>(null);
  const sending = useSending("own.erase", eraseOwn);
  useEffect(() => {
    if (asking) question.current?.focus();
  }, [asking]);
  const erase = async () => {
    const tickets = await sending.send({});
    if (tickets === undefined) return;
    done(tickets);
    setSession(undefined);
    kept.removeQueries({ queryKey: ["own"] });
    kept.removeQueries({ queryKey: ["me"] });
  };
  return (
    <section aria-labelledby="erase" className="card grid gap-3">
      <h2 id="erase">{t("own-erase")}</h2>
      <p>{t("own-erase-text")}</p>
      <ul className="list-disc ps-5">
        {["withdrawn", "words", "stays", "backups"].map((each) => (
          <li key={each}>{t(`own-erase-${each}`)}</li>
        ))}
      </ul>
      <Refused refusal={sending.refusal} />
      {asking ? (
        <div role="group" aria-labelledby="erase-sure" className="grid gap-3">
          <p id="erase-sure" ref={question} tabIndex={-1} className="font-semibold outline-none">
            {t("own-erase-sure")}
          </p>
          <div className="flex flex-wrap gap-3">
            <button type="button" className="aegov-btn" disabled={sending.busy} onClick={() => void erase()}>
              {sending.busy ? t("own-erasing") : t("own-erase-yes")}
            </button>
            <button type="button" className="aegov-btn btn-outline" onClick={() => setAsking(false)}>
              {t("own-erase-no")}
            </button>
          </div>
        </div>
      ) : (
        <button type="button" className="aegov-btn btn-outline justify-self-start" onClick={() => setAsking(true)}>
          {t("own-erase-open")}
        </button>
      )}
    </section>
  );
}
