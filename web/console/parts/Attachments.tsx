import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import FileUpload from "@cloudscape-design/components/file-upload";
import Header from "@cloudscape-design/components/header";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import { type Schemas, told } from "@shared/api/client";
import { asRefusal, Refusal } from "@shared/api/refusal";
import { Ltr } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { codeId, sayRefusal } from "@shared/words";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api";
import { Waiting } from "./Waiting";

type Attachment = Schemas["StaffAttachmentView"];
type Upload = Schemas["StaffUpload"];
const SIGNS: Record<string, StatusIndicatorProps.Type> = { accepted: "success", refused: "error" };
const MOMENTS = ["", "before", "after"] as const;

/** The files of a ticket: what was accepted can be fetched, what is being examined is waited for. */
export function Attachments({ number }: { number: string }) {
  const { t } = useWords();
  const key = ["ticket", number, "attachments"];
  // What was just sent is listed only once it was examined; until then it is shown from here.
  const [sent, setSent] = useState<readonly { id: string; name: string }[]>([]);
  const files = useQuery({
    queryKey: key,
    queryFn: () =>
      told(api.GET("/v1/tickets/{number}/attachments", { params: { path: { number }, query: { limit: 100 } } })),
    refetchInterval: ({ state }) => (unseen(sent, state.data?.items ?? []).length ? 2_000 : 60_000),
  });
  if (!files.data) return <Waiting error={files.error} retry={() => void files.refetch()} />;
  const { items } = files.data;
  const pending = unseen(sent, items);
  return (
    <Container header={<Header variant="h2">{t("files")}</Header>}>
      <SpaceBetween size="m">
        {items.length + pending.length === 0 && <Box color="text-body-secondary">{t("files-none")}</Box>}
        {items.map((file) => (
          <File key={file.id} number={number} file={file} />
        ))}
        {pending.map((file) => (
          <div key={file.id}>
            <bdi>{file.name}</bdi> <StatusIndicator type="in-progress">{t("file-examined")}</StatusIndicator>
          </div>
        ))}
        <Sending number={number} sent={(file) => setSent((before) => [...before, file])} />
      </SpaceBetween>
    </Container>
  );
}

const unseen = (sent: readonly { id: string; name: string }[], items: readonly Attachment[]) =>
  sent.filter(({ id }) => !items.some((file) => file.id === id));

function File({ number, file }: { number: string; file: Attachment }) {
  const { t, format } = useWords();
  const [error, setError] = useState<Refusal>();
  const fetchIt = async () => {
    try {
      const params = { path: { number, id: file.id }, query: { redirect: false } };
      const { url } = await told<{ url: string }>(
        api.GET("/v1/tickets/{number}/attachments/{id}", { params }) as never,
      );
      window.open(url, "_blank", "noopener");
    } catch (thrown) {
      setError(asRefusal(thrown));
    }
  };
  return (
    <div>
      <SpaceBetween size="xs" direction="horizontal" alignItems="center">
        {file.state === "accepted" ? (
          <Button variant="inline-link" iconName="download" onClick={() => void fetchIt()}>
            <bdi>{file.name}</bdi>
          </Button>
        ) : (
          <bdi>{file.name}</bdi>
        )}
        {file.state !== "accepted" && (
          <StatusIndicator type={SIGNS[file.state] ?? "in-progress"}>
            {t(file.state === "refused" ? "file-refused" : "file-examined")}
          </StatusIndicator>
        )}
      </SpaceBetween>
      <Box color="text-body-secondary" fontSize="body-s">
        <Ltr>{t("file-size", { n: Math.max(1, Math.round(file.size / 1024)) })}</Ltr> · {format.brief(file.at)}
        {file.moment && ` · ${t(codeId("moment", file.moment))}`}
        {" · "}
        {t(file.shared ? "file-shared" : "file-internal")}
      </Box>
      {error && <Alert type="error">{sayRefusal(error, t)}</Alert>}
    </div>
  );
}

function Sending({ number, sent }: { number: string; sent: (file: { id: string; name: string }) => void }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<globalThis.File[]>([]);
  const [moment, setMoment] = useState<(typeof MOMENTS)[number]>("");
  const [shared, setShared] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Refusal>();
  const send = async () => {
    setBusy(true);
    setError(undefined);
    try {
      for (const file of chosen) {
        const id = await upload(number, file, { ...(moment && { moment }), shared });
        sent({ id, name: file.name });
        setChosen((left) => left.filter((each) => each !== file));
      }
      void queries.invalidateQueries({ queryKey: ["ticket", number, "history"] });
    } catch (thrown) {
      setError(asRefusal(thrown));
    } finally {
      setBusy(false);
    }
  };
  const moments = MOMENTS.map((value) => ({ value, label: value ? t(`moment-${value}`) : t("none") }));
  return (
    <SpaceBetween size="s">
      <FileUpload
        multiple
        value={chosen}
        accept="image/*,.pdf,.doc,.docx"
        onChange={({ detail }) => setChosen(detail.value)}
        showFileSize
        i18nStrings={{
          uploadButtonText: () => t("file-choose"),
          dropzoneText: () => t("file-drop"),
          removeFileAriaLabel: (index) => t("file-remove", { n: index + 1 }),
          limitShowFewer: t("file-fewer"),
          limitShowMore: t("more"),
          errorIconAriaLabel: t("file-refused"),
        }}
      />
      {chosen.length > 0 && (
        <>
          <Select
            inlineLabelText={t("file-moment")}
            options={moments}
            selectedOption={moments.find(({ value }) => value === moment) ?? null}
            onChange={({ detail }) => setMoment(detail.selectedOption.value as typeof moment)}
          />
          <Checkbox checked={shared} onChange={({ detail }) => setShared(detail.checked)}>
            {t("file-share")}
          </Checkbox>
          <Button loading={busy} onClick={() => void send()}>
            {t("file-send")}
          </Button>
        </>
      )}
      {error && <Alert type="error">{sayRefusal(error, t)}</Alert>}
    </SpaceBetween>
  );
}

async function upload(number: string, file: globalThis.File, said: Partial<Upload>) {
  const opened = await told(
    api.POST("/v1/tickets/{number}/attachments", {
      params: { path: { number }, header: { "Idempotency-Key": crypto.randomUUID() } },
      body: { name: file.name, type: file.type as Upload["type"], size: file.size, ...said } as Upload,
    }),
  );
  const form = new FormData();
  for (const [name, value] of Object.entries(opened.fields)) form.append(name, value);
  form.append("file", file);
  const answer = await fetch(opened.url, { method: "POST", body: form }).catch(() => undefined);
  if (!answer?.ok) throw new Refusal({ type: "/problems/offline", title: "", status: answer?.status ?? 0 });
  return opened.id;
}
