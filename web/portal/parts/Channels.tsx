import { useWords } from "@shared/language/Language";
import { Ltr } from "@shared/language/Ltr";
import type { Body } from "../body";
import { digitsOf, hrefOf } from "../reach";

/** How to reach a body, and when. */
export function Channels({ body }: { body: Body }) {
  const { t, name } = useWords();
  const open = body.channels.filter((channel) => channel.open);
  return (
    <section aria-labelledby="channels" className="mt-10 print:mt-3">
      <h2 id="channels" className="text-2xl font-bold">
        {t("home-channels")}
      </h2>
      <p className="mt-1 text-aeblack-700">{t("home-hours", { hours: name(body.hours) })}</p>
      <ul className="mt-4 grid gap-3 sm:grid-cols-2 lg:grid-cols-3 print:mt-1 print:grid-cols-3 print:gap-1">
        {open.map((channel) => (
          <li key={channel.code} className="card print:p-2">
            <h3 className="text-lg font-semibold">{name(channel.name)}</h3>
            {channel.address && (
              <p className="wrap-anywhere">
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

/** An address as a link where it is one, a word number with its digits; what is written in Arabic stays as it is. */
function Address({ text }: { text: string }) {
  if (/[\u0600-\u06ff]/.test(text)) return text;
  const href = hrefOf(text);
  if (!href) return <Ltr>{text}</Ltr>;
  return (
    <a className="aegov-link" href={href}>
      <Ltr>{/[A-Z]/.test(text) && href.startsWith("tel:") ? `${text} (${digitsOf(text)})` : text}</Ltr>
    </a>
  );
}
