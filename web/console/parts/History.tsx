import Badge, { type BadgeProps } from "@cloudscape-design/components/badge";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { told } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api";
import { type Event, keptAway, typeOf, type Voice, voiceOf, wordsOf } from "../happened";
import { FactsOf } from "./FactsOf";
import { Waiting } from "./Waiting";

/** Return what happened to a ticket, newest first. */
function useHistory(number: string) {
  return useInfiniteQuery({
    queryKey: ["ticket", number, "history"],
    queryFn: ({ pageParam }) =>
      told(
        api.GET("/v1/tickets/{number}/history", {
          params: { path: { number }, query: { limit: 50, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: 60_000,
  });
}

const SHOWN: Record<string, readonly Voice[]> = {
  all: ["internal", "to-requester", "from-requester", "none"],
  messages: ["to-requester", "from-requester"],
  notes: ["internal"],
};
const COLOURS: Record<Exclude<Voice, "none">, BadgeProps["color"]> = {
  internal: "grey",
  "to-requester": "blue",
  "from-requester": "green",
};

/** What happened to a ticket, newest first; internal notes are told apart from what the requester reads. */
export function History({ number, body }: { number: string; body: string }) {
  const { t } = useWords();
  const [which, setWhich] = useState("all");
  const events = useHistory(number);
  if (!events.data) return <Waiting error={events.error} retry={() => void events.refetch()} />;
  const all = events.data.pages.flatMap((page) => page.items);
  const shown = all.filter((event) => SHOWN[which]!.includes(voiceOf(event)));
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <SegmentedControl
              label={t("history-which")}
              selectedId={which}
              options={["all", "messages", "notes"].map((id) => ({ id, text: t(`history-${id}`) }))}
              onChange={({ detail }) => setWhich(detail.selectedId)}
            />
          }
        >
          {t("history")}
        </Header>
      }
    >
      <SpaceBetween size="m">
        {shown.length === 0 && <Box color="text-body-secondary">{t("history-nothing")}</Box>}
        {shown.map((event) => (
          <Happened key={event.id} event={event} body={body} />
        ))}
        {events.hasNextPage && (
          <Button loading={events.isFetchingNextPage} onClick={() => void events.fetchNextPage()}>
            {t("more")}
          </Button>
        )}
      </SpaceBetween>
    </Container>
  );
}

function Happened({ event, body }: { event: Event; body: string }) {
  const { t, format } = useWords();
  const voice = voiceOf(event);
  const by = event.by_name || t(event.by === "requester" ? "by-requester" : "by-system");
  return (
    <article className={`happened happened-${voice}`}>
      <SpaceBetween size="xs" direction="horizontal" alignItems="center">
        <Box fontWeight="bold">{t(codeId("event", typeOf(event)))}</Box>
        {voice !== "none" && <Badge color={COLOURS[voice]}>{t(`voice-${voice}`)}</Badge>}
      </SpaceBetween>
      <Box color="text-body-secondary" fontSize="body-s">
        {format.moment(event.at)} · <bdi>{by}</bdi>
        {event.on_behalf && ` · ${t("on-behalf", { who: t(codeId("party", event.on_behalf)) })}`}
      </Box>
      <FactsOf event={event} body={body} />
      {wordsOf(event).map((text) => (
        <div key={text} dir="auto" className="written">
          {text}
        </div>
      ))}
    </article>
  );
}

/** Who handled an earlier pass, and is therefore kept from this one (R059). */
export function KeptAway({ number }: { number: string }) {
  const { t } = useWords();
  const events = useHistory(number);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = events;
  if (!events.data) return null;
  if (hasNextPage) {
    return (
      <Button variant="inline-link" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {t("kept-away-more")}
      </Button>
    );
  }
  const names = [...keptAway(events.data.pages.flatMap((page) => page.items)).values()].filter((name) => name);
  if (!names.length) return <>{t("none")}</>;
  return (
    <>
      {names.map((name) => (
        <div key={name}>
          <bdi>{name}</bdi>
        </div>
      ))}
    </>
  );
}
