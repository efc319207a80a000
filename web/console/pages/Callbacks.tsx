import Badge from "@cloudscape-design/components/badge";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { Ltr, TicketNumber } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useSearchParams } from "wouter";
import { isLate, isOwed, STATES } from "../callbacks";
import { type Callback, cancelCallback, listCallbacks } from "../contacts";
import { CallBack } from "../parts/desk/CallBack";
import { CallingBack } from "../parts/desk/CallingBack";
import { MorePages } from "../parts/desk/MorePages";
import { usePages } from "../parts/desk/usePages";
import { Go } from "../parts/Go";
import { type Column, Listing } from "../parts/Listing";
import { Reasoned } from "../parts/Reasoned";
import { Waiting } from "../parts/Waiting";
import { useLive } from "../useLive";

/** Whom the centre owes a call, by when; each try is written down (R087, R148). */
export default function Callbacks() {
  const { t } = useWords();
  const [said, say] = useSearchParams();
  const queries = useQueryClient();
  const state = STATES.find((each) => each === said.get("state")) ?? "waiting";
  const mine = said.get("mine") === "true";
  const [chosen, setChosen] = useState<Callback>();
  const [cancelling, setCancelling] = useState<Callback>();
  const title = t("callbacks");
  useEffect(() => {
    document.title = `${title} · ${t("console-name")}`;
  }, [title, t]);
  const found = usePages(["callbacks", state, mine], (cursor) =>
    listCallbacks({ state, ...(mine && { mine }), limit: 25 }, cursor),
  );
  const anew = () => void queries.invalidateQueries({ queryKey: ["callbacks"] });
  // Whoever called in meanwhile, or was reached by a colleague, is not to be rung up from a list that is old.
  useLive(["queues"], ({ type }) => type.startsWith("callback.") && anew(), anew);
  const narrow = (part: { state?: string; mine?: boolean }) => {
    const wanted = { state, mine, ...part };
    say({ state: wanted.state, ...(wanted.mine && { mine: "true" }) }, { replace: true });
  };
  const changed = () => {
    setChosen(undefined);
    setCancelling(undefined);
    anew();
  };
  const columns = useColumns(setChosen, setCancelling);
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={t("callbacks-about")} actions={<CallBack number="" queue="" ticket="" />}>
          {title}
        </Header>
      }
    >
      <SpaceBetween size="l">
        {chosen && <CallingBack key={chosen.id} callback={chosen} close={() => setChosen(undefined)} done={changed} />}
        <div className="filters">
          <SegmentedControl
            label={t("callback-state")}
            selectedId={state}
            options={STATES.map((id) => ({ id, text: t(codeId("callback-state", id)) }))}
            onChange={({ detail }) => narrow({ state: detail.selectedId })}
          />
          <Checkbox checked={mine} onChange={({ detail }) => narrow({ mine: detail.checked })}>
            {t("callbacks-mine")}
          </Checkbox>
        </div>
        {!found.data && <Waiting error={found.error} retry={() => void found.refetch()} />}
        {found.data && (
          <Listing
            title={title}
            header={<Header variant="h2">{t(codeId("callback-state", state))}</Header>}
            columns={columns}
            rows={found.rows}
            idOf={({ id }) => id}
            empty={t("callbacks-none")}
            footer={<MorePages found={found} />}
          />
        )}
      </SpaceBetween>
      {cancelling && (
        <Reasoned
          form={`callback.cancel.${cancelling.id}`}
          title={t("callback-cancel")}
          about={<Ltr>{cancelling.number}</Ltr>}
          confirm={t("callback-cancel")}
          call={(reason, key) => cancelCallback(cancelling.id, reason, key)}
          close={() => setCancelling(undefined)}
          done={changed}
        />
      )}
    </ContentLayout>
  );
}

function useColumns(choose: (row: Callback) => void, cancel: (row: Callback) => void): Column<Callback>[] {
  const { t, format } = useWords();
  return [
    { id: "number", header: t("callback-number"), first: true, cell: ({ number }) => <Ltr>{number}</Ltr> },
    {
      id: "due",
      header: t("callback-due"),
      cell: (row) => (
        <>
          {isLate(row) && <Badge color="severity-critical">{t("callback-late")}</Badge>} {format.brief(row.due_at)}
        </>
      ),
    },
    {
      id: "queue",
      header: t("callback-queue"),
      cell: ({ queue, queue_name }) => <bdi>{queue_name || queue}</bdi>,
    },
    { id: "tries", header: t("callback-tries"), cell: (row) => <Tries callback={row} /> },
    {
      id: "about",
      header: t("callback-about"),
      cell: ({ ticket, contact }) => (
        <SpaceBetween size="xxs">
          {ticket && (
            <Go to={`/tickets/${ticket}`}>
              <TicketNumber number={ticket} />
            </Go>
          )}
          {contact && <Go to={`/contacts/${contact}`}>{t("callback-contact")}</Go>}
        </SpaceBetween>
      ),
    },
    {
      id: "deeds",
      header: t("callback-deeds"),
      bare: true,
      cell: (row) =>
        isOwed(row) && (
          <SpaceBetween size="xs" direction="horizontal">
            <Button ariaLabel={`${t("callback-call")} ${row.number}`} onClick={() => choose(row)}>
              {t("callback-call")}
            </Button>
            <Button ariaLabel={`${t("callback-cancel")} ${row.number}`} onClick={() => cancel(row)}>
              {t("callback-cancel")}
            </Button>
          </SpaceBetween>
        ),
    },
  ];
}

/** What was tried, the last try in words; how it ended without one, and what became of the SMS to them. */
function Tries({ callback }: { callback: Callback }) {
  const { t, format } = useWords();
  const last = callback.tries.at(-1);
  return (
    <>
      {t("callback-tries-n", { n: callback.tries.length })}
      {last && (
        <Box fontSize="body-s" color="text-body-secondary">
          {format.brief(last.at)} · {t(last.reached ? "callback-reached" : "callback-not-reached")}
          {last.note && (
            <>
              {" · "}
              <bdi>{last.note}</bdi>
            </>
          )}
        </Box>
      )}
      {callback.reached_in && (
        <div>
          <Go to={`/contacts/${callback.reached_in}`}>{t("callback-called-in")}</Go>
        </div>
      )}
      {callback.notice && (
        <Box fontSize="body-s" color="text-body-secondary">
          {t("callback-notice", { state: t(codeId("state", callback.notice.state)) })}
        </Box>
      )}
    </>
  );
}
