import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import DatePicker from "@cloudscape-design/components/date-picker";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Textarea from "@cloudscape-design/components/textarea";
import TimeInput from "@cloudscape-design/components/time-input";
import { useWords } from "@shared/language/Language";
import { useSending } from "@shared/sending";
import { sayReason, sayRefusal } from "@shared/words";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { instantOf } from "../../callbacks";
import { newCallback } from "../../contacts";
import { speaks } from "../../desk";
import { useBodyNow, useMe } from "../../me";
import { useSwitchboard } from "../../switchboard";
import { dialledOf } from "../../telephony/phone";
import { FormDialog } from "../FormDialog";

interface Given {
  number: string;
  queue: string;
  /** The ticket that it is about, if it is about one. */
  ticket: string;
}

/** The way to owe somebody a call: at a time, or as soon as somebody can. */
export function CallBack(given: Given) {
  const { t } = useWords();
  const me = useMe();
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState(false);
  if (!speaks(me)) return null;
  return (
    <>
      <SpaceBetween size="xs" direction="horizontal" alignItems="center">
        {done && (
          <span role="status">
            <StatusIndicator type="success">{t("callback-scheduled")}</StatusIndicator>
          </span>
        )}
        {/* Where nobody is meant yet, the next one may be scheduled. */}
        {(!done || !given.number) && <Button onClick={() => setOpen(true)}>{t("callback-schedule")}</Button>}
      </SpaceBetween>
      {open && (
        <Form
          {...given}
          close={() => setOpen(false)}
          done={() => {
            setOpen(false);
            setDone(true);
          }}
        />
      )}
    </>
  );
}

/** Return the queues of the body that is worked for, with their names. */
export function useQueues() {
  const { name } = useWords();
  const { data } = useSwitchboard(useBodyNow());
  return (data?.queues ?? []).map(({ code, name: words }) => ({ value: code, label: name(words) || code }));
}

function Form({ number, queue, ticket, close, done }: Given & { close: () => void; done: () => void }) {
  const { t, format, language } = useWords();
  const body = useBodyNow();
  const queries = useQueryClient();
  const queues = useQueues();
  const [typed, setTyped] = useState({ number, queue, day: "", time: "", note: "" });
  const [faults, setFaults] = useState<Record<string, string>>({});
  const sending = useSending(`callback.${ticket}.${number}`, newCallback);
  const change = (part: Partial<typeof typed>) => {
    setFaults({});
    setTyped({ ...typed, ...part });
  };
  const why = (field: string) => {
    const reason = faults[field] ?? sending.refusal?.fields[field];
    return reason && sayReason(reason, t);
  };
  const due = instantOf(typed.day, typed.time, format.zone);
  const send = async () => {
    const dialled = dialledOf(typed.number);
    const missing = {
      ...(!dialled && { number: typed.number ? "wrong-format" : "missing" }),
      ...(!typed.queue && { queue: "missing" }),
      ...(Boolean(typed.day) !== Boolean(typed.time) && { due_at: "missing" }),
    };
    setFaults(missing);
    if (Object.keys(missing).length) return;
    const kept = await sending.send({
      number: dialled,
      queue: typed.queue,
      note: typed.note.trim(),
      due_at: due,
      ticket,
      language,
      body,
    });
    if (!kept) return;
    void queries.invalidateQueries({ queryKey: ["callbacks"] });
    done();
  };
  return (
    <FormDialog
      title={t("callback-schedule")}
      confirm={t("callback-schedule")}
      busy={sending.busy}
      send={send}
      close={close}
    >
      {sending.refusal && !sending.refusal.problem.fields?.length && (
        <Alert type="error">{sayRefusal(sending.refusal, t)}</Alert>
      )}
      <FormField label={t("callback-number")} errorText={why("number")} stretch>
        <Input
          value={typed.number}
          inputMode="tel"
          autoFocus
          onChange={({ detail }) => change({ number: detail.value })}
        />
      </FormField>
      <FormField label={t("callback-queue")} errorText={why("queue")} stretch>
        <Select
          selectedOption={queues.find(({ value }) => value === typed.queue) ?? null}
          options={queues}
          placeholder={t("choose")}
          empty={t("found-none")}
          onChange={({ detail }) => change({ queue: detail.selectedOption.value ?? "" })}
        />
      </FormField>
      <FormField label={t("callback-when")} constraintText={t("callback-when-hint")} errorText={why("due_at")} stretch>
        <div className="pair">
          <DatePicker
            value={typed.day}
            ariaLabel={t("callback-day")}
            openCalendarAriaLabel={(day) => [t("callback-day"), day].filter(Boolean).join(": ")}
            placeholder="2026-12-31"
            onChange={({ detail }) => change({ day: detail.value })}
          />
          <TimeInput
            value={typed.time}
            ariaLabel={t("callback-time")}
            format="hh:mm"
            placeholder="10:30"
            onChange={({ detail }) => change({ time: detail.value })}
          />
        </div>
      </FormField>
      <FormField label={t("callback-note")} errorText={why("note")} stretch>
        <Textarea
          value={typed.note}
          rows={2}
          nativeTextareaAttributes={{ dir: "auto", maxLength: 1000 }}
          onChange={({ detail }) => change({ note: detail.value })}
        />
      </FormField>
    </FormDialog>
  );
}
