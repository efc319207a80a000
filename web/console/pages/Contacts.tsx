import Badge from "@cloudscape-design/components/badge";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useWords } from "@shared/language/Language";
import { TicketNumber } from "@shared/language/Ltr";
import { codeId } from "@shared/words";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useSearchParams } from "wouter";
import { wantedOf } from "../contactList";
import { type ContactView, listContacts } from "../contacts";
import { has, useBodyNow, useMe } from "../me";
import { ContactFilters } from "../parts/contacts/ContactFilters";
import { ContactLink } from "../parts/contacts/ContactLink";
import { Lasting } from "../parts/contacts/Lasting";
import { Go } from "../parts/Go";
import { type Column, Listing } from "../parts/Listing";
import { Waiting } from "../parts/Waiting";
import { useSwitchboard } from "../switchboard";
import { useNarrow } from "../useNarrow";

const PAGE = 25;

/** Every contact that one may see, newest first (R071, R075): found by number, queue, agent, day, ticket, outcome. */
export default function Contacts() {
  const { t } = useWords();
  const me = useMe();
  const body = useBodyNow();
  const narrow = useNarrow();
  const [said, say] = useSearchParams();
  const wanted = wantedOf(said);
  const rows = useInfiniteQuery({
    queryKey: ["contacts", body, wanted],
    queryFn: ({ pageParam }) => listContacts({ ...wanted, body, limit: PAGE }, pageParam),
    initialPageParam: "",
    getNextPageParam: (last) => last.next || undefined,
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
  });
  const columns = useColumns(body);
  const title = t("contacts");
  useEffect(() => {
    document.title = `${title} · ${t("console-name")}`;
  }, [title, t]);
  const change = (name: string, value: string) =>
    say(
      (before) => {
        const after = new URLSearchParams(before);
        if (value) after.set(name, value);
        else after.delete(name);
        return after;
      },
      { replace: true },
    );
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  const filters = <ContactFilters said={said} change={change} clear={() => say({})} />;
  const own = !has(me, "distributor", "follow_up", "supervisor", "manager", "quality");
  return (
    <Listing
      title={title}
      variant="full-page"
      loading={rows.isPending}
      loadingText={t("loading")}
      header={
        <Header
          variant={narrow ? "h1" : "awsui-h1-sticky"}
          counter={rows.data && `(${items.length}${rows.hasNextPage ? "+" : ""})`}
          description={t(own ? "contacts-own" : "contacts-about")}
          actions={
            <Button
              iconName="refresh"
              ariaLabel={t("refresh")}
              loading={rows.isRefetching}
              onClick={() => void rows.refetch()}
            />
          }
        >
          {title}
        </Header>
      }
      filter={narrow ? <ExpandableSection headerText={t("filters")}>{filters}</ExpandableSection> : filters}
      columns={columns}
      rows={rows.error ? [] : items}
      idOf={({ id }) => id}
      empty={
        rows.error ? (
          <Waiting error={rows.error} retry={() => void rows.refetch()} />
        ) : (
          t(rows.hasNextPage ? "contacts-further" : Object.keys(wanted).length ? "found-none" : "contacts-none")
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
  );
}

function useColumns(body: string): Column<ContactView>[] {
  const { t, name, format } = useWords();
  const switchboard = useSwitchboard(body).data;
  const disposition = (code: string) =>
    name(switchboard?.dispositions.find((each) => each.code === code)?.name) || code;
  const queue = ({ queue: code, queue_name: named }: ContactView) =>
    name(named) || name(switchboard?.queues.find((each) => each.code === code)?.name) || code;
  return [
    {
      id: "number",
      header: t("live-number"),
      first: true,
      minWidth: 130,
      cell: ({ id, number }) => <ContactLink id={id} number={number} />,
    },
    {
      id: "at",
      header: t("contacts-at"),
      minWidth: 165,
      cell: ({ started_at: at, direction, channel }) => (
        <>
          {at && format.brief(at)}
          <div className="label">{t(channel === "task" ? "contact-task" : codeId("contact-direction", direction))}</div>
        </>
      ),
    },
    { id: "queue", header: t("live-queue"), minWidth: 110, cell: (row) => queue(row) || "–" },
    {
      id: "agent",
      header: t("live-agent"),
      minWidth: 110,
      cell: ({ agent, agent_name: named }) => <bdi>{named || agent || "–"}</bdi>,
    },
    {
      id: "outcome",
      header: t("contacts-outcome"),
      minWidth: 150,
      cell: ({ outcome }) => (
        <StatusIndicator type={SIGNS[outcome] ?? "info"}>{t(codeId("contact-outcome", outcome))}</StatusIndicator>
      ),
    },
    {
      id: "wait",
      header: t("contacts-wait"),
      cell: (row) => <Lasting seconds={row.wait_seconds} told={row.answered_at || row.completed_at} />,
    },
    {
      id: "talk",
      header: t("contacts-talk"),
      cell: ({ talk_seconds: seconds, completed_at: told }) => <Lasting seconds={seconds} told={told} />,
    },
    {
      id: "reason",
      header: t("contacts-reason"),
      minWidth: 115,
      cell: (row) =>
        row.needs_wrap_up ? (
          <Badge color="severity-medium">{t("contacts-needs-wrap-up")}</Badge>
        ) : (
          disposition(row.disposition) || "–"
        ),
    },
    {
      id: "tickets",
      header: t("contacts-tickets"),
      minWidth: 115,
      cell: ({ tickets }) =>
        tickets.length
          ? tickets.map((number) => (
              <div key={number}>
                <Go to={`/tickets/${number}`}>
                  <TicketNumber number={number} />
                </Go>
              </div>
            ))
          : "–",
    },
    {
      id: "recorded",
      header: t("contacts-recordings"),
      cell: ({ recordings }) => {
        const kept = recordings.filter(({ deleted }) => !deleted).length;
        return kept ? format.number(kept) : "–";
      },
    },
  ];
}

const SIGNS: Record<string, "success" | "in-progress" | "warning" | "stopped" | "info"> = {
  open: "in-progress",
  answered: "success",
  abandoned: "warning",
  not_reached: "warning",
  in_ivr: "stopped",
};
