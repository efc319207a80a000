import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import DatePicker from "@cloudscape-design/components/date-picker";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Modal from "@cloudscape-design/components/modal";
import RadioGroup from "@cloudscape-design/components/radio-group";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import type { Action, Schemas } from "@shared/api/client";
import type { Refusal } from "@shared/api/refusal";
import { useDraft } from "@shared/drafts";
import { useWords } from "@shared/language/Language";
import { useSending } from "@shared/sending";
import { codeId, sayReason, sayRefusal } from "@shared/words";
import { useCallback, useMemo } from "react";
import { type ActionField, asked, bodyOf, type Values, valuesOf } from "../actions";
import { act } from "../actions.call";
import { useBody, usePlaces } from "../me";
import { useStaff } from "../staff";
import { useWriting } from "../viewers";
import { WritersWarning } from "./Viewers";

type Ticket = Schemas["StaffTicketView"];

interface Given {
  ticket: Ticket;
  action: Action;
  close: () => void;
  /** Told of the ticket as it is after the action. */
  done: (ticket: Ticket) => void;
  /** Asked to fetch the ticket anew, for somebody else changed it. */
  refresh: () => Promise<unknown>;
}

/** One action's form: kept as it is typed, sent under the version that was seen and a key of its own. */
export function ActionForm({ ticket, action, close, done, refresh }: Given) {
  const { t } = useWords();
  const form = `act.${ticket.number}.${action}`;
  // What the ticket had when the form was opened; a change by somebody else must not overwrite what is typed.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const begun = useMemo(() => valuesOf(action, ticket), [action, ticket.number]);
  const draft = useDraft<Values>(form, begun);
  const call = useCallback(
    (sent: { body: object; version: number }, key: string) => act(ticket.number, action, sent, key),
    [ticket.number, action],
  );
  const sending = useSending(form, call);
  const fields = asked(action, ticket, draft.value);
  const missing = fields.some(({ name, needed }) => needed && !draft.value[name]?.trim());

  useWriting(
    form,
    fields.some(({ name }) => (draft.value[name] ?? "") !== (begun[name] ?? "")),
  );

  const send = async () => {
    const answer = await sending.send({ body: bodyOf(fields, draft.value), version: ticket.version });
    if (!answer) return;
    draft.forget();
    done(answer);
  };
  return (
    <Modal
      visible
      size="medium"
      header={t(codeId("action", action))}
      closeAriaLabel={t("close-panel")}
      onDismiss={close}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={close}>
              {t("cancel")}
            </Button>
            <Button
              variant="primary"
              loading={sending.busy}
              disabled={missing || overtaken(sending.refusal)}
              onClick={() => void send()}
            >
              {t("send")}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <WritersWarning />
        <Refused refusal={sending.refusal} refresh={() => void refresh().then(sending.clear)} />
        {fields.length === 0 && <p>{t("action-sure", { action: t(codeId("action", action)) })}</p>}
        {fields.map((field) => (
          <FormField
            key={field.name}
            label={field.needed ? t(fieldId(field)) : t("optional", { label: t(fieldId(field)) })}
            errorText={reasonOf(sending.refusal, field, t)}
            stretch
          >
            <Asked
              field={field}
              ticket={ticket}
              values={draft.value}
              change={(text) => draft.change({ [field.name]: text })}
            />
          </FormField>
        ))}
      </SpaceBetween>
    </Modal>
  );
}

const fieldId = ({ name }: ActionField) => codeId("field", name);

function reasonOf(refusal: Refusal | undefined, { name }: ActionField, t: (id: string) => string): string | undefined {
  const reason = refusal?.fields[name];
  return reason && sayReason(reason, t);
}

/** Whether the ticket is no longer as it was shown: it must be looked at before anything is sent. */
const overtaken = (refusal: Refusal | undefined) => refusal?.status === 412 || refusal?.status === 409;

/** Says why an action was not taken; where somebody else changed the ticket, offers to look at it as it is now. */
export function Refused({ refusal, refresh }: { refusal: Refusal | undefined; refresh: () => void }) {
  const { t } = useWords();
  if (!refusal) return null;
  if (overtaken(refusal)) {
    return (
      <Alert
        type="warning"
        header={refusal.status === 412 ? t("changed-title") : sayRefusal(refusal, t)}
        action={<Button onClick={refresh}>{t("changed-look")}</Button>}
      >
        {t("changed-text")}
      </Alert>
    );
  }
  return <Alert type="error">{sayRefusal(refusal, t)}</Alert>;
}

interface AskedFor {
  field: ActionField;
  ticket: Ticket;
  values: Values;
  change: (text: string) => void;
}

function Asked({ field, ticket, values, change }: AskedFor) {
  const { t } = useWords();
  const value = values[field.name] ?? "";
  switch (field.kind) {
    case "long":
      return <Textarea rows={4} value={value} onChange={({ detail }) => change(detail.value)} />;
    case "yes":
      return (
        <RadioGroup
          value={value || null}
          direction="horizontal"
          items={[
            { value: "true", label: t("yes") },
            { value: "false", label: t("no") },
          ]}
          onChange={({ detail }) => change(detail.value)}
        />
      );
    case "date":
      return (
        <DatePicker
          value={value}
          placeholder="YYYY/MM/DD"
          onChange={({ detail }) => change(detail.value)}
          openCalendarAriaLabel={() => t("choose")}
        />
      );
    case "score":
      return (
        <RadioGroup
          value={value || null}
          direction="horizontal"
          items={[5, 4, 3, 2, 1].map((score) => ({ value: String(score), label: String(score) }))}
          onChange={({ detail }) => change(detail.value)}
        />
      );
    case "text":
    case "number":
      return <Input value={value} onChange={({ detail }) => change(detail.value)} />;
    default:
      return <Choice field={field} ticket={ticket} values={values} change={change} />;
  }
}

function Choice({ field, ticket, values, change }: AskedFor) {
  const { t } = useWords();
  const options = useOptions(field, ticket, values);
  const value = values[field.name] ?? "";
  const nobody = t(field.kind === "staff" ? "assign-next" : "none");
  const all = field.needed ? options : [{ value: "", label: nobody }, ...options];
  return (
    <Select
      selectedOption={all.find((each) => each.value === value) ?? null}
      options={all}
      placeholder={t("choose")}
      filteringType={all.length > 8 ? "auto" : "none"}
      onChange={({ detail }) => change(detail.selectedOption.value ?? "")}
    />
  );
}

function useOptions(field: ActionField, ticket: Ticket, values: Values): { value: string; label: string }[] {
  const { t, name } = useWords();
  const body = useBody(ticket.body).data;
  const places = usePlaces(ticket.body, field.kind === "section" || field.kind === "partner");
  const staff = useStaff(field.kind === "staff");
  const named = (items: readonly { code: string; name: Schemas["Words"] }[]) =>
    items.map((each) => ({ value: each.code, label: name(each.name) }));
  if (field.kind === "category") return named(body?.categories ?? []);
  if (field.kind === "subcategory") {
    return named(body?.categories.find((each) => each.code === values["category"])?.subcategories ?? []);
  }
  if (field.kind === "staff") return staff;
  if (field.kind === "section") return named(places.sections);
  if (field.kind === "partner") return named(places.partners);
  return (field.codes ?? []).map((code) => ({ value: code, label: t(codeId(field.list ?? "", code)) }));
}
