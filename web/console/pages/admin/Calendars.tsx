import Badge from "@cloudscape-design/components/badge";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Toggle from "@cloudscape-design/components/toggle";
import type { Schemas } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { Ltr } from "@shared/language/Ltr";
import { codeId } from "@shared/words";
import { useLocation } from "wouter";
import { has, useMe } from "../../me";
import { Day, Name, One, Part, Rows, Text, Time } from "./fields";
import { useForm } from "./Form";
import { at } from "./paths";
import { ThingList } from "./ThingList";
import { ThingPage } from "./ThingPage";
import { useSettings } from "./Settings";
import { COUNTRIES, ZONES } from "./world";

type Given = Schemas["CalendarGiven"];
type Interval = Schemas["IntervalGiven"];
type Days = Schemas["DaysGiven"];
export const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

/** The calendars of a body, and which of them is its own. */
export function Calendars() {
  const { t } = useWords();
  const own = useSettings().data?.calendar;
  return (
    <ThingList
      kind="calendars"
      columns={[
        { id: "code", header: t("admin-field-code"), cell: ({ code }) => <Ltr>{code}</Ltr> },
        {
          id: "own",
          header: t("admin-calendar-own"),
          cell: ({ code }) => (code === own ? <Badge color="green">{t("yes")}</Badge> : t("no")),
        },
        {
          id: "holidays",
          header: t("admin-field-holidays-of"),
          cell: ({ holidays_of: of }) => (of ? t(codeId("country", of.toLowerCase())) : t("none")),
        },
        {
          id: "until",
          header: t("admin-calendar-until"),
          cell: ({ worked_out_until: until }) => <Ltr>{until}</Ltr>,
        },
      ]}
    />
  );
}

const OFFICE: Interval[] = [{ opens: "07:30", closes: "14:30" }];
const daysOf = (worked: readonly string[]) =>
  Object.fromEntries(DAYS.map((day) => [day, worked.includes(day) ? OFFICE : []])) as unknown as Days;
const BLANK: Given = {
  name: { ar: "", en: "" },
  zone: "",
  weeks: [{ days: daysOf(DAYS.slice(0, 5)), effective_from: "", ramadan: null }],
  holidays_of: "OM",
  own_ramadans: [],
  closures: [],
  special_days: [],
};

function givenOf(shown: Schemas["CalendarShown"]): Given {
  const { name, zone, weeks, holidays_of, own_ramadans, closures, special_days } = shown;
  return {
    name,
    zone,
    weeks: weeks ?? [],
    holidays_of,
    own_ramadans: own_ramadans?.map(({ first, last }) => ({ first, last })) ?? [],
    closures: closures ?? [],
    special_days: special_days ?? [],
  } as Given;
}

const nameless = () => ({ ar: "", en: "" });

/** One calendar: its hours, holidays, closures and special days. */
export function Calendar({ code }: { code: string }) {
  const { t } = useWords();
  const me = useMe();
  const [, go] = useLocation();
  return (
    <ThingPage
      kind="calendars"
      code={code}
      blank={BLANK}
      given={givenOf}
      actions={() => (
        <div className="actions">
          <Button formAction="none" iconName="calendar" onClick={() => go(`/calendars/${code}/year`)}>
            {t("admin-year")}
          </Button>
          {has(me, "admin") && (
            <Button formAction="none" iconName="upload" onClick={() => go(`/calendars/${code}/import`)}>
              {t("admin-closures-import")}
            </Button>
          )}
        </div>
      )}
    >
      {() => (
        <>
          <Part title={t("admin-general")}>
            <Name path="name" />
            <div className="pair">
              <One
                path="holidays_of"
                hint={t("admin-holidays-hint")}
                none={t("none")}
                choices={COUNTRIES.map((each) => ({ value: each, label: t(codeId("country", each.toLowerCase())) }))}
              />
              <One path="zone" choices={ZONES} none={t("admin-zone-body")} />
            </div>
          </Part>
          <Part title={t("admin-field-weeks")} hint={t("admin-weeks-hint")}>
            <Rows
              path="weeks"
              needed
              fresh={BLANK.weeks[0]!}
              add={t("admin-week-add")}
              empty={t("none")}
              each={(place) => t("admin-week", { n: place + 1 })}
            >
              {(path) => <Week path={path} />}
            </Rows>
          </Part>
          <Part title={t("admin-field-closures")} hint={t("admin-closures-hint")}>
            <Rows
              path="closures"
              fresh={{ first: "", last: "", begins: "", ends: "", name: nameless() }}
              add={t("admin-closure-add")}
              empty={t("admin-closures-none")}
              each={(place) => t("admin-closure", { n: place + 1 })}
            >
              {(path) => (
                <>
                  <Name path={`${path}.name`} />
                  <div className="four">
                    <Day path={`${path}.first`} />
                    <Day path={`${path}.last`} />
                    <Text path={`${path}.begins`} plain optional placeholder="00:00" />
                    <Text path={`${path}.ends`} plain optional placeholder="00:00" />
                  </div>
                </>
              )}
            </Rows>
          </Part>
          <Part title={t("admin-field-special-days")} hint={t("admin-special-hint")}>
            <Rows
              path="special_days"
              fresh={{ date: "", intervals: [], name: nameless() }}
              add={t("admin-special-add")}
              empty={t("admin-special-none")}
              each={(place) => t("admin-special", { n: place + 1 })}
            >
              {(path) => (
                <>
                  <Name path={`${path}.name`} />
                  <div className="pair">
                    <Day path={`${path}.date`} />
                    <FormField label={t("admin-field-hours")} constraintText={t("admin-special-hours-hint")}>
                      <Intervals path={`${path}.intervals`} day={t("admin-field-hours")} />
                    </FormField>
                  </div>
                </>
              )}
            </Rows>
          </Part>
          <Part title={t("admin-field-own-ramadans")} hint={t("admin-ramadans-hint")}>
            <Rows
              path="own_ramadans"
              fresh={{ first: "", last: "" }}
              add={t("admin-ramadan-add")}
              empty={t("admin-ramadans-none")}
              each={(place) => t("admin-ramadan", { n: place + 1 })}
            >
              {(path) => (
                <div className="pair">
                  <Day path={`${path}.first`} />
                  <Day path={`${path}.last`} />
                </div>
              )}
            </Rows>
          </Part>
        </>
      )}
    </ThingPage>
  );
}

