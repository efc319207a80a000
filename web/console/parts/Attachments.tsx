import Alert from "@cloudscape-design/components/alert";
import Badge from "@cloudscape-design/components/badge";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import Icon from "@cloudscape-design/components/icon";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import { type Schemas, told } from "@shared/api/client";
import { asRefusal, type Refusal } from "@shared/api/refusal";
import { useWords } from "@shared/language/Language";
import { Ltr } from "@shared/language/Ltr";
import { codeId, sayRefusal } from "@shared/words";
import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../api";
import { useMe } from "../me";
import { type Moment, sendPhotos, takeSent, usePhotos } from "../photos";
import { Photos } from "./Photos";
import { Waiting } from "./Waiting";

type Attachment = Schemas["StaffAttachmentView"];
interface Sent {
  id: string;
  name: string;
}

/** Return what was just sent to a ticket, by whichever form: it is listed only once it was examined. */
export function useSent(number: string): { sent: readonly Sent[]; add: (more: readonly Sent[]) => void } {
  const queries = useQueryClient();
  const key = ["sent", number];
  const { data } = useQuery<readonly Sent[]>({ queryKey: key, queryFn: skipToken, initialData: [] });
  const add = (more: readonly Sent[]) =>
    queries.setQueryData<readonly Sent[]>(key, (before) => [...(before ?? []), ...more]);
  return { sent: data ?? [], add };
}
const SIGNS: Record<string, StatusIndicatorProps.Type> = { accepted: "success", refused: "error" };
const MOMENTS: readonly Moment[] = ["", "before", "after"];
/** What a picture may weigh to be shown without being asked for, in bytes: a phone pays for each. */
const LIGHT = 3 * 1024 * 1024;

/** The files of a ticket: what was accepted can be seen and fetched, what is being examined is waited for. */
export function Attachments({ number }: { number: string }) {
  const { t } = useWords();
  const { sent, add } = useSent(number);
  const files = useQuery({
    queryKey: ["ticket", number, "attachments"],
    queryFn: () =>
      told(api.GET("/v1/tickets/{number}/attachments", { params: { path: { number }, query: { limit: 100 } } })),
    refetchInterval: ({ state }) => (unseen(sent, state.data?.items ?? []).length ? 2_000 : 60_000),
  });
  if (!files.data) return <Waiting error={files.error} retry={() => void files.refetch()} />;
  const items = byMoment(files.data.items);
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
        <Sending number={number} sent={add} />
      </SpaceBetween>
    </Container>
  );
}

const unseen = (sent: readonly Sent[], items: readonly Attachment[]) =>
  sent.filter(({ id }) => !items.some((file) => file.id === id));

/** Pictures of before the work come first, then those of after it, then what has no moment. */
const ORDER = ["before", "after", ""];
const byMoment = (items: readonly Attachment[]) =>
  [...items].sort((one, other) => ORDER.indexOf(one.moment) - ORDER.indexOf(other.moment));

/** Return where an accepted file can be fetched from for some minutes. */
async function addressOf(number: string, id: string): Promise<string> {
  const params = { path: { number, id }, query: { redirect: false } };
  const { url } = await told<{ url: string }>(api.GET("/v1/tickets/{number}/attachments/{id}", { params }) as never);
  return url;
}

function File({ number, file }: { number: string; file: Attachment }) {
  const { t, format } = useWords();
  const [error, setError] = useState<Refusal>();
  const fetchIt = async () => {
    setError(undefined);
    try {
      window.open(await addressOf(number, file.id), "_blank", "noopener");
    } catch (thrown) {
      setError(asRefusal(thrown));
    }
  };
  const accepted = file.state === "accepted";
  return (
    <div className="file">
      {accepted && <Picture number={number} file={file} />}
      <div className="photo-told">
        <SpaceBetween size="xs" direction="horizontal" alignItems="center">
          {file.moment && <Badge color="blue">{t(codeId("moment", file.moment))}</Badge>}
          {accepted ? (
            <Button variant="inline-link" iconName="download" onClick={() => void fetchIt()}>
              <bdi className="photo-name">{file.name}</bdi>
            </Button>
          ) : (
            <bdi className="photo-name">{file.name}</bdi>
          )}
          {!accepted && (
            <StatusIndicator type={SIGNS[file.state] ?? "in-progress"}>
              {t(file.state === "refused" ? "file-refused" : "file-examined")}
            </StatusIndicator>
          )}
        </SpaceBetween>
        <Box color="text-body-secondary" fontSize="body-s">
          {t("file-size", { n: Math.max(1, Math.round(file.size / 1024)) })} · {format.brief(file.at)}
          {" · "}
          {t(file.by === "requester" ? "by-requester" : file.shared ? "file-shared" : "file-internal")}
          {file.position && (
            <>
              {" · "}
              {t("file-position")} <Ltr>{`${file.position.lat}, ${file.position.lon}`}</Ltr>
            </>
          )}
        </Box>
        {error && <Alert type="error">{sayRefusal(error, t)}</Alert>}
      </div>
    </div>
  );
}

/** A picture as it is, where it is light; of a kind that the browser does not draw, a sign stands for it. */
function Picture({ number, file }: { number: string; file: Attachment }) {
  const [broken, setBroken] = useState(false);
  const light = file.type.startsWith("image/") && file.size <= LIGHT;
  const address = useQuery({
    queryKey: ["file", number, file.id],
    queryFn: () => addressOf(number, file.id),
    enabled: light,
    staleTime: 240_000,
    gcTime: 240_000,
  });
  if (!light || broken || !address.data) {
    return (
      <span className="preview preview-none">
        <Icon name="file" size="medium" />
      </span>
    );
  }
  return <img className="preview" src={address.data} alt="" loading="lazy" onError={() => setBroken(true)} />;
}

function Sending({ number, sent }: { number: string; sent: (files: readonly Sent[]) => void }) {
  const { t } = useWords();
  const me = useMe();
  const queries = useQueryClient();
  const place = { owner: me.id, number, form: "files", moment: "" } as const;
  const chosen = usePhotos(place);
  const [moment, setMoment] = useState<Moment>("");
  const [shared, setShared] = useState(false);
  const [busy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    await sendPhotos(place, { moment: moment || null, shared });
    setBusy(false);
    setMoment("");
    void queries.invalidateQueries({ queryKey: ["ticket", number] });
  };
  const arrived = chosen.filter(({ state }) => state === "sent").length;
  useEffect(() => {
    if (!busy && arrived) sent(takeSent(place));
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [busy, arrived]);
  const waiting = chosen.some(({ state }) => state === "waiting" || state === "failed");
  const moments = MOMENTS.map((value) => ({ value, label: value ? t(`moment-${value}`) : t("none") }));
  return (
    <div className="no-print">
      <SpaceBetween size="s">
        <Photos place={place} title={t("file-add")} />
        {waiting && (
          <>
            <Select
              inlineLabelText={t("file-moment")}
              options={moments}
              selectedOption={moments.find(({ value }) => value === moment) ?? null}
              onChange={({ detail }) => setMoment(detail.selectedOption.value as Moment)}
            />
            <Checkbox checked={shared} onChange={({ detail }) => setShared(detail.checked)}>
              {t("file-share")}
            </Checkbox>
          </>
        )}
        {(waiting || busy) && (
          <Button loading={busy} onClick={() => void send()}>
            {t("file-send")}
          </Button>
        )}
      </SpaceBetween>
    </div>
  );
}
