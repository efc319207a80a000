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
import { useState } from "react";
import { api } from "../api";
import { useStaff } from "../staff";

type Row = Pick<Schemas["TicketRow"], "number" | "version">;
type Became = Schemas["Became"];

/** So many go with one request: few enough that one sees it move, and what a broken line leaves undone is little. */
const AT_ONCE = 10;
const FORM = "reassign";
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

/** Gives many tickets to somebody else: the progress is shown, and what became of each. */
export function Reassign({ tickets, close, changed }: Given) {
  const { t, format } = useWords();
  const [chosen] = useState(tickets);
  const draft = useDraft(FORM, EMPTY);
  const [became, setBecame] = useState<readonly Became[]>([]);
  const sending = useSending(FORM, reassign);
  const staff = useStaff(true);
  const options = [{ value: "", label: t("assign-next"), description: "" }, ...staff];
  const finished = became.length >= chosen.length;
  const send = async () => {
    const { to, reason } = draft.value;
    for (let at = became.length; at < chosen.length; at += AT_ONCE) {
      const part = chosen.slice(at, at + AT_ONCE).map(({ number, version }) => ({ number, version }));
      const answer = await sending.send({ tickets: part, reason: reason.trim(), ...(to && { to }) } as never);
      if (!answer) return;
      setBecame((before) => [...before, ...answer.items]);
      changed();
    }
    draft.forget();
  };
  return (
    <Modal
      visible
      size="medium"
      header={t("reassign-many", { n: chosen.length })}
      closeAriaLabel={t("close-panel")}
      onDismiss={close}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={close}>
              {t(finished ? "close-panel" : "cancel")}
            </Button>
            {!finished && (
              <Button
                variant="primary"
                loading={sending.busy}
                disabled={!draft.value.reason.trim()}
                onClick={() => void send()}
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
        {became.length === 0 && (
          <>
            <FormField label={t("reassign-to")} stretch>
              <Select
                options={options}
                selectedOption={options.find(({ value }) => value === draft.value.to) ?? null}
                filteringType="auto"
                onChange={({ detail }) => draft.change({ to: detail.selectedOption.value ?? "" })}
              />
            </FormField>
            <FormField label={t("field-reason")} stretch>
              <Textarea
                rows={3}
                value={draft.value.reason}
                onChange={({ detail }) => draft.change({ reason: detail.value })}
              />
            </FormField>
          </>
        )}
        {(sending.busy || became.length > 0) && (
          <ProgressBar
            value={(100 * became.length) / chosen.length}
            label={t("reassign-progress")}
            additionalInfo={t("reassign-of", {
              done: format.number(became.length),
              all: format.number(chosen.length),
            })}
          />
        )}
        <ul className="instants">
          {became.map((each) => (
            <li key={each.number} data-result={each.result}>
              <TicketNumber number={each.number} />{" "}
              <StatusIndicator type={each.result === "assigned" ? "success" : "error"}>
                {each.result === "assigned" ? t("reassigned-to", { name: each.to_name }) : t(whyNot(each.problem))}
              </StatusIndicator>
            </li>
          ))}
        </ul>
      </SpaceBetween>
    </Modal>
  );
}

const whyNot = (problem: string) => `not-reassigned-${WORDED.includes(problem) ? problem : "other"}`;