function Week({ path }: { path: string }) {
  const { t } = useWords();
  const { value, set, fault, readOnly } = useForm();
  const ramadan = at(value, `${path}.ramadan`);
  const rest = fault(`${path}.ramadan`);
  return (
    <>
      <Text path={`${path}.effective_from`} plain optional placeholder="2027-01-01" hint={t("admin-effective-hint")} />
      <Hours path={`${path}.days`} label={t("admin-field-days")} />
      <FormField errorText={rest}>
        <Toggle
          checked={Boolean(ramadan)}
          readOnly={readOnly}
          onChange={({ detail }) => set(`${path}.ramadan`, detail.checked ? at(value, `${path}.days`) : null)}
        >
          {t("admin-ramadan-own")}
        </Toggle>
      </FormField>
      {Boolean(ramadan) && <Hours path={`${path}.ramadan`} label={t("admin-field-ramadan")} />}
    </>
  );
}

/** A week's hours: a line a day, with as many intervals as it needs. */
function Hours({ path, label }: { path: string; label: string }) {
  const { t } = useWords();
  const { value, set, fault, readOnly } = useForm();
  return (
    <FormField label={label} errorText={fault(path)} stretch>
      <div className="hours">
        {DAYS.map((day, place) => (
          <div key={day} role="group" aria-label={`${label}: ${t(codeId("admin-field", day))}`} className="hours-day">
            <div className="hours-name">{t(codeId("admin-field", day))}</div>
            <Intervals path={`${path}.${day}`} day={t(codeId("admin-field", day))} />
            {!readOnly && place > 0 && (
              <Button
                variant="inline-icon"
                iconName="copy"
                formAction="none"
                ariaLabel={t("admin-copy-day", { day: t(codeId("admin-field", day)) })}
                onClick={() => set(`${path}.${day}`, at(value, `${path}.${DAYS[place - 1]}`) ?? [])}
              />
            )}
          </div>
        ))}
      </div>
    </FormField>
  );
}

/** The service takes six intervals a day. */
const AT_MOST = 6;

function Intervals({ path, day }: { path: string; day: string }) {
  const { t } = useWords();
  const { value, set, fault, readOnly } = useForm();
  const found = at(value, path);
  const intervals = Array.isArray(found) ? (found as Interval[]) : [];
  const faults = intervals.flatMap((_, place) =>
    ["opens", "closes"].flatMap((end) => fault(`${path}.${place}.${end}`) ?? []),
  );
  const said = [fault(path), ...faults].filter(Boolean).join(" · ");
  return (
    <div className="intervals">
      {intervals.length === 0 && <span className="shut">{t("admin-shut")}</span>}
      {intervals.map((_, place) => (
        <span key={place} className="interval">
          <Time path={`${path}.${place}.opens`} label={t("admin-opens", { day, n: place + 1 })} />
          <span aria-hidden="true">–</span>
          <Time path={`${path}.${place}.closes`} label={t("admin-closes", { day, n: place + 1 })} />
          {!readOnly && (
            <Button
              variant="inline-icon"
              iconName="close"
              formAction="none"
              ariaLabel={t("admin-interval-remove", { day, n: place + 1 })}
              onClick={() => set(path, intervals.toSpliced(place, 1))}
            />
          )}
        </span>
      ))}
      {!readOnly && intervals.length < AT_MOST && (
        <Button
          variant="inline-icon"
          iconName="add-plus"
          formAction="none"
          ariaLabel={t("admin-interval-add", { day })}
          onClick={() => set(path, [...intervals, intervals.length ? { opens: "16:00", closes: "20:00" } : OFFICE[0]])}
        />
      )}
      {said && <Box color="text-status-error">{said}</Box>}
    </div>
  );
}
