import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { type Schemas, told } from "@shared/api/client";
import { LOCALES } from "@shared/language/bundle";
import { useWords } from "@shared/language/Language";
import { Ltr } from "@shared/language/Ltr";
import { codeId } from "@shared/words";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { api } from "../../api";
import { Waiting } from "../../parts/Waiting";
import { useTitle, Way } from "./ThingPage";
import { type DayShown, linesOf, monthsOf, REASONS_SHOWN, SIGNS, stepOf, stretchesOf } from "./year";

/** How dates of the year are said: they are days, not instants, so no zone may move them. */
function useDates() {
  const { language } = useWords();
  return useMemo(() => {
    const make = (options: Intl.DateTimeFormatOptions) => {
      const format = new Intl.DateTimeFormat(LOCALES[language], { timeZone: "UTC", ...options });
      return (date: string) => format.format(new Date(`${date}T00:00:00Z`));
    };
    return {
      full: make({ weekday: "long", day: "numeric", month: "long", year: "numeric" }),
      month: make({ month: "long" }),
      weekday: make({ weekday: "long" }),
      brief: make({ weekday: language === "ar" ? "narrow" : "short" }),
      hijri: (() => {
        const format = new Intl.DateTimeFormat(`${language}-u-ca-islamic-umalqura-nu-latn`, {
          timeZone: "UTC",
          dateStyle: "long",
        });
        return (date: string) => format.format(new Date(`${date}T00:00:00Z`));
      })(),
    };
  }, [language]);
}

