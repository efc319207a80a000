import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type Schemas, told } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../api";
import { Waiting } from "./Waiting";

/** Facts that are words which somebody wrote; they are shown as they stand. */
const WRITTEN = ["text", "message", "reason", "question", "note"] as const;

/** What happened to a ticket, newest first; internal notes are told apart from what the requester reads. */
export function History({ number }: { number: string }) {
  const { t } = useWords();
  const events = useInfiniteQuery({
    queryKey: ["ticket", number, "history"],
    queryFn: ({ pageParam }) =>
      told(
        api.GET("/v1/tickets/{number}/history", {
          params: { path: { number }, query: { limit: 50, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
  });
  if (!events.data) return <Waiting error={events.error} retry={() => void events.refetch()} />;
  return (
    <Container header={<Header variant="h2">{t("history")}</Header>}>
      <SpaceBetween size="m">
        {events.data.pages
          .flatMap((page) => page.items)
          .map((event) => (
            <Happened key={event.id} event={event} />
          ))}
        {events.hasNextPage && <Button onClick={() => void events.fetchNextPage()}>{t("more")}</Button>}
      </SpaceBetween>
    </Container>
  );
}

function Happened({ event }: { event: Schemas["EventView"] }) {
  const { t, format } = useWords();
  const facts = event.facts as Record<string, unknown>;
  const written = WRITTEN.flatMap((name) => (typeof facts[name] === "string" && facts[name] ? [facts[name]] : []));
  return (
    <div>
      <Box fontWeight="bold">{t(codeId("event", event.type.replace("ticket.", "")))}</Box>
      <Box color="text-body-secondary" fontSize="body-s">
        {format.moment(event.at)} · {event.by_name || t(event.by === "system" ? "by-system" : "by-requester")}
      </Box>
      {written.map((text) => (
        <div key={text} dir="auto" className="written">
          {text}
        </div>
      ))}
    </div>
  );
}
