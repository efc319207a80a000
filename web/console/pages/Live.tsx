import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useWords } from "@shared/language/Language";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { useDesk } from "../desk";
import { has, useMe } from "../me";
import { AgentsNow } from "../parts/live/AgentsNow";
import { ContactDeed, StatusDeed } from "../parts/live/Deeds";
import { ContactsNow, type Deed } from "../parts/live/ContactsNow";
import { QueuesNow } from "../parts/live/QueuesNow";
import { Sums } from "../parts/live/Sums";
import { Waiting } from "../parts/Waiting";
import type { AgentNow, ContactNow } from "../supervision";
import { type Seen, useAway, useBoard } from "../useBoard";

type Asked = { deed: Deed; contact: ContactNow } | { deed: "put"; agent: AgentNow };

/** What goes on in the centre this moment (R077, R189): queues, agents, contacts; supervisors step in from here. */
export default function Live() {
  const { t } = useWords();
  const [, go] = useLocation();
  const seen = useBoard();
  useEffect(() => {
    document.title = `${t("live")} · ${t("console-name")}`;
  }, [t]);
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description={<Standing seen={seen} />}
          actions={
            <Button iconName="view-full" onClick={() => go("/wall")}>
              {t("live-wall")}
            </Button>
          }
        >
          {t("live")}
        </Header>
      }
    >
      {seen.board ? <Shown seen={seen} /> : <Waiting error={seen.error} retry={seen.retry} />}
    </ContentLayout>
  );
}

/** Whether what is shown is told at once. */
function Standing({ seen }: { seen: Seen }) {
  const { t } = useWords();
  const away = useAway(seen.here);
  return (
    <span role="status">
      {away ? (
        <StatusIndicator type="warning">{t("live-away")}</StatusIndicator>
      ) : (
        <StatusIndicator type={seen.here ? "success" : "loading"}>
          {t(seen.here ? "live-here" : "loading")}
        </StatusIndicator>
      )}
    </span>
  );
}

function Shown({ seen }: { seen: Seen }) {
  const { t, format } = useWords();
  const me = useMe();
  const [asked, ask] = useState<Asked>();
  const [told, tell] = useState<string>();
  const board = seen.board!;
  const supervises = has(me, "supervisor");
  const may: Deed[] = supervises ? ["listen", "barge", "end"] : has(me, "quality") ? ["listen"] : [];
  const { speakSoon } = useDesk();
  const done = (message: string) => () => {
    ask(undefined);
    tell(message);
    if (message === "live-barge-done") speakSoon();
    seen.retry();
  };
  const nameOf = (username: string | null | undefined) =>
    board.agents.find((agent) => agent.username === username)?.name ?? "";
  return (
    <SpaceBetween size="l">
      {seen.error && (
        <Alert type="warning" action={<Button onClick={seen.retry}>{t("retry")}</Button>}>
          {t("live-stale", { when: format.moment(board.at) })}
        </Alert>
      )}
      {told && (
        <Alert type="success" dismissible dismissAriaLabel={t("close-panel")} onDismiss={() => tell(undefined)}>
          <span role="status">{t(told)}</span>
        </Alert>
      )}
      <Sums board={board} now={seen.now} />
      <QueuesNow queues={board.queues} now={seen.now} />
      <AgentsNow
        board={board}
        now={seen.now}
        {...(supervises && { put: (agent: AgentNow) => ask({ deed: "put", agent }) })}
      />
      <ContactsNow board={board} now={seen.now} may={may} act={(deed, contact) => ask({ deed, contact })} />
      <Box color="text-body-secondary" fontSize="body-s">
        {t("live-at", { when: format.moment(board.at) })}
      </Box>
      {asked?.deed === "put" && (
        <StatusDeed agent={asked.agent} close={() => ask(undefined)} done={done("live-put-done")} />
      )}
      {asked && asked.deed !== "put" && (
        <ContactDeed
          deed={asked.deed}
          contact={asked.contact}
          agent={nameOf(asked.contact.agent)}
          close={() => ask(undefined)}
          done={done(`live-${asked.deed}-done`)}
        />
      )}
    </SpaceBetween>
  );
}
