import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import TextFilter from "@cloudscape-design/components/text-filter";
import { type Schemas, told } from "@shared/api/client";
import { TicketNumber } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useLocation, useRouter } from "wouter";
import { api } from "../api";
import { useBody, useMe } from "../me";
import { Due, StatusShown } from "../parts/Marks";
import { Waiting } from "../parts/Waiting";
import { titleOf, wantedBy } from "../worklists";

type Row = Schemas["TicketRow"];

/** One list of work, soonest due first, as the service orders it (R048, R130). */
export default function Worklist({ list }: { list: string }) {
  const { t } = useWords();
  const [q, setQ] = useState("");
  const [sought, setSought] = useState("");
  const title = t(titleOf(list));
  useEffect(() => {
    document.title = `${title} · ${t("console-name")}`;
  }, [title, t]);
  // A search looks through every ticket that one may see, not through the list alone.
  const wanted = sought ? { q: sought } : wantedBy(list);
  const rows = useInfiniteQuery({
    queryKey: ["tickets", wanted],
    queryFn: ({ pageParam }) =>
      told(
        api.GET("/v1/tickets", {
          params: { query: { ...wanted, limit: 50, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
  });
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = useColumns();
  if (rows.error && !rows.data) return <Waiting error={rows.error} retry={() => void rows.refetch()} />;
  return (
    <Table
      variant="full-page"
      stickyHeader
      resizableColumns
      enableKeyboardNavigation
      trackBy="number"
      items={items}
      loading={rows.isPending}
      loadingText={t("loading")}
      columnDefinitions={columns}
      ariaLabels={{ tableLabel: title }}
      header={
        <Header
          variant="awsui-h1-sticky"
          counter={rows.data ? `(${items.length}${rows.hasNextPage ? "+" : ""})` : undefined}
          actions={<Button iconName="refresh" ariaLabel={t("refresh")} onClick={() => void rows.refetch()} />}
        >
          {sought ? t("found") : title}
        </Header>
      }
      filter={
        <TextFilter
          filteringText={q}
          filteringPlaceholder={t("search")}
          filteringAriaLabel={t("search")}
          onChange={({ detail }) => setQ(detail.filteringText)}
          onDelayedChange={({ detail }) => setSought(detail.filteringText.trim())}
        />
      }
      empty={
        <Box textAlign="center" padding="l">
          {t(sought ? "found-none" : "worklist-empty")}
        </Box>
      }
      footer={
        rows.hasNextPage && (
          <Box textAlign="center">
            <Button loading={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
              {t("more")}
            </Button>
          </Box>
        )
      }
    />
  );
}

function useColumns(): TableProps.ColumnDefinition<Row>[] {
  const { t, name, format } = useWords();
  const me = useMe();
  const body = useBody(me.bodies[0]?.code ?? "").data;
  const [, go] = useLocation();
  const { base } = useRouter();
  const categoryOf = (code: string) => name(body?.categories.find((each) => each.code === code)?.name);
  const regionOf = (code: string) => name(body?.regions.find((each) => each.code === code)?.name);
  return [
    {
      id: "number",
      header: t("column-number"),
      isRowHeader: true,
      width: 170,
      cell: (row) => (
        <Link
          href={`${base}/tickets/${row.number}`}
          onFollow={(event) => {
            event.preventDefault();
            go(`/tickets/${row.number}`);
          }}
        >
          <TicketNumber number={row.number} />
        </Link>
      ),
    },
    { id: "due", header: t("column-due"), width: 190, cell: (row) => <Due at={row.due_at} overdue={row.overdue} /> },
    { id: "kind", header: t("column-kind"), width: 130, cell: (row) => t(codeId("kind", row.kind)) },
    {
      id: "matter",
      header: t("column-matter"),
      width: 220,
      cell: (row) => <bdi>{row.subject || categoryOf(row.category) || row.category}</bdi>,
    },
    { id: "status", header: t("column-status"), width: 190, cell: (row) => <StatusShown status={row.status} /> },
    {
      id: "assignee",
      header: t("column-assignee"),
      width: 170,
      cell: (row) => row.assignee_name || t("mark-unassigned"),
    },
    { id: "region", header: t("column-region"), width: 150, cell: (row) => regionOf(row.region) || t("none") },
    { id: "channel", header: t("column-channel"), width: 140, cell: (row) => t(codeId("channel", row.channel)) },
    { id: "registered", header: t("column-registered"), width: 170, cell: (row) => format.brief(row.registered_at) },
  ];
}
