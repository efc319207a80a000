import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { type Schemas, told } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { useSending } from "@shared/sending";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api";
import { FileForm } from "./FileForm";
import { sayFault, sayPlace } from "./reasons";
import { useTitle, Way } from "./ThingPage";

type Imported = Schemas["Imported"];

const call = (body: Schemas["StaffFileGiven"], key: string) =>
  told(api.POST("/v1/organisation/staff-imports", { params: { header: { "Idempotency-Key": key } }, body }));

/** Staff from a file: right lines are taken, and the fault of every other line is shown. */
export function StaffImport() {
  const { t } = useWords();
  const queries = useQueryClient();
  const [answer, setAnswer] = useState<Imported>();
  const { refusal, busy, send } = useSending("admin.staff-import", call);
  useTitle(t("admin-staff-import"));
  const take = async (file: string) => {
    setAnswer(undefined);
    setAnswer(await send({ file }));
    await queries.invalidateQueries({ queryKey: ["organisation", "staff"] });
  };
  return (
    <SpaceBetween size="m">
      <Way to="/staff" title={t("admin-staff")} here={t("admin-staff-import")} />
      <Header variant="h1" description={t("admin-staff-import-about")}>
        {t("admin-staff-import")}
      </Header>
      <FileForm
        label={t("admin-staff-file")}
        hint={t("admin-staff-file-hint")}
        accept=".csv,text/csv"
        refusal={refusal}
        busy={busy}
        send={(file) => void take(file)}
      />
      {answer && (
        <SpaceBetween size="m">
          <Alert type={answer.refused?.length ? "warning" : "success"}>
            {t("admin-created", { n: answer.created ?? 0 })} · {t("admin-changed", { n: answer.changed ?? 0 })} ·{" "}
            {t("admin-unchanged", { n: answer.unchanged ?? 0 })}
          </Alert>
          <Table
            items={answer.refused ?? []}
            header={
              <Header variant="h2" counter={`(${answer.refused?.length ?? 0})`}>
                {t("admin-lines-refused")}
              </Header>
            }
            ariaLabels={{ tableLabel: t("admin-lines-refused") }}
            empty={<Box textAlign="center">{t("admin-lines-none")}</Box>}
            columnDefinitions={[
              { id: "line", header: t("admin-line"), isRowHeader: true, cell: ({ line }) => line },
              { id: "field", header: t("admin-column"), cell: ({ field }) => <bdi>{sayPlace(field, t)}</bdi> },
              { id: "why", header: t("admin-why"), cell: ({ reason }) => sayFault(reason, t) },
            ]}
          />
        </SpaceBetween>
      )}
    </SpaceBetween>
  );
}
