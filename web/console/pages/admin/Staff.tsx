import Button from "@cloudscape-design/components/button";
import Select from "@cloudscape-design/components/select";
import FormField from "@cloudscape-design/components/form-field";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { type Schemas, told } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { Ltr } from "@shared/language/Ltr";
import { codeId } from "@shared/words";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "wouter";
import { useHistoryState } from "wouter/use-browser-location";
import { api } from "../../api";
import { has, type Role, useMe } from "../../me";
import { Waiting } from "../../parts/Waiting";
import { Day, Many, One, Part, Rows, Text, Yes } from "./fields";
import { Form, useForm, type Version } from "./Form";
import { ThingList } from "./ThingList";
import { ThingPage, useTitle, Way } from "./ThingPage";
import { choicesOf, fetchThing, inUseOf, keyOf, useThing, useThings } from "./things";

type Shown = Schemas["StaffShown"];
type Given = Omit<Schemas["StaffGiven"], "absences">;

/** The staff of a body. */
export function Staff() {
  const { t, name } = useWords();
  const me = useMe();
  const [, go] = useLocation();
  const sections = useThings("sections").data;
  return (
    <ThingList
      kind="staff"
      actions={
        has(me, "admin") && (
          <Button iconName="upload" onClick={() => go("/staff-import")}>
            {t("admin-staff-import")}
          </Button>
        )
      }
      columns={[
        { id: "username", header: t("admin-field-username"), cell: ({ username }) => <Ltr>{username}</Ltr> },
        {
          id: "roles",
          header: t("admin-field-roles"),
          cell: ({ roles }) => roles.map((role) => t(codeId("role", role))).join(" · "),
        },
        {
          id: "sections",
          header: t("admin-field-sections"),
          cell: (one) =>
            one.sections.map((code) => name(sections?.find((each) => each.code === code)?.name)).join(" · "),
        },
        {
          id: "active",
          header: t("admin-field-active"),
          cell: ({ active }) => (
            <StatusIndicator type={active ? "success" : "stopped"}>
              {t(active ? "yes" : "admin-inactive")}
            </StatusIndicator>
          ),
        },
      ]}
    />
  );
}

const BLANK: Given = {
  name: "",
  email: "",
  mobile: "",
  language: "ar",
  roles: [],
  sections: [],
  directorate: "",
  partner: "",
  serves: [],
  active: true,
  shifts: "",
  skills: [],
  speaks: [],
};

const givenOf = (shown: Shown): Given =>
  Object.fromEntries(Object.keys(BLANK).map((key) => [key, shown[key as keyof Shown]])) as unknown as Given;

export const ROLES: readonly Role[] = [
  "agent",
  "reception",
  "distributor",
  "section_officer",
  "media_officer",
  "follow_up",
  "quality",
  "supervisor",
  "manager",
  "executive",
  "knowledge_editor",
  "campaign_manager",
  "admin",
  "partner",
  "trainee",
];

/** One member of staff; absences have a page of their own, for others than admins note them too. */
export function StaffPage({ code }: { code: string }) {
  const { t, name } = useWords();
  const [, go] = useLocation();
  const languages = (["ar", "en"] as const).map((value) => ({ value, label: t(`language-${value}`) }));
  const of = {
    sections: choicesOf(inUseOf(useThings("sections").data), name),
    directorates: choicesOf(useThings("directorates").data, name),
    partners: choicesOf(useThings("partners").data, name),
    calendars: choicesOf(useThings("calendars").data, name),
    categories: choicesOf(inUseOf(useThings("categories").data), name),
  };
  return (
    <ThingPage
      kind="staff"
      code={code}
      blank={BLANK}
      given={givenOf}
      codeLabel={t("admin-field-username")}
      codeHint={t("admin-username-hint")}
      actions={() => (
        <Button formAction="none" iconName="calendar" onClick={() => go(`/staff/${code}/absences`)}>
          {t("admin-absences")}
        </Button>
      )}
    >
      {(_, shown) => (
        <>
          <Part title={t("admin-general")}>
            <Text path="name" />
            <div className="four">
              <Text path="email" type="email" plain />
              <Text path="mobile" plain optional />
              <One path="language" choices={languages} />
            </div>
            <Yes path="active" />
          </Part>
          <Part title={t("admin-work")}>
            {!shown && <Template />}
            <Many path="roles" choices={ROLES.map((value) => ({ value, label: t(codeId("role", value)) }))} />
            <Many path="sections" choices={of.sections} optional />
            <div className="pair">
              <One path="directorate" choices={of.directorates} none={t("none")} optional />
              <One path="partner" choices={of.partners} none={t("none")} optional />
              <One path="shifts" choices={of.calendars} none={t("admin-shifts-section")} optional />
              <Many path="skills" choices={of.categories} hint={t("admin-skills-hint")} optional />
              <Many path="speaks" choices={languages} hint={t("admin-speaks-hint")} optional />
            </div>
          </Part>
        </>
      )}
    </ThingPage>
  );
}

