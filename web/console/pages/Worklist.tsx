import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import CollectionPreferences from "@cloudscape-design/components/collection-preferences";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import TextFilter from "@cloudscape-design/components/text-filter";
import { type Schemas, told } from "@shared/api/client";
import { grouped } from "@shared/language/format";
import { useWords } from "@shared/language/Language";
import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useLocation, useSearchParams } from "wouter";
import { api } from "../api";
import { columnsOf, keepColumns } from "../columns";
import { has, useBodyNow, useMe } from "../me";
import { TicketCards } from "../parts/Cards";
import { useColumns } from "../parts/columns";
import { Filters } from "../parts/Filters";
import { Reassign } from "../parts/Reassign";
import { Waiting } from "../parts/Waiting";
import { keepTrail } from "../trail";
import { useNarrow } from "../useNarrow";
import { ALL, titleOf, wantedBy } from "../worklists";

const PAGE = 25;
/** So many are given to another at once. */
const MOST = 100;
type Row = Schemas["TicketRow"];

/** Return the rows of a list; a search looks through every ticket that one may see, not through the list alone. */
function useRows(list: string, said: URLSearchParams) {
  const body = useBodyNow();
  const wanted = wantedBy(said.get("q") ? ALL : list, said, body);
  return useInfiniteQuery({
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
}

/** One list of work, soonest due first, as the service orders it (R048, R130); on a phone each ticket is a card. */
export default function Worklist({ list }: { list: string }) {
  const { t } = useWords();
  const me = useMe();
  const queries = useQueryClient();
  const narrow = useNarrow();
  const [said, say] = useSearchParams();
  const [typed, setTyped] = useState(said.get("q") ?? "");
  const sought = said.get("q") ?? "";
  const title = t(sought ? "found" : titleOf(list));
  useEffect(() => {
    document.title = `${title} · ${t("console-name")}`;
  }, [title, t]);
  const rows = useRows(list, said);
  const items = useMemo(() => rows.data?.pages.flatMap((page) => page.items) ?? [], [rows.data]);
  const [path] = useLocation();
  useEffect(() => {
    if (items.length) keepTrail({ at: said.size ? `${path}?${said}` : path, numbers: items.map((row) => row.number) });
  }, [items, path, said]);
  const reassigns = has(me, "supervisor", "distributor", "manager");
  // Chosen by number: a refresh brings each anew, with the version that is seen now.
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [giving, setGiving] = useState<readonly Row[]>();
  const selected = items.filter(({ number }) => chosen.has(number));
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
    setGiving(undefined);
    setChosen(new Set());
  };
  const narrowed = [...said.keys()].some((name) => name !== "body");
  const empty = rows.error ? (
    <Waiting error={rows.error} retry={() => void rows.refetch()} />
  ) : (
    <Empty text={t(sought ? "found-none" : "worklist-empty")} clear={narrowed ? clear : undefined} />
  );
  const header = (
    <Header
      variant="awsui-h1-sticky"
      counter={rows.data ? `(${items.length}${rows.hasNextPage ? "+" : ""})` : undefined}
      actions={
        <SpaceBetween size="xs" direction="horizontal">
          {reassigns && !narrow && (
            <Button disabled={!selected.length || selected.length > MOST} onClick={() => setGiving(selected)}>
              {t("reassign")}
            </Button>
          )}
          <Button
            iconName="refresh"
            ariaLabel={t("refresh")}
            loading={rows.isRefetching}
            onClick={() => void rows.refetch()}
          />
        </SpaceBetween>
      }
    >
      {title}
    </Header>
  );
  const search = (
    <TextFilter
      filteringText={typed}
      filteringPlaceholder={t("search")}
      filteringAriaLabel={t("search")}
      onChange={({ detail }) => setTyped(detail.filteringText)}
      onDelayedChange={({ detail }) => change("q", detail.filteringText.trim())}
    />
  );
  const filters = <Filters said={said} change={change} clear={clear} person={items[0]?.assignee_name ?? ""} />;
  const more = rows.hasNextPage && (
    <Box textAlign="center">
      <Button loading={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
        {t("more")}
      </Button>
    </Box>
  );
  if (narrow) {
    return (
      <SpaceBetween size="s">
        {header}
        {search}
        <ExpandableSection headerText={t("filters")} defaultExpanded={narrowed && !sought}>
          {filters}
        </ExpandableSection>
        {rows.isPending && <Waiting error={null} retry={() => undefined} />}
        {!rows.isPending && (items.length && !rows.error ? <TicketCards rows={items} /> : empty)}
        {more}
      </SpaceBetween>
    );
  }
  return (
    <>
      {giving && <Reassign tickets={giving} close={stop} changed={given} />}
      <Grid
        list={list}
        title={title}
        items={rows.error ? [] : items}
        loading={rows.isPending}
        selected={reassigns ? selected : undefined}
        select={(picked) => setChosen(new Set(picked.map(({ number }) => number)))}
        header={header}
        filter={
          <SpaceBetween size="xs">
            {search}
            {filters}
          </SpaceBetween>
        }
        empty={empty}
        footer={more}
      />
    </>
  );
}

interface Shown {
  list: string;
  title: string;
  items: readonly Row[];
  loading: boolean;
  /** What is chosen; undefined where nothing can be done to several at once. */
  selected: readonly Row[] | undefined;
  select: (picked: readonly Row[]) => void;
  header: React.ReactNode;
  filter: React.ReactNode;
  empty: React.ReactNode;
  footer: React.ReactNode;
}

/** The list as a table, with the columns that somebody chose for it on this device. */
function Grid({ list, title, items, loading, selected, select, header, filter, empty, footer }: Shown) {
  const { t } = useWords();
  const columns = useColumns();
  const [shown, setShown] = useState(() => columnsOf(list));
  const headers = Object.fromEntries(columns.map(({ id, header: label }) => [id ?? "", String(label)]));
  return (
    <Table
      variant="full-page"
      {...(selected && { selectionType: "multi" as const, selectedItems: selected })}
      onSelectionChange={({ detail }) => select(detail.selectedItems)}
      stickyHeader
      resizableColumns
      enableKeyboardNavigation
      trackBy="number"
      items={items}
      loading={loading}
      loadingText={t("loading")}
      columnDefinitions={columns}
      columnDisplay={shown}
      preferences={
        <CollectionPreferences
          title={t("columns-choose")}
          confirmLabel={t("columns-keep")}
          cancelLabel={t("cancel")}
          closeAriaLabel={t("close-panel")}
          preferences={{ contentDisplay: shown }}
          contentDisplayPreference={{
            title: t("columns-title"),
            description: t("columns-note"),
            dragHandleAriaLabel: t("columns-drag"),
            options: shown.map(({ id }) => ({ id, label: headers[id] ?? id, alwaysVisible: id === "number" })),
          }}
          onConfirm={({ detail }) => {
            keepColumns(list, detail.contentDisplay ?? []);
            setShown(columnsOf(list));
          }}
        />
      }
      ariaLabels={{
        tableLabel: title,
        selectionGroupLabel: t("select-all"),
        allItemsSelectionLabel: () => t("select-all"),
        itemSelectionLabel: (_, row) => t("select-one", { number: grouped(row.number) }),
      }}
      header={header}
      filter={filter}
      empty={empty}
      footer={footer}
    />
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
