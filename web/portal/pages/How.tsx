import { useWords } from "@shared/language/Language";
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
      <ol className="grid gap-3">
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
      <section aria-labelledby="rights" className="mt-10 break-inside-avoid">
        <h2 id="rights" className="text-2xl font-bold">
          {t("how-rights")}
        </h2>
        <dl className="mt-4 grid gap-3 sm:grid-cols-2">
          {RIGHTS.map((right) => (
            <div key={right} className="card print:p-2">
              <dt className="font-bold">{t(`how-${right}`)}</dt>
              <dd>{t(`how-${right}-text`)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <Promises body={body} />
      <Channels body={body} />
      <section className="card mt-10 flex break-inside-avoid flex-wrap items-center gap-6">
        <Qr address={address} label={t("how-code")} className="size-40 shrink-0 rounded-lg bg-white" />
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
