import { type Schemas, told } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { TicketNumber } from "@shared/language/Ltr";
import { codeId } from "@shared/words";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link } from "wouter";
import { api } from "../api";
import type { Body } from "../body";
import type { Typed } from "../pages/newTicket";
import { useBearer } from "../session";

type Asked = Schemas["Typed"];

/** How long somebody must pause before what is typed is compared, in milliseconds. */
const PAUSE = 800;

/** Shows what may be the same matter: one's own tickets, and open reports near the pin. It keeps nobody back. */
export function Alike({ typed, body }: { typed: Typed; body: Body }) {
  const { t, name, format } = useWords();
  const bearer = useBearer();
  const asked = useLater(JSON.stringify(askedOf(typed, body)));
  const found = useQuery({
    queryKey: ["alike", bearer, asked],
    queryFn: () => told(api.POST("/v1/public/duplicates", { body: JSON.parse(asked) as Asked })),
    enabled: Boolean(typed.pin || (bearer && typed.description.trim())),
    retry: false,
  });
  const items = found.data?.items ?? [];
  const categoryOf = (code: string) => name(body.categories.find((each) => each.code === code)?.name);
  return (
    <div role="status" aria-live="polite">
      {items.length > 0 && (
        <div className="card border-2 border-primary-600 bg-primary-50">
          <h3>{t("alike-title")}</h3>
          <p className="text-sm">{t("alike-text")}</p>
          <ul className="mt-2 grid gap-1">
            {items.map((each, place) => (
              <li key={each.number ?? place}>
                {each.number ? (
                  <>
                    <Link href={`/tickets/${each.number}`} className="aegov-link font-semibold">
                      {t("alike-own")} <TicketNumber number={each.number} />
                    </Link>
                    {each.status && ` · ${t(codeId("status", each.status))}`}
                  </>
                ) : (
                  [
                    categoryOf(each.category),
                    each.distance != null &&
                      (each.distance ? t("alike-metres", { metres: format.number(each.distance) }) : t("alike-here")),
                    each.age ? t("alike-days", { n: each.age }) : t("alike-today"),
                  ]
                    .filter(Boolean)
                    .join(" · ")
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

/** Only what is compared is sent; no name and no address of anybody. */
function askedOf({ kind, category, description, pin }: Typed, body: Body): Partial<Asked> {
  return {
    body: body.code,
    ...(kind && { kind }),
    category,
    description: description.trim(),
    ...(pin && { location: { lat: pin.lat, lon: pin.lon } as Schemas["Location"] }),
  };
}

function useLater(text: string): string {
  const [later, setLater] = useState(text);
  useEffect(() => {
    const waiting = setTimeout(() => setLater(text), PAUSE);
    return () => clearTimeout(waiting);
  }, [text]);
  return later;
}
