import FormField from "@cloudscape-design/components/form-field";
import DatePicker from "@cloudscape-design/components/date-picker";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Toggle from "@cloudscape-design/components/toggle";
import { useWords } from "@shared/language/Language";
import { Count, One, Part, Rows, Text, Yes } from "../fields";
import { useForm } from "../Form";
import { at } from "../paths";
import { midnightIn } from "./spoken";

const FLOWS = ["statistics", "municipality"] as const;

/** The numbers, the tree that answers them, and what counts for every call. */
export function Lines() {
  const { t } = useWords();
  return (
    <SpaceBetween size="l">
      <Part title={t("switchboard-lines")}>
        <One path="flow" choices={FLOWS.map((value) => ({ value, label: t(`switchboard-flow-${value}`) }))} />
        <Rows
          path="numbers"
          fresh=""
          add={t("switchboard-number-add")}
          empty={t("switchboard-numbers-none")}
          each={(place) => t("switchboard-number", { n: place + 1 })}
        >
          {(path, place) => (
            <Text
              path={path}
              plain
              label={t("switchboard-number", { n: place + 1 })}
              placeholder="+96824000000"
              hint={t("switchboard-number-hint")}
            />
          )}
        </Rows>
      </Part>
      <Part title={t("switchboard-every-call")}>
        <Yes path="recorded" hint={t("switchboard-recorded-hint")} />
        <Yes path="survey" hint={t("switchboard-survey-hint")} />
      </Part>
      <Population />
    </SpaceBetween>
  );
}

/** The population clock (R091): how many people there were at the beginning of a day, and how many more a year. */
function Population() {
  const { t } = useWords();
  const { value, set, readOnly } = useForm();
  const told = at(value, "population");
  const fresh = { at: "", people: 0, more_a_year: 0, source: { ar: "", en: "" } };
  return (
    <Part title={t("admin-field-population")} hint={t("switchboard-population-hint")}>
      <Toggle
        checked={Boolean(told)}
        readOnly={readOnly}
        onChange={({ detail }) => set("population", detail.checked ? fresh : null)}
      >
        {t("switchboard-population-told")}
      </Toggle>
      {Boolean(told) && (
        <>
          <div className="pair">
            <Count path="population.people" />
            <Count path="population.more_a_year" />
            <Since path="population.at" />
          </div>
          <div className="pair">
            <Text path="population.source.ar" label={t("switchboard-source-ar")} />
            <Text path="population.source.en" label={t("switchboard-source-en")} />
          </div>
        </>
      )}
    </Part>
  );
}

/** An instant that is the beginning of a day in the body's zone. */
function Since({ path }: { path: string }) {
  const { t, format } = useWords();
  const { value, set, fault, readOnly } = useForm();
  const found = at(value, path);
  return (
    <FormField label={t("admin-field-at")} errorText={fault(path)} stretch>
      <DatePicker
        name={path}
        value={typeof found === "string" ? found.slice(0, 10) : ""}
        placeholder="YYYY/MM/DD"
        readOnly={readOnly}
        openCalendarAriaLabel={() => `${t("choose")}: ${t("admin-field-at")}`}
        onChange={({ detail }) =>
          set(path, isWhole(detail.value) ? midnightIn(format.zone, detail.value) : detail.value)
        }
      />
    </FormField>
  );
}

const isWhole = (day: string) => /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));
