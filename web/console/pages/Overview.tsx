import Box from "@cloudscape-design/components/box";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Container from "@cloudscape-design/components/container";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table from "@cloudscape-design/components/table";
import { type Schemas, told } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { useSearchParams } from "wouter";
import { api } from "../api";
import { has, useBodyNow, useMe } from "../me";
import { Counts, Number, type Tally } from "../parts/Counts";
import { Waiting } from "../parts/Waiting";
import { listAt, NARROWING } from "../worklists";

type Seen = Schemas["Overview"];
const COLUMNS = ["open", "overdue", "soon_due", "stale", "no_reply", "unassigned"] as const;
type Column = (typeof COLUMNS)[number];

/** What stands where (R001, R003, R132, R134): counts for everybody; queues, sections and people for who oversees. */
export default function Overview() {
  const { t } = useWords();
  const me = useMe();
  const oversees = has(me, "supervisor", "manager", "executive", "quality");
  useEffect(() => {
    document.title = `${t("overview")} · ${t("console-name")}`;
  }, [t]);
  return (
    <ContentLayout header={<Header variant="h1">{t("overview")}</Header>}>
      <SpaceBetween size="l">
        <Counts />
        {oversees && <Standing />}
      </SpaceBetween>
    </ContentLayout>
  );
}

function Standing() {
  const { t, name, format } = useWords();
  const [said, say] = useSearchParams();
  const body = useBodyNow();
  const section = said.get("section") ?? "";
  const seen = useQuery({
    queryKey: ["overview", body, section],
    queryFn: () => told(api.GET("/v1/overview", { params: { query: { body, ...(section && { section }) } } })),
    refetchInterval: 15_000,
    placeholderData: keepPreviousData,
  });
  if (!seen.data) return <Waiting error={seen.error} retry={() => void seen.refetch()} />;
  const now = seen.data;
  const sections = now.sections.map((each) => ({ value: each.code, label: name(each.name) }));
  const ofBody = { body };
  return (
    <SpaceBetween size="l">
      <LeftToDo left={now.left} body={body} />
      <Tallies
        title={t("overview-queues")}
        note={t("overview-soon", { when: format.brief(now.soon_until) })}
        first={t("overview-queue")}
        rows={[
          ...now.queues.map((row) => ({
            id: row.queue,
            shown: t(codeId("queue", row.queue)),
            plain: t(codeId("queue", row.queue)),
            tally: row,
            to: (column: Column) => listAt(row.queue, { ...ofBody, ...markOf(column) }),
          })),
          {
            id: "all",
            shown: <b>{t("overview-all")}</b>,
            plain: t("overview-all"),
            tally: now.all,
            to: (column: Column) => placeList(column, ofBody),
          },
        ]}
      />
      <Places title={t("overview-sections")} kind="section" places={now.sections} body={body} />
      <Places title={t("overview-partners")} kind="partner" places={now.partners} body={body} />
      <Tallies
        title={t("overview-people")}
        note={section ? "" : t("overview-choose-section")}
        first={t("overview-person")}
        actions={
          <Select
            inlineLabelText={t("field-section")}
            options={sections}
            placeholder={t("choose")}
            selectedOption={sections.find(({ value }) => value === section) ?? null}
            filteringType="auto"
            onChange={({ detail }) => say({ body, section: detail.selectedOption.value ?? "" })}
          />
        }
        rows={now.people.map((person) => ({
          id: person.id,
          shown: <Person person={person} />,
          plain: person.name,
          tally: person,
          to: (column: Column) => placeList(column, { ...ofBody, assignee: person.id }),
        }))}
      />
    </SpaceBetween>
  );
}

const markOf = (column: Column): Record<string, string> =>
  NARROWING.some((mark) => mark === column) ? { [column]: "true" } : {};

/** Where the tickets of a place or a person stand. */
const placeList = (column: Column, of: Record<string, string>) => listAt("all", { ...of, ...markOf(column) });

interface PlacesShown {
  title: string;
  kind: "section" | "partner";
  places: Seen["sections"];
  body: string;
}

function Places({ title, kind, places, body }: PlacesShown) {
  const { t, name } = useWords();
  if (!places.length) return null;
  // What a section has answered stands with the second line: its own numbers are those of its queue.
  const to = (code: string) => (column: Column) =>
    column === "no_reply"
      ? listAt("no_reply", { body, [kind]: code })
      : listAt(kind, { body, [kind]: code, ...markOf(column) });
  return (
    <Tallies
      title={title}
      first={t(`field-${kind}`)}
      rows={places.map((place) => ({
        id: place.code,
        shown: name(place.name),
        plain: name(place.name),
        tally: place,
        to: to(place.code),
      }))}
    />
  );
}

function LeftToDo({ left, body }: { left: Seen["left"]; body: string }) {
  const { t } = useWords();
  const rows = [
    ["overview-speak", left.speak, listAt("supervisor", { body })],
    ["overview-appeals", left.appeals, listAt("manager", { body })],
    ["overview-root-causes", left.root_causes, listAt("follow_up", { body, status: "closed" })],
    ["overview-outlet-replies", left.outlet_replies, listAt("media", { body, status: "closed" })],
  ] as const;
  return (
    <Container header={<Header variant="h2">{t("overview-left")}</Header>}>
      <KeyValuePairs
        columns={4}
        items={rows.map(([id, count, to]) => ({
          label: t(id),
          value: (
            <Box variant="awsui-value-large">
              <Number count={count} name={t(id)} to={to} />
            </Box>
          ),
        }))}
      />
    </Container>
  );
}

function Person({ person }: { person: Seen["people"][number] }) {
  const { t } = useWords();
  const state = person.away ? "away" : person.on_shift ? "on-shift" : "off-shift";
  return (
    <>
      <bdi>{person.name}</bdi>
      <Box fontSize="body-s">
        <StatusIndicator type={person.on_shift && !person.away ? "success" : "stopped"}>
          {t(`person-${state}`)}
        </StatusIndicator>
        {person.stand_in && <div>{t("person-stand-in", { name: person.stand_in })}</div>}
      </Box>
    </>
  );
}

interface Row {
  id: string;
  shown: ReactNode;
  plain: string;
  tally: Tally;
  to: (column: Column) => string | undefined;
}

interface TalliesShown {
  title: string;
  first: string;
  rows: readonly Row[];
  note?: string;
  actions?: ReactNode;
}

function Tallies({ title, first, rows, note, actions }: TalliesShown) {
  const { t } = useWords();
  const label = (column: Column) => t(column === "no_reply" ? "queue-no-reply" : codeId("tally", column));
  return (
    <Table
      items={rows}
      trackBy="id"
      contentDensity="compact"
      wrapLines
      ariaLabels={{ tableLabel: title }}
      header={
        <Header variant="h2" description={note} actions={actions}>
          {title}
        </Header>
      }
      empty={<Box textAlign="center">{t("overview-nobody")}</Box>}
      columnDefinitions={[
        { id: "name", header: first, isRowHeader: true, minWidth: 200, cell: (row: Row) => row.shown },
        ...COLUMNS.map((column) => ({
          id: column,
          header: label(column),
          minWidth: 90,
          cell: (row: Row) => (
            <Number count={row.tally[column] ?? 0} name={`${row.plain}, ${label(column)}`} to={row.to(column)} />
          ),
        })),
      ]}
    />
  );
}
