import Alert from "@cloudscape-design/components/alert";
import Badge, { type BadgeProps } from "@cloudscape-design/components/badge";
import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { type Schemas, told } from "@shared/api/client";
import { Ltr } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../api";
import { ALWAYS, type Hours, inOrder, leftOf, ROUND_THE_CLOCK, type Urgency, urgencyOf } from "../countdown";
import { useMe } from "../me";

type Clock = Schemas["ClockView"];

interface Given {
  body: string;
  clocks: readonly Clock[];
  /** When the service told them, by this device's clock. */
  asked: number;
}

/** The promises of a ticket, soonest first: what is left of each in working time, counted down by the minute. */
export function Clocks({ body, clocks, asked }: Given) {
  const { t } = useWords();
  const now = useMinute();
  if (!clocks.length) return <Alert type="info">{t("clocks-none")}</Alert>;
  return (
    <Container header={<Header variant="h2">{t("clocks")}</Header>}>
      <KeyValuePairs
        columns={2}
        items={inOrder(clocks).map((clock) => ({
          label: t(codeId("clock", clock.name)),
          value: <Counted body={body} clock={clock} asked={asked} now={now} />,
        }))}
      />
    </Container>
  );
}

/** Return the present instant, anew each minute; a tab that comes back to sight catches up at once. */
function useMinute(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    const timer = setInterval(tick, 60_000);
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, []);
  return now;
}

/** Return the hours by which a promise counts; unknown to a partner, who may not read calendars. */
function useHours(body: string, code: string): Hours | typeof ALWAYS | undefined {
  const me = useMe();
  const always = code === ROUND_THE_CLOCK;
  const wanted = !always && !me.partner;
  const settings = useQuery({
    queryKey: ["settings", "of", body],
    queryFn: () => told(api.GET("/v1/organisation", { params: { query: { body } } })),
    enabled: wanted && !code,
    staleTime: 3_600_000,
  });
  const calendar = code || settings.data?.calendar || "";
  const year = useQuery({
    queryKey: ["hours", body, calendar],
    queryFn: () =>
      told(
        api.GET("/v1/organisation/calendars/{code}/year", { params: { path: { code: calendar }, query: { body } } }),
      ),
    enabled: wanted && Boolean(calendar),
    staleTime: 3_600_000,
  });
  return always ? ALWAYS : year.data;
}

const COLOURS: Record<Urgency, BadgeProps["color"]> = {
  late: "severity-critical",
  soon: "severity-medium",
  fine: "green",
};

function Counted({ body, clock, asked, now }: { body: string; clock: Clock; asked: number; now: number }) {
  const { t, format, length } = useWords();
  const hours = useHours(body, clock.calendar);
  const left = leftOf(clock, asked, now, hours);
  const urgency = urgencyOf(clock, left);
  return (
    <>
      {clock.paused ? (
        <Badge color="grey">{t("clock-paused")}</Badge>
      ) : (
        <Badge color={COLOURS[urgency]}>
          {t(left < 0 ? "clock-late" : "clock-left", { left: length(left) })}
          {urgency !== "late" && ` · ${t(`urgency-${urgency}`)}`}
        </Badge>
      )}
      <div>{format.moment(clock.due_at)}</div>
      <Instants clock={clock} left={left} />
    </>
  );
}

function Instants({ clock, left }: { clock: Clock; left: number }) {
  const { t, format, length } = useWords();
  // What is used up is told by the service in working time; the reader's own clock has no say in it.
  const used = clock.target_minutes ? (100 * (clock.target_minutes - left)) / clock.target_minutes : 0;
  return (
    <ExpandableSection headerText={t("clock-instants")}>
      <Box fontSize="body-s">
        {t("clock-target", { length: length(clock.target_minutes), when: format.brief(clock.since) })}
      </Box>
      <ul className="instants">
        {clock.instants.map(({ percent, at }) => (
          <li key={percent}>
            <StatusIndicator type={percent > used ? "pending" : percent === 100 ? "error" : "warning"}>
              <Ltr>{percent}%</Ltr> · {format.brief(at)}
            </StatusIndicator>
          </li>
        ))}
      </ul>
    </ExpandableSection>
  );
}
