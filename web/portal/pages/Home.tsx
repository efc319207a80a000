import { useWords } from "@shared/language/Language";
import { Link } from "wouter";
import { useBody } from "../body";
import { Channels } from "../parts/Channels";
import { Page } from "../parts/Page";
import { Promises } from "../parts/Promises";

/** The body's front page: what one can do here, how to reach it, and what it promises (R040, R107, R222). */
export function Home() {
  const { t } = useWords();
  const { body } = useBody();
  return (
    <Page title={t("home-title")} lead={<p>{t("home-lead")}</p>}>
      <Ways />
      <Channels body={body} />
      <Promises body={body} />
      <p className="mt-6">
        <Link href="/how" className="aegov-link font-semibold">
          {t("home-how")}
        </Link>
      </p>
    </Page>
  );
}

/** The two ways that most take; they stand before anything is known of the body (first/look.tsx). */
export function Ways() {
  const { t } = useWords();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Way href="/new" title={t("home-new")} text={t("home-new-text")} main />
      <Way href="/tickets" title={t("home-track")} text={t("home-track-text")} />
    </div>
  );
}

function Way({ href, title, text, main }: { href: string; title: string; text: string; main?: boolean }) {
  const colours = main ? "bg-primary-600 text-on-primary border-primary-600" : "bg-surface border-primary-600";
  return (
    <Link
      href={href}
      className={`block rounded-xl border-2 p-6 no-underline focus-visible:ring-4 focus-visible:ring-primary-300 ${colours}`}
    >
      <span className="block text-xl font-bold">{title}</span>
      <span className="mt-1 block">{text}</span>
    </Link>
  );
}
