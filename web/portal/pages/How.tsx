import { useWords } from "@shared/language/Language";
import { useState } from "react";
import { Link } from "wouter";
import { useBody } from "../body";
import { Channels } from "../parts/Channels";
import { Page } from "../parts/Page";
import { Promises } from "../parts/Promises";
import { Qr } from "@shared/Qr";

const STEPS = ["file", "number", "section", "answer", "rate"];
const RIGHTS = ["appeal", "withdraw", "free", "private"];

/** How complaints are handled, published for everybody, and as a poster for a wall (R222, ISO 10002). */
export default function How() {
  const { t, name } = useWords();
  const { body } = useBody();
  const address = `${location.origin}/?body=${body.code}`;
  return (
    <Page title={t("how-title")} lead={<p>{t("how-lead", { body: name(body.name) })}</p>}>
      <p className="hidden text-xl font-bold print:block">{name(body.name)}</p>
      <ol className="grid gap-3 print:gap-1">
        {STEPS.map((step, place) => (
          <li key={step} className="card flex break-inside-avoid items-start gap-4 print:p-2">
            <span
              aria-hidden="true"
              className="grid size-10 shrink-0 place-items-center rounded-full bg-primary-600 text-lg font-bold text-on-primary"
            >
              {place + 1}
            </span>
            <div className="min-w-0">
              <h2>{t(`how-${step}`)}</h2>
              <p>{t(`how-${step}-text`)}</p>
            </div>
          </li>
        ))}
      </ol>
      <section aria-labelledby="rights" className="mt-10 break-inside-avoid print:mt-3">
        <h2 id="rights" className="text-2xl font-bold">
          {t("how-rights")}
        </h2>
        <dl className="mt-4 grid gap-3 sm:grid-cols-2 print:mt-1 print:grid-cols-2 print:gap-1">
          {RIGHTS.map((right) => (
            <div key={right} className="card print:p-2">
              <dt className="font-bold">{t(`how-${right}`)}</dt>
              <dd>{t(`how-${right}-text`)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <div className="print:hidden">
        <Promises body={body} />
      </div>
      <Channels body={body} />
      <Invitation body={name(body.name)} address={address} />
      <section className="card mt-10 flex break-inside-avoid flex-wrap items-center gap-6 print:mt-3 print:p-2">
        <Qr address={address} label={t("how-code")} className="size-40 max-w-full shrink-0 rounded-lg bg-white" />
        <div className="grid min-w-0 gap-3">
          <p className="font-semibold">{t("how-code")}</p>
          <bdi dir="ltr" className="break-all">
            {address}
          </bdi>
          <div className="no-print flex flex-wrap gap-3">
            <Link href="/new" className="aegov-btn">
              {t("home-new")}
            </Link>
            <button type="button" className="aegov-btn btn-outline" onClick={() => print()}>
              {t("how-print")}
            </button>
          </div>
        </div>
      </section>
    </Page>
  );
}

/** A short text to pass on by SMS or in a group, in the language that is read (R224). */
function Invitation({ body, address }: { body: string; address: string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const text = plain(t("how-short-text", { body, address }));
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <section aria-labelledby="short" className="card no-print mt-10 grid gap-3">
      <h2 id="short">{t("how-short")}</h2>
      <p dir="auto" className="wrap-anywhere rounded-lg bg-aeblack-50 p-3" data-short>
        {text}
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <button type="button" className="aegov-btn btn-outline btn-sm" onClick={() => void copy()}>
          {t("how-copy")}
        </button>
        <a className="aegov-link" href={`sms:?body=${encodeURIComponent(text)}`}>
          {t("how-sms")}
        </a>
        <span role="status">{copied && t("how-copied")}</span>
      </div>
    </section>
  );
}

/** Without the marks that set numbers apart on screen: in an SMS they cost room, and some telephones show them. */
const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, "");
