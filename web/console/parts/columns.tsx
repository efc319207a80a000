import Badge from "@cloudscape-design/components/badge";
import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { TableProps } from "@cloudscape-design/components/table";
import type { Schemas } from "@shared/api/client";
import { TicketNumber } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import type { ReactNode } from "react";
import type { Column } from "../columns";
import { useBody, useMe, usePlaces } from "../me";
import { Go } from "./Go";
import { Due, StatusShown } from "./Marks";

type Row = Schemas["TicketRow"];

/** Return how a ticket's codes are named by its body. */
export function useNames() {
  const { name } = useWords();
  const me = useMe();
  const home = me.bodies[0]?.code ?? "";
  const body = useBody(home).data;
  const { sections, partners } = usePlaces(home, !me.roles.includes("partner"));
  const from = (items: readonly { code: string; name: Schemas["Words"] }[] | undefined) => (code: string) =>
    code && (name(items?.find((each) => each.code === code)?.name) || code);
  return {
    category: from(body?.categories),
    region: from(body?.regions),
    section: from(sections),
    partner: from(partners),
  };
}

/** What happened last, and when. */
export function News({ row }: { row: Row }) {
  const { t, format } = useWords();
  if (!row.news) return format.brief(row.changed_at);
  return (
    <>
      {t(codeId("event", row.news.replace("ticket.", "")))}
      <Box color="text-body-secondary" fontSize="body-s">
        {format.brief(row.changed_at)}
      </Box>
    </>
  );
}

/** How often the requester was tried in this pass without being reached. */
export function Tries({ row }: { row: Row }) {
  const { t, format } = useWords();
  const { inform, measure, speak, last } = row.tries;
  const n = inform + measure + speak;
  if (!n) return t("none");
  return (
    <>
      {t("tries", { n })}
      <Box color="text-body-secondary" fontSize="body-s">
        {format.brief(last)}
      </Box>
    </>
  );
}

/** Return every column that a list can have. */
export function useColumns(): TableProps.ColumnDefinition<Row>[] {
  const { t, format } = useWords();
  const names = useNames();
  const column = (id: Column, header: string, width: number, cell: (row: Row) => ReactNode) => ({
    id,
    header,
    width,
    cell,
  });
  return [
    {
      ...column("number", t("column-number"), 200, (row) => (
        <SpaceBetween size="xxs" direction="horizontal">
          <Go to={`/tickets/${row.number}`}>
            <TicketNumber number={row.number} />
          </Go>
          {row.vip && <Badge color="blue">{t("mark-vip")}</Badge>}
        </SpaceBetween>
      )),
      isRowHeader: true,
    },
    column("due", t("column-due"), 190, (row) => <Due at={row.due_at} overdue={row.overdue} />),
    column("kind", t("column-kind"), 120, (row) => t(codeId("kind", row.kind))),
    column("matter", t("column-matter"), 240, (row) => <bdi>{row.subject || names.category(row.category)}</bdi>),
    column("status", t("column-status"), 180, (row) => <StatusShown status={row.status} />),
    column("news", t("column-news"), 170, (row) => <News row={row} />),
    column("tries", t("column-tries"), 150, (row) => <Tries row={row} />),
    column("assignee", t("column-assignee"), 170, (row) => row.assignee_name || t("mark-unassigned")),
    column("section", t("field-section"), 180, (row) => names.section(row.section) || t("none")),
    column("partner", t("field-partner"), 160, (row) => names.partner(row.partner) || t("none")),
    column(
      "region",
      t("column-region"),
      150,
      (row) => names.region(row.subregion) || names.region(row.region) || t("none"),
    ),
    column("channel", t("column-channel"), 130, (row) => t(codeId("channel", row.channel))),
    column("importance", t("column-importance"), 110, (row) =>
      row.importance ? t(codeId("importance", row.importance)) : t("none"),
    ),
    column("reminders", t("column-reminders"), 110, (row) => <bdi>{format.number(row.reminders)}</bdi>),
    column("reopened", t("column-reopened"), 120, (row) => <bdi>{format.number(row.reopened)}</bdi>),
    column("registered", t("column-registered"), 170, (row) => format.brief(row.registered_at)),
  ];
}
