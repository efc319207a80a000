import Badge from "@cloudscape-design/components/badge";
import Box from "@cloudscape-design/components/box";
import type { Schemas } from "@shared/api/client";
import { TicketNumber } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { Go } from "./Go";
import { useNames } from "./columns";
import { Due, StatusShown } from "./Marks";

/** Tickets on a phone: what it is, where, until when; the whole of it opens. */
export function TicketCards({ rows }: { rows: readonly Schemas["TicketRow"][] }) {
  const { t } = useWords();
  const names = useNames();
  return (
    <ul className="cards">
      {rows.map((row) => {
        const where = names.region(row.subregion) || names.region(row.region);
        return (
          <li key={row.number} className="ticket-card" data-number={row.number}>
            <Go to={`/tickets/${row.number}`}>
              <bdi>{row.subject || names.category(row.category)}</bdi>
            </Go>
            <div className="filters">
              <StatusShown status={row.status} />
              {row.vip && <Badge color="blue">{t("mark-vip")}</Badge>}
              {row.reopened > 0 && <Badge color="grey">{t("tile-reopened")}</Badge>}
            </div>
            <div className="filters">
              <span>{t("column-due")}</span>
              <Due at={row.due_at} overdue={row.overdue} />
            </div>
            <Box color="text-body-secondary" fontSize="body-s">
              {[t(codeId("kind", row.kind)), where].filter(Boolean).join(" · ")}
              {" · "}
              <TicketNumber number={row.number} />
            </Box>
          </li>
        );
      })}
    </ul>
  );
}
