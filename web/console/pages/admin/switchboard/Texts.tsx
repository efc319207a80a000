import FormField from "@cloudscape-design/components/form-field";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import Textarea from "@cloudscape-design/components/textarea";
import { useWords } from "@shared/language/Language";
import { dayIn } from "../../../figures";
import { Day, Name, Part, Rows, Text } from "../fields";
import { useForm } from "../Form";
import { at } from "../paths";
import { MOST_SECONDS, type Runs, runsOn, spokenSeconds } from "./spoken";

const nameless = () => ({ ar: "", en: "" });

/** What callers hear while they wait, from one day to another (R105). */
export function Announcements() {
  const { t } = useWords();
  return (
    <Part title={t("switchboard-announcements")} hint={t("switchboard-announcements-hint")}>
      <Rows
        path="announcements"
        fresh={{ code: "", text: nameless(), first: "", last: "" }}
        add={t("switchboard-announcement-add")}
        empty={t("switchboard-announcements-none")}
        each={(place) => t("switchboard-announcement", { n: place + 1 })}
      >
        {(path) => (
          <>
            <Running path={path} />
            <div className="pair">
              <Spoken path={`${path}.text.ar`} language="ar" />
              <Spoken path={`${path}.text.en`} language="en" />
            </div>
            <div className="pair">
              <Day path={`${path}.first`} />
              <Day path={`${path}.last`} />
              <Text path={`${path}.code`} plain />
            </div>
          </>
        )}
      </Rows>
    </Part>
  );
}

const SIGNS: Record<Runs, StatusIndicatorProps.Type> = {
  now: "success",
  later: "pending",
  over: "stopped",
  unclear: "info",
};

/** Whether callers hear it today. */
function Running({ path }: { path: string }) {
  const { t, format } = useWords();
  const { value } = useForm();
  const day = (name: string) => String(at(value, `${path}.${name}`) ?? "");
  const runs = runsOn(dayIn(format.zone, new Date()), { first: day("first"), last: day("last") });
  return <StatusIndicator type={SIGNS[runs]}>{t(`switchboard-runs-${runs}`)}</StatusIndicator>;
}

/** The procedures of services, to listen to (R025, R166). */
export function Procedures() {
  const { t } = useWords();
  return (
    <Part title={t("switchboard-procedures")} hint={t("switchboard-procedures-hint")}>
      <Rows
        path="procedures"
        fresh={{ code: "", name: nameless(), text: nameless() }}
        add={t("switchboard-procedure-add")}
        empty={t("switchboard-procedures-none")}
        each={(place) => t("switchboard-procedure", { n: place + 1 })}
      >
        {(path) => (
          <>
            <Name path={`${path}.name`} />
            <div className="pair">
              <Spoken path={`${path}.text.ar`} language="ar" />
              <Spoken path={`${path}.text.en`} language="en" />
            </div>
            <div className="pair">
              <Text path={`${path}.code`} plain />
            </div>
          </>
        )}
      </Rows>
    </Part>
  );
}

/** A text that is read out, and how long that takes. */
function Spoken({ path, language }: { path: string; language: "ar" | "en" }) {
  const { t } = useWords();
  const { value, set, fault, readOnly } = useForm();
  const found = at(value, path);
  const text = typeof found === "string" ? found : "";
  const seconds = spokenSeconds(text);
  const long = seconds > MOST_SECONDS;
  return (
    <FormField
      label={t(`switchboard-text-${language}`)}
      errorText={fault(path)}
      warningText={long && t("switchboard-long", { n: seconds })}
      constraintText={!long && text && t("switchboard-seconds", { n: seconds })}
      stretch
    >
      <div dir={language === "ar" ? "rtl" : "ltr"} lang={language}>
        <Textarea
          name={path}
          value={text}
          rows={4}
          readOnly={readOnly}
          onChange={({ detail }) => set(path, detail.value)}
        />
      </div>
    </FormField>
  );
}
