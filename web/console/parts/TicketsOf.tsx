import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import Table from "@cloudscape-design/components/table";
import { told } from "@shared/api/client";
import { TicketNumber } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../api";
import type { Person } from "../people";
import { Go } from "./Go";
import { Due, StatusShown } from "./Marks";
import { Waiting } from "./Waiting";

/** What a requester asked that one may see, newest first, page by page. */
export function TicketsOf({ person }: { person: Person }) {
  const { t, format } = useWords();
  const found = useInfiniteQuery({
    queryKey: ["tickets", person.body, "of", person.id],
    queryFn: ({ pageParam }) =>
      told(
        api.GET("/v1/tickets", {
          params: {
            query: { requester: person.id, body: person.body, limit: 10, ...(pageParam && { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
  });
  if (!found.data) return <Waiting error={found.error} retry={() => void found.refetch()} />;
  const items = found.data.pages.flatMap((page) => page.items);
  return (
    <Table
      items={items}
      trackBy="number"
      ariaLabels={{ tableLabel: t("requester-tickets") }}
      header={
        <Header variant="h2" counter={`(${items.length}${found.hasNextPage ? "+" : ""})`}>
          {t("requester-tickets")}
        </Header>
      }
      empty={<Box textAlign="center">{t("requester-no-tickets")}</Box>}
      columnDefinitions={[
        {
          id: "number",
          header: t("column-number"),
          isRowHeader: true,
          cell: (row) => (
            <Go to={`/tickets/${row.number}`}>
              <TicketNumber number={row.number} />
            </Go>
          ),
        },
        { id: "matter", header: t("column-matter"), cell: (row) => <bdi>{row.subject}</bdi> },
        { id: "kind", header: t("column-kind"), cell: (row) => t(codeId("kind", row.kind)) },
        { id: "status", header: t("column-status"), cell: (row) => <StatusShown status={row.status} /> },
        { id: "due", header: t("column-due"), cell: (row) => <Due at={row.due_at} overdue={row.overdue} /> },
        { id: "registered", header: t("column-registered"), cell: (row) => format.brief(row.registered_at) },
      ]}
      footer={
        found.hasNextPage && (
          <Box textAlign="center">
            <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {t("more")}
            </Button>
          </Box>
        )
      }
    />
  );
}
