import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useWords } from "@shared/language/Language";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect } from "react";
import { useSearchParams } from "wouter";
import { dayIn, fetchFigures } from "../figures";
import { useBodyNow } from "../me";
import { AgentTimes } from "../parts/figures/AgentTimes";
import { FiguresTable } from "../parts/figures/FiguresTable";
import { periodFrom, PeriodChooser } from "../parts/figures/Period";
import { Waiting } from "../parts/Waiting";

const FiguresChart = lazy(() => import("../parts/figures/FiguresChart"));

/** What the queues were presented, and what became of it, in some days (R189, R190); and agents' times (R060). */
export default function Queues() {
  const { t, format } = useWords();
  const body = useBodyNow();
  const [said, say] = useSearchParams();
  const now = useQuery({
    queryKey: ["figures", body],
    queryFn: () => fetchFigures(body),
    refetchInterval: 60_000,
  });
  // Which day it is the service knows, by the body's own clock.
  const today = now.data?.from ?? dayIn(format.zone, new Date());
  const { period, span } = periodFrom(said, today);
  const others = useQuery({
    queryKey: ["figures", body, span.from, span.to],
    queryFn: () => fetchFigures(body, span),
    enabled: period !== "today" && Boolean(now.data),
    placeholderData: keepPreviousData,
  });
  const figures = period === "today" ? now : others;
  const title = t("queue-figures");
  const day = (at: string) => format.day(`${at}T12:00:00Z`);
  const days = span.from === span.to ? day(span.from) : t("figures-days", { from: day(span.from), to: day(span.to) });
  useEffect(() => {
    document.title = `${title} · ${t("console-name")}`;
  }, [title, t]);
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={t("figures-about")}>
          {title}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <PeriodChooser period={period} span={span} today={today} change={(chosen) => say(chosen)} />
        {!figures.data && <Waiting error={figures.error} retry={() => void figures.refetch()} />}
        {figures.data && (
          <SpaceBetween size="l">
            <FiguresTable figures={figures.data} title={t("figures-table")} days={days} />
            <Container header={<Header variant="h2">{t("figures-chart")}</Header>}>
              <Suspense fallback={<Waiting error={null} retry={() => undefined} />}>
                <FiguresChart rows={figures.data.rows} title={t("figures-chart")} />
              </Suspense>
            </Container>
            <AgentTimes body={body} span={span} days={days} />
            <Box color="text-body-secondary" fontSize="body-s">
              {t("figures-note")}
            </Box>
          </SpaceBetween>
        )}
      </SpaceBetween>
    </ContentLayout>
  );
}