/** A calendar's year: what is worked on each day and why, before anybody is told of a promise. */
export default function Year({ code }: { code: string }) {
  const { t, name } = useWords();
  const [wanted, setWanted] = useState<number>();
  const year = useQuery({
    queryKey: ["organisation", "calendars", code, "year", wanted],
    queryFn: () =>
      told(
        api.GET("/v1/organisation/calendars/{code}/year", {
          params: { path: { code }, query: wanted ? { year: wanted } : {} },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const called = name(year.data?.name);
  useTitle([called, t("admin-year")].join(" · "));
  if (!year.data) return <Waiting error={year.error} retry={() => void year.refetch()} />;
  const shown = year.data;
  return (
    <SpaceBetween size="m">
      <Way to={`/calendars/${code}`} title={called} here={t("admin-year")} />
      <Header
        variant="h1"
        description={
          <>
            <Ltr>{shown.zone}</Ltr> · {t("admin-working-days", { n: shown.working_days })} ·{" "}
            {t("admin-working-hours", { n: Math.round(shown.minutes / 60) })}
          </>
        }
        actions={
          <div className="actions">
            <Button onClick={() => setWanted(shown.year - 1)}>{String(shown.year - 1)}</Button>
            <Button onClick={() => setWanted(shown.year + 1)}>{String(shown.year + 1)}</Button>
          </div>
        }
      >
        {called} <bdi>{shown.year}</bdi>
      </Header>
      {year.error && <Waiting error={year.error} retry={() => setWanted(shown.year)} />}
      {String(shown.year) > shown.worked_out_until.slice(0, 4) && (
        <Alert type="warning">{t("admin-year-beyond", { date: shown.worked_out_until })}</Alert>
      )}
      <Months key={shown.year} shown={shown} />
      <Differing days={shown.days} />
    </SpaceBetween>
  );
}

/** Say a day in full: the date, its hours, and why. */
function useDaySaid() {
  const { t, name, length } = useWords();
  const dates = useDates();
  return (day: DayShown) => {
    const hours = day.intervals.map(({ opens, closes }) => `${opens}–${closes}`).join(", ");
    const why = [t(codeId("why", day.why)), name(day.name), day.estimated && t("admin-estimated")];
    return [dates.full(day.date), hours ? `${hours} (${length(day.minutes)})` : t("admin-shut"), ...why]
      .filter(Boolean)
      .join(" · ");
  };
}

function Months({ shown }: { shown: Schemas["YearShown"] }) {
  const { t, direction } = useWords();
  const say = useDaySaid();
  const dates = useDates();
  const [at, setAt] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  const chosen = shown.days[at];
  const move = (event: KeyboardEvent) => {
    const step = stepOf(event.code, direction);
    const to = { Home: 0, End: shown.days.length - 1 }[event.code] ?? at + step;
    const day = shown.days[to];
    if (to === at || !day) return;
    event.preventDefault();
    setAt(to);
    grid.current?.querySelector<HTMLElement>(`[data-date="${day.date}"]`)?.focus();
  };
  return (
    <Container
      header={
        <Header variant="h2" description={t("admin-year-keys")}>
          {t("admin-year")}
        </Header>
      }
      footer={
        chosen && (
          <div role="status" className="day-said">
            {say(chosen)} · <bdi>{dates.hijri(chosen.date)}</bdi>
          </div>
        )
      }
    >
      <Legend days={shown.days} />
      <div ref={grid} className="year" onKeyDown={move} role="group" aria-label={t("admin-year")}>
        {monthsOf(shown.days).map((month) => (
          <Month
            key={month[0]!.date}
            month={month}
            chosen={chosen?.date}
            choose={(day) => setAt(shown.days.indexOf(day))}
          />
        ))}
      </div>
    </Container>
  );
}

interface MonthOf {
  month: DayShown[];
  chosen: string | undefined;
  choose: (day: DayShown) => void;
}

function Month({ month, chosen, choose }: MonthOf) {
  const { t } = useWords();
  const dates = useDates();
  const say = useDaySaid();
  const worked = month.filter(({ minutes }) => minutes);
  const week = Array.from({ length: 7 }, (_, day) => `2023-01-0${day + 1}`);
  return (
    <table className="month">
      <caption>
        {dates.month(month[0]!.date)} <span>{t("admin-working-days", { n: worked.length })}</span>
      </caption>
      <thead>
        <tr>
          {week.map((day) => (
            <th key={day} scope="col">
              <abbr title={dates.weekday(day)}>{dates.brief(day)}</abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {linesOf(month).map((line, place) => (
          <tr key={place}>
            {line.map((day, of) => (
              <td key={of}>
                {day && (
                  <button
                    type="button"
                    className={`day day-${day.why}${day.estimated ? " day-estimated" : ""}`}
                    data-date={day.date}
                    tabIndex={day.date === chosen ? 0 : -1}
                    aria-current={day.date === chosen ? "date" : undefined}
                    onClick={() => choose(day)}
                  >
                    <span className="unseen">{say(day)}</span>
                    <span aria-hidden="true">{Number(day.date.slice(8))}</span>
                    <small aria-hidden="true">
                      {SIGNS[day.why]}
                      {day.estimated && "~"}
                      {day.minutes > 0 && ` ${Math.round(day.minutes / 6) / 10}`}
                    </small>
                  </button>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Legend({ days }: { days: DayShown[] }) {
  const { t, format } = useWords();
  return (
    <ul className="legend" aria-label={t("admin-legend")}>
      {REASONS_SHOWN.map((why) => (
        <li key={why}>
          <span className={`day day-${why}`} aria-hidden="true">
            <small>{SIGNS[why] || "7"}</small>
          </span>
          {t(codeId("why", why))}: {format.number(days.filter((day) => day.why === why).length)}
        </li>
      ))}
      <li>~ {t("admin-estimated")}</li>
    </ul>
  );
}

/** The days that are not as the week is, in words. */
function Differing({ days }: { days: DayShown[] }) {
  const { t, name } = useWords();
  const dates = useDates();
  return (
    <Table
      items={stretchesOf(days)}
      trackBy="first"
      header={<Header variant="h2">{t("admin-year-differing")}</Header>}
      ariaLabels={{ tableLabel: t("admin-year-differing") }}
      empty={<Box textAlign="center">{t("admin-year-none")}</Box>}
      columnDefinitions={[
        {
          id: "when",
          header: t("admin-field-days"),
          isRowHeader: true,
          cell: ({ first, last }) => [...new Set([first, last])].map(dates.full).join(" – "),
        },
        {
          id: "why",
          header: t("admin-why"),
          cell: ({ day }) => `${SIGNS[day.why]} ${t(codeId("why", day.why))}`,
        },
        {
          id: "name",
          header: t("admin-field-name"),
          cell: ({ day }) => [name(day.name), day.estimated && t("admin-estimated")].filter(Boolean).join(" · "),
        },
        {
          id: "hours",
          header: t("admin-field-hours"),
          cell: ({ day }) =>
            day.intervals.length ? (
              <Ltr>{day.intervals.map(({ opens, closes }) => `${opens}–${closes}`).join(", ")}</Ltr>
            ) : (
              t("admin-shut")
            ),
        },
      ]}
    />
  );
}
