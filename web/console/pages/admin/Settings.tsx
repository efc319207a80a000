import SpaceBetween from "@cloudscape-design/components/space-between";
import { type Schemas, told } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api";
import { has, useMe } from "../../me";
import { Waiting } from "../../parts/Waiting";
import { Count, Many, Name, One, Part } from "./fields";
import { Form } from "./Form";
import { useTitle } from "./ThingPage";
import { choicesOf, useThings } from "./things";
import { COUNTRIES, ZONES } from "./world";

type Shown = Schemas["SettingsShown"];

const fetched = () => told(api.GET("/v1/organisation"));

/** Return the body's own settings and rules. */
export function useSettings() {
  return useQuery({ queryKey: ["organisation"], queryFn: fetched });
}

/** The body as it stands, and its rules: two forms of one version, so a page each. */
export function Settings({ part }: { part: "body" | "rules" }) {
  const { t } = useWords();
  const settings = useQuery({ queryKey: ["organisation", "settings", part], queryFn: fetched, gcTime: 0 });
  const title = t(part === "body" ? "admin-settings" : "admin-rules");
  useTitle(title);
  if (!settings.data) return <Waiting error={settings.error} retry={() => void settings.refetch()} />;
  return part === "body" ? <Body title={title} shown={settings.data} /> : <Rules title={title} shown={settings.data} />;
}

const bodyOf = ({ name, country, zone, languages, hours, calendar, served_by }: Shown) =>
  ({ name, country, zone, languages, hours, calendar, served_by }) as Schemas["SettingsGiven"];

function useSaved() {
  const queries = useQueryClient();
  const [epoch, setEpoch] = useState(0);
  const [now, setNow] = useState<Shown>();
  const done = (answer: Shown) => {
    setNow(answer);
    setEpoch(epoch + 1);
    void queries.invalidateQueries({ queryKey: ["organisation"], exact: true });
    void queries.invalidateQueries({ queryKey: ["body"] });
  };
  return { epoch, now, done };
}

const header = (version: number | undefined) => ({ "If-Match": String(version) });

function Body({ title, shown }: { title: string; shown: Shown }) {
  const { t, name } = useWords();
  const me = useMe();
  const calendars = choicesOf(useThings("calendars").data, name);
  const { epoch, now, done } = useSaved();
  const holding = (one: Shown) => ({ value: bodyOf(one), version: one.version });
  return (
    <Form
      key={epoch}
      form="admin.settings"
      begun={holding(now ?? shown)}
      title={title}
      readOnly={!has(me, "admin")}
      saved={epoch > 0}
      call={(body, version) => told(api.PUT("/v1/organisation", { params: { header: header(version) }, body }))}
      done={done}
      newest={async () => holding(await fetched())}
    >
      {() => (
        <Part title={t("admin-general")}>
          <Name path="name" />
          <Name path="hours" of="hours" />
          <div className="pair">
            <One
              path="country"
              choices={COUNTRIES.map((each) => ({ value: each, label: t(codeId("country", each.toLowerCase())) }))}
            />
            <One path="zone" choices={ZONES} />
            <One path="calendar" choices={calendars} none={t("admin-calendar-round")} />
            <Many path="languages" choices={["ar", "en"].map((value) => ({ value, label: t(`language-${value}`) }))} />
          </div>
        </Part>
      )}
    </Form>
  );
}

const NUMBERS = [
  "appeal_days",
  "waiting_days",
  "closing_days",
  "decision_days",
  "partner_reminders",
  "undo_days",
  "dissatisfied_at",
  "reopen_limit",
  "duplicate_metres",
  "duplicate_days",
] as const;

function Rules({ title, shown }: { title: string; shown: Shown }) {
  const { t } = useWords();
  const me = useMe();
  const { epoch, now, done } = useSaved();
  const holding = ({ rules, version }: Shown) => ({ value: rules as Schemas["RulesGiven"], version });
  return (
    <Form
      key={epoch}
      form="admin.rules"
      begun={holding(now ?? shown)}
      title={title}
      readOnly={!has(me, "admin")}
      saved={epoch > 0}
      call={(body, version) => told(api.PUT("/v1/organisation/rules", { params: { header: header(version) }, body }))}
      done={done}
      newest={async () => holding(await fetched())}
    >
      {() => (
        <Part title={t("admin-rules")}>
          <SpaceBetween size="m">
            <One
              path="policy_approver"
              choices={["manager", "executive"].map((value) => ({ value, label: t(codeId("role", value)) }))}
            />
            <div className="pair">
              {NUMBERS.map((rule) => (
                <Count key={rule} path={rule} />
              ))}
            </div>
          </SpaceBetween>
        </Part>
      )}
    </Form>
  );
}