/** Fills in the roles of a usual post. */
function Template() {
  const { t, name } = useWords();
  const { set, readOnly } = useForm();
  const templates = useQuery({
    queryKey: ["organisation", "role-templates"],
    queryFn: () => told(api.GET("/v1/organisation/role-templates")),
  });
  const [chosen, setChosen] = useState("");
  const items = templates.data?.items ?? [];
  const options = choicesOf(items, name);
  if (readOnly) return null;
  return (
    <FormField label={t("optional", { label: t("admin-template") })}>
      <Select
        options={options}
        selectedOption={options.find(({ value }) => value === chosen) ?? null}
        placeholder={t("choose")}
        onChange={({ detail }) => {
          setChosen(detail.selectedOption.value ?? "");
          set("roles", items.find(({ code }) => code === detail.selectedOption.value)?.roles ?? []);
        }}
      />
    </FormField>
  );
}

type Away = Schemas["AbsencesGiven"];
const awayOf = ({ absences, version }: Shown): Version<Away> => ({ value: { absences } as Away, version });

/** When somebody is away and who stands in; noted by admins, supervisors and managers. */
export function Absences({ username }: { username: string }) {
  const { t } = useWords();
  const me = useMe();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const saved = useHistoryState<{ saved?: boolean } | null>()?.saved ?? false;
  const [epoch, setEpoch] = useState(0);
  const person = useThing("staff", username);
  const colleagues = (useThings("staff").data ?? [])
    .filter((each) => each.active && each.username !== username)
    .map((each) => ({ value: each.username, label: each.name }));
  useTitle(t("admin-absences"));
  if (!person.data) return <Waiting error={person.error} retry={() => void person.refetch()} />;
  const call = (body: Away, version: number | undefined) =>
    told(
      api.PUT("/v1/organisation/staff/{username}/absences", {
        params: { path: { username }, header: { "If-Match": String(version) } },
        body,
      }),
    );
  const done = (answer: Shown) => {
    queries.setQueryData(keyOf("staff", username), answer);
    setEpoch(epoch + 1);
    go(`/staff/${username}/absences`, { state: { saved: true }, replace: true });
  };
  return (
    <SpaceBetween size="m">
      <Way to={`/staff/${username}`} title={person.data.name} here={t("admin-absences")} />
      <Form
        key={epoch}
        form={`admin.absences.${username}`}
        begun={awayOf(person.data)}
        title={`${t("admin-absences")}: ${person.data.name}`}
        description={t("admin-absences-hint")}
        readOnly={!has(me, "admin", "supervisor", "manager")}
        saved={saved}
        call={call}
        done={done}
        newest={async () => awayOf(await fetchThing("staff", username))}
      >
        {() => (
          <Part title={t("admin-field-absences")}>
            <Rows
              path="absences"
              fresh={{ first: "", last: "", stand_in: "" }}
              add={t("admin-absence-add")}
              empty={t("admin-absences-none")}
              each={(place) => t("admin-absence", { n: place + 1 })}
            >
              {(path) => (
                <div className="four">
                  <Day path={`${path}.first`} />
                  <Day path={`${path}.last`} />
                  <One path={`${path}.stand_in`} choices={colleagues} none={t("admin-nobody")} />
                </div>
              )}
            </Rows>
          </Part>
        )}
      </Form>
    </SpaceBetween>
  );
}
