import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Action, Schemas } from "@shared/api/client";
import type { Refusal } from "@shared/api/refusal";
import { useDraft } from "@shared/drafts";
import { useWords } from "@shared/language/Language";
import { useSending } from "@shared/sending";
import { codeId, sayReason, sayRefusal } from "@shared/words";
import { useCallback, useMemo } from "react";
import { type ActionField, asked, bodyOf, type Values, valuesOf } from "../actions";
import { actBesideFiles, type Sent } from "../actions.call";
import { useMe } from "../me";
import { useWriting } from "../viewers";
import { Asked } from "./Asked";
import { Evidence, useEvidence } from "./Evidence";
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

/** Return the name of an action's form; what one has typed on a machine, another who signs in there does not find. */
export const formOf = (me: string, number: string, action: Action) => `${me}.act.${number}.${action}`;

/** One action's form: kept as it is typed, sent under the version that was seen and a key of its own. */
export function ActionForm({ ticket, action, close, done, refresh }: Given) {
  const { t } = useWords();
  const me = useMe();
  const form = formOf(me.id, ticket.number, action);
  // What the ticket had when the form was opened; a change by somebody else must not overwrite what is typed.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const begun = useMemo(() => valuesOf(action, ticket), [action, ticket.number]);
  const draft = useDraft<Values>(form, begun);
  const call = useCallback(
    (sent: Sent, key: string) => actBesideFiles(me.id, ticket.number, action, sent, key),
    [me.id, ticket.number, action],
  );
  const sending = useSending(form, call);
  const fields = asked(action, ticket, draft.value);
  const missing = fields.some(({ name, needed }) => needed && !draft.value[name]?.trim());

  useWriting(
    form,
    fields.some(({ name }) => (draft.value[name] ?? "") !== (begun[name] ?? "")),
  );

  const evidence = useEvidence(ticket.number, action === "answer");
  const send = async () => {
    if (missing || sending.busy || !(await evidence.send())) return;
    const answer = await sending.send({ body: bodyOf(fields, draft.value), version: ticket.version });
    if (!answer) return;
    draft.forget();
    evidence.clear();
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
              loading={sending.busy || evidence.busy}
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
              send={() => void send()}
            />
          </FormField>
        ))}
        <Evidence evidence={evidence} />
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
