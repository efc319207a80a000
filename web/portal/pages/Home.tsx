import { Ltr } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { Link } from "wouter";
import { type Body, useBody } from "../body";
import { Page } from "../parts/Page";

/** The body's front page: what one can do here, how to reach it, and what it promises (R040, R107, R222). */
export function Home() {
  const { t, name } = useWords();
  const { body } = useBody();
  return (
    <Page title={t("home-title")} lead={<p>{t("home-lead", { body: name(body.name) })}</p>}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Way href="/new" title={t("home-new")} text={t("home-new-text")} main />
        <Way href="/tickets" title={t("home-track")} text={t("home-track-text")} />
      </div>
      <Channels body={body} />
      <Promises body={body} />
    </Page>
  );
}

function Way({ href, title, text, main }: { href: string; title: string; text: string; main?: boolean }) {
  const colours = main ? "bg-primary-600 text-white border-primary-600" : "bg-white border-primary-600";
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

function Channels({ body }: { body: Body }) {
  const { t, name } = useWords();
  const open = body.channels.filter((channel) => channel.open);
  return (
    <section aria-labelledby="channels" className="mt-10">
      <h2 id="channels" className="text-2xl font-bold">
        {t("home-channels")}
      </h2>
      <p className="mt-1 text-aeblack-700">{t("home-hours", { hours: name(body.hours) })}</p>
      <ul className="mt-4 grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {open.map((channel) => (
          <li key={channel.code} className="card">
            <h3 className="text-lg font-semibold">{name(channel.name)}</h3>
            {channel.address && (
              <p className="break-words">
                <Address text={channel.address} />
              </p>
            )}
            {channel.hours && <p className="text-sm text-aeblack-700">{name(channel.hours)}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** An address as a link where it is one; what is written in Arabic stays as it is. */
function Address({ text }: { text: string }) {
  if (/[\u0600-\u06ff]/.test(text)) return text;
  const href = /^\+?[\d\s-]{5,}$/.test(text)
    ? `tel:${text.replace(/[\s-]/g, "")}`
    : /^\S+@\S+$/.test(text)
      ? `mailto:${text}`
      : /^https:\/\//.test(text)
        ? text
        : undefined;
  if (!href) return <Ltr>{text}</Ltr>;
  return (
    <a className="aegov-link" href={href}>
      <Ltr>{text}</Ltr>
    </a>
  );
}

function Promises({ body }: { body: Body }) {
  const { t, name, length } = useWords();
  const rows = body.promises.filter((promise) => !promise.complexity && !promise.importance && !promise.grade);
  if (!rows.length) return null;
  const categoryOf = (code: string) => name(body.categories.find((category) => category.code === code)?.name);
  return (
    <section aria-labelledby="promises" className="mt-10">
      <h2 id="promises" className="text-2xl font-bold">
        {t("home-promises")}
      </h2>
      <p className="mt-1 text-aeblack-700">{t("home-promises-text")}</p>
      <div className="card mt-4 overflow-x-auto p-0" tabIndex={0} role="group" aria-labelledby="promises">
        <table className="w-full text-start">
          <thead className="bg-primary-50">
            <tr>
              {["promise-for", "promise-first-reply", "promise-resolution"].map((id) => (
                <th key={id} scope="col" className="px-4 py-3 text-start font-semibold">
                  {t(id)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.kind}.${row.category}`} className="border-t border-aeblack-100">
                <th scope="row" className="px-4 py-3 text-start font-normal">
                  {[row.kind ? t(codeId("kind", row.kind)) : t("promise-all"), row.category && categoryOf(row.category)]
                    .filter(Boolean)
                    .join(" · ")}
                </th>
                <td className="px-4 py-3">{length(row.first_reply_minutes)}</td>
                <td className="px-4 py-3">{length(row.resolution_minutes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
