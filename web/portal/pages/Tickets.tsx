import { told } from "@shared/api/client";
import { TicketNumber } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { api } from "../api";
import { useBody } from "../body";
import { Page } from "../parts/Page";
import { SignIn } from "../parts/SignIn";
import { Waiting } from "../parts/Waiting";
import { setSession, useBearer } from "../session";

/** One's own tickets, after a code (R114). */
export default function Tickets() {
  const { t } = useWords();
  const bearer = useBearer();
  return (
    <Page title={t("track-title")} lead={bearer ? undefined : <p>{t("track-lead")}</p>}>
      {bearer ? <Own bearer={bearer} /> : <SignIn />}
    </Page>
  );
}

function Own({ bearer }: { bearer: string }) {
  const { t, name, format } = useWords();
  const { body } = useBody();
  const own = useInfiniteQuery({
    queryKey: ["own", bearer],
    queryFn: ({ pageParam: cursor }) => told(api.GET("/v1/public/tickets", { params: { query: { cursor } } })),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
  });
  if (!own.data) return <Waiting error={own.error} retry={() => void own.refetch()} />;
  const items = own.data.pages.flatMap((each) => each.items);
  const categoryOf = (code: string) => name(body.categories.find((each) => each.code === code)?.name);
  return (
    <>
      {items.length === 0 && <p className="card">{t("track-none")}</p>}
      <ul className="grid gap-3">
        {items.map((ticket) => (
          <li key={ticket.number} className="card">
            <div className="flex flex-wrap items-baseline justify-between gap-2">
              <Link href={`/tickets/${ticket.number}`} className="aegov-link text-lg font-bold">
                <TicketNumber number={ticket.number} />
              </Link>
              <span className="rounded-full bg-primary-50 px-3 py-0.5 text-sm font-semibold text-primary-800">
                {t(codeId("status", ticket.status))}
              </span>
            </div>
            <p>
              {[t(codeId("kind", ticket.kind)), ticket.subject || categoryOf(ticket.category)]
                .filter(Boolean)
                .join(" · ")}
            </p>
            <p className="text-sm text-aeblack-700">
              {t("track-registered", { at: format.moment(ticket.registered_at) })}
            </p>
          </li>
        ))}
      </ul>
      <div className="mt-6 flex flex-wrap gap-3">
        {own.hasNextPage && (
          <button
            type="button"
            className="aegov-btn btn-sm"
            disabled={own.isFetchingNextPage}
            onClick={() => void own.fetchNextPage()}
          >
            {own.isFetchingNextPage ? t("loading") : t("track-more")}
          </button>
        )}
        <button type="button" className="aegov-btn btn-outline btn-sm" onClick={() => setSession(undefined)}>
          {t("sign-out")}
        </button>
      </div>
      {own.isFetchNextPageError && <Waiting error={own.error} retry={() => void own.fetchNextPage()} />}
    </>
  );
}
