import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import Toggle from "@cloudscape-design/components/toggle";
import { type Schemas, told } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { useSending } from "@shared/sending";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useLocation } from "wouter";
import { api } from "../../api";
import { Waiting } from "../../parts/Waiting";
import { FileForm } from "./FileForm";
import { sayFault } from "./reasons";
import { useTitle, Way } from "./ThingPage";
import { useThing } from "./things";

type Imported = Schemas["ClosuresImported"];

/** Closures from an iCalendar file, and each event that was left out, with the reason. */
export function ClosuresImport({ code }: { code: string }) {
  const { t, name } = useWords();
  const [, go] = useLocation();
  const queries = useQueryClient();
  const calendar = useThing("calendars", code);
  const [replace, setReplace] = useState(false);
  const [answer, setAnswer] = useState<Imported>();
  const version = calendar.data?.version;
  const call = useCallback(
    (body: Schemas["ClosuresFileGiven"]) =>
      told(
        api.POST("/v1/organisation/calendars/{code}/closures-imports", {
          params: { path: { code }, header: { "If-Match": String(version) } },
          body,
        }),
      ),
    [code, version],
  );
  const { refusal, busy, send } = useSending(`admin.closures.${code}`, call);
  useTitle(t("admin-closures-import"));
  if (!calendar.data) return <Waiting error={calendar.error} retry={() => void calendar.refetch()} />;
  const take = async (file: string) => {
    setAnswer(undefined);
    const imported = await send({ file, replace });
    if (!imported) return;
    setAnswer(imported);
    queries.setQueryData(["organisation", "calendars", code], imported.calendar);
  };
  return (
    <SpaceBetween size="m">
      <Way to={`/calendars/${code}`} title={name(calendar.data.name)} here={t("admin-closures-import")} />
      <Header variant="h1" description={t("admin-closures-import-about")}>
        {t("admin-closures-import")}
      </Header>
      {refusal?.status === 412 && (
        <Alert type="warning" action={<Button onClick={() => void calendar.refetch()}>{t("retry")}</Button>}>
          {t("admin-changed-title")}
        </Alert>
      )}
      <FileForm
        label={t("admin-closures-file")}
        hint={t("admin-closures-file-hint")}
        accept=".ics,text/calendar"
        refusal={refusal}
        busy={busy}
        send={(file) => void take(file)}
      >
        <Toggle checked={replace} onChange={({ detail }) => setReplace(detail.checked)}>
          {t("admin-closures-replace")}
        </Toggle>
      </FileForm>
      {answer && (
        <SpaceBetween size="m">
          <Alert
            type="success"
            action={<Button onClick={() => go(`/calendars/${code}/year`)}>{t("admin-year")}</Button>}
          >
            {t("admin-closures-added", { n: answer.added })} · {t("admin-closures-known", { n: answer.known })}
          </Alert>
          <Table
            items={answer.left_out}
            header={
              <Header variant="h2" counter={`(${answer.left_out.length})`}>
                {t("admin-left-out")}
              </Header>
            }
            ariaLabels={{ tableLabel: t("admin-left-out") }}
            empty={<Box textAlign="center">{t("admin-left-out-none")}</Box>}
            columnDefinitions={[
              { id: "event", header: t("admin-event"), isRowHeader: true, cell: ({ event }) => event },
              { id: "name", header: t("admin-field-name"), cell: ({ name: called }) => <bdi>{called}</bdi> },
              { id: "why", header: t("admin-why"), cell: ({ reason }) => sayFault(reason, t) },
            ]}
          />
        </SpaceBetween>
      )}
    </SpaceBetween>
  );
}
