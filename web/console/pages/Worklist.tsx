import Badge from "@cloudscape-design/components/badge";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import TextFilter from "@cloudscape-design/components/text-filter";
import { type Schemas, told } from "@shared/api/client";
import { TicketNumber } from "@shared/language/Ltr";
import { grouped } from "@shared/language/format";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useSearchParams } from "wouter";
import { api } from "../api";
import { has, useBody, useMe } from "../me";
import { Filters } from "../parts/Filters";
import { Go } from "../parts/Go";
import { Due, StatusShown } from "../parts/Marks";
import { Reassign } from "../parts/Reassign";
import { Waiting } from "../parts/Waiting";
import { ALL, titleOf, wantedBy } from "../worklists";

const PAGE = 25;
type Row = Schemas["TicketRow"];

/** One list of work, soonest due first, as the service orders it (R048, R130). */
export default function Worklist({ list }: { list: string }) {
  const { t } = useWords();
  const [said, say] = useSearchParams();
  const [typed, setTyped] = useState(said.get("q") ?? "");
  const title = t(titleOf(list));
  useEffect(() => {
    document.title = `${title} · ${t("console-name")}`;
  }, [title, t]);
  const sought = said.get("q") ?? "";
  // A search looks through every ticket that one may see, not through the list alone; filters narrow it down.
  const wanted = wantedBy(sought ? ALL : list, said);
  const rows = useInfiniteQuery({
    queryKey: ["tickets", wanted],
    queryFn: ({ pageParam }) =>
      told(
        api.GET("/v1/tickets", {
          params: { query: { ...wanted, limit: PAGE, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
  });
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = useColumns();
  const me = useMe();
  const queries = useQueryClient();
  const reassigns = has(me, "supervisor", "distributor", "manager");
  const [selected, setSelected] = useState<readonly Row[]>([]);
  const [giving, setGiving] = useState(false);
  const change = (name: string, value: string) =>
    say((before) => {
      const after = new URLSearchParams(before);
      if (value) after.set(name, value);
      else after.delete(name);
      return after;
    });
  const clear = () => {
    setTyped("");
    say({});
  };
  const given = () => void queries.invalidateQueries({ queryKey: ["tickets"] });
  const stop = () => {
    setGiving(false);
    setSelected([]);
  };
  return (
    <>
      {giving && <Reassign tickets={selected} close={stop} changed={given} />}
      <Table
        variant="full-page"
        {...(reassigns && { selectionType: "multi" as const })}
        selectedItems={selected}
        onSelectionChange={({ detail }) => setSelected(detail.selectedItems)}
        stickyHeader
        resizableColumns
        enableKeyboardNavigation
        trackBy="number"
        items={rows.error ? [] : items}
        loading={rows.isPending}
        loadingText={t("loading")}
        columnDefinitions={columns}
        ariaLabels={{
          tableLabel: title,
          selectionGroupLabel: t("select-all"),
          allItemsSelectionLabel: () => t("select-all"),
          itemSelectionLabel: (_, row) => t("select-one", { number: grouped(row.number) }),
        }}
        header={
          <Header
            variant="awsui-h1-sticky"
            counter={rows.data ? `(${items.length}${rows.hasNextPage ? "+" : ""})` : undefined}
            actions={
              <SpaceBetween size="xs" direction="horizontal">
                {reassigns && (
                  <Button disabled={!selected.length || selected.length > 100} onClick={() => setGiving(true)}>
                    {t("reassign")}
                  </Button>
                )}
                <Button iconName="refresh" ariaLabel={t("refresh")} onClick={() => void rows.refetch()} />
              </SpaceBetween>
            }
          >
            {sought ? t("found") : title}
          </Header>
        }
        filter={
          <SpaceBetween size="xs">
            <TextFilter
              filteringText={typed}
              filteringPlaceholder={t("search")}
              filteringAriaLabel={t("search")}
              onChange={({ detail }) => setTyped(detail.filteringText)}
              onDelayedChange={({ detail }) => change("q", detail.filteringText.trim())}
            />
            <Filters said={said} change={change} clear={clear} person={items[0]?.assignee_name ?? ""} />
          </SpaceBetween>
        }
        empty={
          rows.error ? (
            <Waiting error={rows.error} retry={() => void rows.refetch()} />
          ) : (
            <Empty text={t(sought ? "found-none" : "worklist-empty")} clear={said.size ? clear : undefined} />
          )
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
    </>
  );
}

function Empty({ text, clear }: { text: string; clear: (() => void) | undefined }) {
  const { t } = useWords();
  return (
    <Box textAlign="center" padding="l">
      <SpaceBetween size="s">
        {text}
        {clear && <Button onClick={clear}>{t("filters-clear")}</Button>}
      </SpaceBetween>
    </Box>
  );
}

function useColumns(): TableProps.ColumnDefinition<Row>[] {
  const { t, name, format } = useWords();
  const me = useMe();
  const body = useBody(me.bodies[0]?.code ?? "").data;
  const categoryOf = (code: string) => name(body?.categories.find((each) => each.code === code)?.name);
  const regionOf = (code: string) => name(body?.regions.find((each) => each.code === code)?.name);
  return [
    {
      id: "number",
      header: t("column-number"),
      isRowHeader: true,
      width: 200,
      cell: (row) => (
        <SpaceBetween size="xxs" direction="horizontal">
          <Go to={`/tickets/${row.number}`}>
            <TicketNumber number={row.number} />
          </Go>
          {row.vip && <Badge color="blue">{t("mark-vip")}</Badge>}
        </SpaceBetween>
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
