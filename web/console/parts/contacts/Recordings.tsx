import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { Ltr } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { type ContactView, listenTo, type Recording } from "../../contacts";
import { readListenings } from "../../listenings";
import { has, useMe } from "../../me";
import { clockOf } from "../../supervision";
import { Reasoned } from "../Reasoned";

/** What was recorded of a contact (R075): whoever wants to listen says why first, and that is kept and shown. */
export function Recordings({ contact }: { contact: ContactView }) {
  const { t, format } = useWords();
  return (
    <Container
      header={
        <Header
          variant="h2"
          counter={`(${format.number(contact.recordings.length)})`}
          description={t("recordings-about")}
        >
          {t("recordings")}
        </Header>
      }
    >
      <RecordingList contact={contact} />
    </Container>
  );
}

/** The recordings alone, to stand in another part. */
export function RecordingList({ contact }: { contact: ContactView }) {
  const { t } = useWords();
  if (!contact.recordings.length) return <Box color="text-body-secondary">{t("recordings-none")}</Box>;
  return (
    <ul className="cards">
      {contact.recordings.map((recording) => (
        <li key={recording.index} className="ticket-card" data-recording={recording.index}>
          <One contact={contact} recording={recording} />
        </li>
      ))}
    </ul>
  );
}

function One({ contact, recording }: { contact: ContactView; recording: Recording }) {
  const { t, format } = useWords();
  const me = useMe();
  const queries = useQueryClient();
  const [asking, ask] = useState(false);
  const [address, setAddress] = useState<string>();
  const call = useCallback(
    (reason: string, key: string) => listenTo(contact.id, recording.index, reason, key),
    [contact.id, recording.index],
  );
  const kind = t(recording.kind === "voicemail" ? "recording-voicemail" : "recording-call");
  const named = t("recording-named", { kind, when: format.moment(recording.started_at) });
  const may = has(me, "quality", "supervisor") || contact.agent === me.username;
  const done = (given: { url: string }) => {
    ask(false);
    setAddress(given.url);
    void queries.invalidateQueries({ queryKey: logOf(contact.id, recording.index) });
  };
  return (
    <SpaceBetween size="xs">
      <div className="filters">
        <strong>{kind}</strong>
        <span>{format.moment(recording.started_at)}</span>
        <Ltr>{clockOf(recording.seconds)}</Ltr>
      </div>
      {recording.deleted && <Box color="text-body-secondary">{t("recording-deleted")}</Box>}
      {!recording.deleted && !address && may && (
        <Button iconName="play" ariaLabel={t("recording-listen-one", { named })} onClick={() => ask(true)}>
          {t("recording-listen")}
        </Button>
      )}
      {address && <Player address={address} named={named} again={() => setAddress(undefined)} />}
      {may && <Log contact={contact.id} index={recording.index} />}
      {asking && (
        <Reasoned
          form={`listening.${contact.id}.${recording.index}`}
          title={t("recording-listen")}
          about={t("recording-why", { named })}
          confirm={t("recording-listen")}
          call={call}
          close={() => ask(false)}
          done={done}
        />
      )}
    </SpaceBetween>
  );
}

/** Plays a recording; its address is good for a few minutes, after which it must be asked for again. */
function Player({ address, named, again }: { address: string; named: string; again: () => void }) {
  const { t } = useWords();
  const [failed, setFailed] = useState(false);
  const player = useRef<HTMLAudioElement>(null);
  useEffect(() => player.current?.focus(), []);
  if (failed) {
    return (
      <Alert type="error" action={<Button onClick={again}>{t("retry")}</Button>}>
        {t("recording-failed")}
      </Alert>
    );
  }
  return (
    <audio
      ref={player}
      className="player"
      controls
      autoPlay
      preload="auto"
      controlsList="nodownload"
      aria-label={named}
      src={address}
      onError={() => setFailed(true)}
    />
  );
}

const logOf = (contact: string, index: number) => ["listenings", contact, index];

/** Who listened, when and why; the agent whose call it is sees it too. */
function Log({ contact, index }: { contact: string; index: number }) {
  const { t, format } = useWords();
  const [open, setOpen] = useState(false);
  const log = useQuery({
    queryKey: logOf(contact, index),
    queryFn: () => readListenings(contact, index),
    enabled: open,
    staleTime: 0,
  });
  return (
    <ExpandableSection headerText={t("listenings")} expanded={open} onChange={({ detail }) => setOpen(detail.expanded)}>
      {log.error && (
        <Alert type="error" action={<Button onClick={() => void log.refetch()}>{t("retry")}</Button>}>
          {t("problem-unavailable")}
        </Alert>
      )}
      {log.data?.items.length === 0 && <Box color="text-body-secondary">{t("listenings-none")}</Box>}
      <ul className="instants">
        {log.data?.items.map((each) => (
          <li key={`${each.at}${each.by}`}>
            <strong>
              <bdi>{each.by_name || each.by}</bdi>
            </strong>{" "}
            · {format.moment(each.at)}
            <div className="written" dir="auto">
              {each.reason}
            </div>
          </li>
        ))}
      </ul>
    </ExpandableSection>
  );
}
