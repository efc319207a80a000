import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Modal from "@cloudscape-design/components/modal";
import ProgressBar from "@cloudscape-design/components/progress-bar";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Textarea from "@cloudscape-design/components/textarea";
import { type Schemas, told } from "@shared/api/client";
import { useDraft } from "@shared/drafts";
import { TicketNumber } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { useSending } from "@shared/sending";
import { sayRefusal } from "@shared/words";
import { useRef, useState } from "react";
import { api } from "../api";
import { type Became, inParts, returnsOf, type Row } from "../bulk";
import { useMe } from "../me";
import { useStaff } from "../staff";

const EMPTY = { to: "", reason: "" };

/** Outcomes that have words of their own; others are said in general. */
const WORDED = ["stale", "not-found", "action-not-allowed", "excluded-from-pass", "nobody-free", "denied", "invalid"];

function reassign(body: Schemas["Reassignment"], key: string) {
  return told(api.POST("/v1/tickets/reassignments", { params: { header: { "Idempotency-Key": key } }, body }));
}

interface Given {
  tickets: readonly Row[];
  close: () => void;
  /** Told when something was given to another. */
  changed: () => void;
}

type Doing = "giving" | "returning" | undefined;

/** Gives many tickets to somebody else: progress, what became of each, a stop on the way, and a way back. */
export function Reassign({ tickets, close, changed }: Given) {
  const { t } = useWords();
  const [chosen] = useState(tickets);
  const form = `reassign.${useMe().id}`;
  const draft = useDraft(form, EMPTY);
  const [became, setBecame] = useState<readonly Became[]>([]);
  const [returned, setReturned] = useState<readonly Became[]>([]);
  const [doing, setDoing] = useState<Doing>();
  const stopped = useRef(false);
  const sending = useSending(form, reassign);
  const finished = became.length >= chosen.length;
  const { orders, stuck } = returnsOf(chosen, became);
  const back = orders.flatMap((order) => order.tickets.map(({ number }) => number));
  const left = orders
    .map(({ to, tickets: of }) => ({ to, tickets: of.filter(({ number }) => !isIn(returned, number)) }))
    .filter(({ tickets: of }) => of.length);

  const run = async (what: Doing, parts: readonly Schemas["Reassignment"][], put: typeof setBecame) => {
    stopped.current = false;
    setDoing(what);
    for (const part of parts) {
      if (stopped.current) break;
      const answer = await sending.send(part);
      if (!answer) break;
      put((before) => [...before, ...answer.items]);
      changed();
    }
    setDoing(undefined);
  };
  const give = async () => {
    const { to, reason } = draft.value;
    const rest = chosen.filter(({ number }) => !isIn(became, number));
    const parts = inParts(rest).map((part) => ({
      tickets: part.map(({ number, version }) => ({ number, version })),
      reason: reason.trim(),
      ...(to && { to }),
    }));
    await run("giving", parts as never, setBecame);
  };
  const giveBack = () =>
    run("returning", left.map((order) => ({ ...order, reason: t("reassign-undo-reason") })) as never, setReturned);
  const end = () => {
    if (became.length) draft.forget();
    close();
  };
  return (
    <Modal
      visible
      size="medium"
      header={t("reassign-many", { n: chosen.length })}
      closeAriaLabel={t("close-panel")}
      onDismiss={end}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            {doing ? (
              <Button onClick={() => (stopped.current = true)}>{t("reassign-stop")}</Button>
            ) : (
              <Button variant="link" onClick={end}>
                {t(became.length ? "close-panel" : "cancel")}
              </Button>
            )}
            {left.length > 0 && doing !== "giving" && (
              <Button loading={doing === "returning"} onClick={() => void giveBack()}>
                {t("reassign-undo")}
              </Button>
            )}
            {!finished && !returned.length && (
              <Button
                variant="primary"
                loading={doing === "giving"}
                disabled={!draft.value.reason.trim()}
                onClick={() => void give()}
              >
                {t(became.length ? "reassign-on" : "reassign")}
              </Button>
            )}
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {sending.refusal && <Alert type="error">{sayRefusal(sending.refusal, t)}</Alert>}
        {became.length === 0 && <Whom value={draft.value} change={draft.change} />}
        {(doing === "giving" || became.length > 0) && (
          <Progress label={t("reassign-progress")} done={became.length} all={chosen.length} />
        )}
        {(doing === "returning" || returned.length > 0) && (
          <Progress label={t("reassign-undo-progress")} done={returned.length} all={back.length} />
        )}
        {returned.length > 0 && !left.length && stuck.length > 0 && (
          <Alert type="warning">{t("reassign-stuck", { n: stuck.length })}</Alert>
        )}
        <div role="status">
          <ul className="instants">
            {became.map((each) => (
              <Outcome
                key={each.number}
                each={each}
                returned={returned.find(({ number }) => number === each.number)}
                stuck={returned.length > 0 && stuck.includes(each.number)}
              />
            ))}
          </ul>
        </div>
      </SpaceBetween>
    </Modal>
  );
}

const isIn = (list: readonly Became[], number: string) => list.some((each) => each.number === number);

interface Asked {
  value: typeof EMPTY;
  change: (part: Partial<typeof EMPTY>) => void;
}

function Whom({ value, change }: Asked) {
  const { t } = useWords();
  const staff = useStaff(true);
  const options = [{ value: "", label: t("assign-next"), description: "" }, ...staff];
  return (
    <>
      <FormField label={t("reassign-to")} stretch>
        <Select
          options={options}
          selectedOption={options.find((each) => each.value === value.to) ?? null}
          filteringType="auto"
          onChange={({ detail }) => change({ to: detail.selectedOption.value ?? "" })}
        />
      </FormField>
      <FormField label={t("field-reason")} stretch>
        <Textarea rows={3} value={value.reason} onChange={({ detail }) => change({ reason: detail.value })} />
      </FormField>
    </>
  );
}

function Progress({ label, done, all }: { label: string; done: number; all: number }) {
  const { t, format } = useWords();
  return (
    <ProgressBar
      value={(100 * done) / Math.max(1, all)}
      label={label}
      additionalInfo={t("reassign-of", { done: format.number(done), all: format.number(all) })}
    />
  );
}

/** What became of one ticket: given, refused; and if it was taken back, whether that worked. */
function Outcome({ each, returned, stuck }: { each: Became; returned: Became | undefined; stuck: boolean }) {
  const { t } = useWords();
  const given = each.result === "assigned";
  return (
    <li data-result={each.result} data-returned={stuck ? "stuck" : (returned?.result ?? "")}>
      <TicketNumber number={each.number} />{" "}
      <StatusIndicator type={given ? "success" : "error"}>
        {given ? t("reassigned-to", { name: each.to_name }) : t(whyNot(each.problem))}
      </StatusIndicator>
      {returned && (
        <div>
          <StatusIndicator type={returned.result === "assigned" ? "success" : "error"}>
            {returned.result === "assigned"
              ? t("returned-to", { name: returned.to_name })
              : t("not-returned", { reason: t(whyNot(returned.problem)) })}
          </StatusIndicator>
        </div>
      )}
      {stuck && (
        <div>
          <StatusIndicator type="warning">{t("not-returned-nobody")}</StatusIndicator>
        </div>
      )}
    </li>
  );
}

const whyNot = (problem: string) => `not-reassigned-${WORDED.includes(problem) ? problem : "other"}`;
