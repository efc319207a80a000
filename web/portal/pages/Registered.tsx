import { TicketNumber } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { Link } from "wouter";
import { useBody } from "../body";
import { OnTheirWay } from "../parts/Files";
import { Page } from "../parts/Page";
import { Qr } from "@shared/Qr";
import { addressOf, registered } from "../registered";
import NotFound from "./NotFound";

/** The number, at once and to keep (R120, R130). */
export default function Registered() {
  const { t, name, format } = useWords();
  const { body } = useBody();
  const found = registered();
  if (!found) return <NotFound />;
  return (
    <Page title={t("registered-title")} lead={<p>{t("registered-lead", { kind: t(codeId("kind", found.kind)) })}</p>}>
      <p className="mb-4 hidden text-xl font-bold print:block">{name(body.name)}</p>
      <div className="card grid justify-items-center border-2 border-primary-600 text-center">
        <p>{t("registered-number")}</p>
        <p className="my-2 text-3xl font-bold tracking-wide sm:text-4xl" data-number={found.number}>
          <TicketNumber number={found.number} />
        </p>
        <p className="text-sm text-aeblack-700">{found.notified ? t("registered-told") : t("registered-keep")}</p>
        <div className="mt-4 grid justify-items-center gap-1">
          <Qr
            address={addressOf(found)}
            label={t("registered-code")}
            className="size-40 max-w-full shrink-0 rounded-lg bg-white"
          />
          <p className="text-sm">{t("registered-code")}</p>
        </div>
      </div>
      <dl className="card mt-4 grid gap-4 sm:grid-cols-3">
        <Fact term={t("registered-at")} text={format.moment(found.registered_at)} />
        <Fact term={t("registered-first-reply")} text={format.moment(found.promises.first_reply_by)} />
        <Fact term={t("registered-resolve")} text={format.moment(found.promises.resolve_by)} />
      </dl>
      <div className="no-print mt-4">
        <OnTheirWay number={found.number} bearer={found.upload_token} />
      </div>
      <div className="no-print mt-6 flex flex-wrap gap-3">
        <button type="button" className="aegov-btn" onClick={() => print()}>
          {t("registered-print")}
        </button>
        <Link href={`/tickets/${found.number}`} className="aegov-btn btn-outline">
          {t("registered-follow")}
        </Link>
      </div>
    </Page>
  );
}

function Fact({ term, text }: { term: string; text: string }) {
  return (
    <div>
      <dt className="text-sm text-aeblack-700">{term}</dt>
      <dd className="font-semibold">{text}</dd>
    </div>
  );
}
