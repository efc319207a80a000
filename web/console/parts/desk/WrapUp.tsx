import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Select, { type SelectProps } from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Textarea from "@cloudscape-design/components/textarea";
import { useDraft } from "@shared/drafts";
import { useWords } from "@shared/language/Language";
import { useSending } from "@shared/sending";
import { sayReason, sayRefusal } from "@shared/words";
import { useCallback, useEffect, useRef, useState } from "react";
import { type ContactView, type WholeContact, wrapUp } from "../../contacts";
import { useDesk } from "../../desk";
import { has, useMe } from "../../me";
import { AFTER_CALL_SECONDS, faultsOfWrapUp, mayCorrect, mayWrapUp, type Said, wrapUpForm } from "../../wrapping";
import { Timer } from "./Timer";
import { useDispositions } from "./useCaller";
import { useVerb } from "./useVerb";

interface Given {
  contact: WholeContact;
  /** Whether the softphone says that it is over: it knows before the service does. */
  over: boolean;
  done: (after: ContactView) => void;
}

/** Why they called and what was said: noted while one speaks, needed before the contact is left (R078). */
export function WrapUp({ contact, over, done }: Given) {
  const { t, name } = useWords();
  const me = useMe();
  const { named } = useDispositions(contact.body);
  const [correcting, setCorrecting] = useState(false);
  const wrapped = contact.wrapped_up_at !== "";
  if (wrapped && !correcting) {
    return (
      <Container
        header={
          <Header
            variant="h2"
            actions={
              mayCorrect(contact, me.username) && (
                <Button onClick={() => setCorrecting(true)}>{t("wrap-up-correct")}</Button>
              )
            }
          >
            {t("wrap-up")}
          </Header>
        }
      >
        <SpaceBetween size="s">
          <StatusIndicator type="success">{t("wrap-up-done")}</StatusIndicator>
          <div>
            <strong>
              <bdi>{name(contact.disposition_name) || named(contact.disposition)}</bdi>
            </strong>
          </div>
          <div dir="auto" className="written">
            {contact.summary}
          </div>
          <Before contact={contact} />
        </SpaceBetween>
      </Container>
    );
  }
  if (!correcting && !mayWrapUp(contact, me.username, has(me, "supervisor"))) {
    return (
      <Container header={<Header variant="h2">{t("wrap-up")}</Header>}>
        <Box color="text-body-secondary">{t("wrap-up-missing")}</Box>
      </Container>
    );
  }
  const ended = contact.ended_at ? Date.parse(contact.ended_at) : undefined;
  return (
    <Form
      contact={contact}
      over={over || ended !== undefined}
      close={wrapped ? () => setCorrecting(false) : undefined}
      done={(after) => {
        setCorrecting(false);
        done(after);
      }}
      timer={ended !== undefined && !wrapped && <Timer until={ended + AFTER_CALL_SECONDS * 1000} />}
    />
  );
}

/** What was written before it was corrected. */
function Before({ contact }: { contact: WholeContact }) {
  const { t, format } = useWords();
  const { named } = useDispositions(contact.body);
  const before = contact.written.filter(({ at }) => at !== contact.written.at(-1)?.at);
  if (!before.length) return null;
  return (
    <ExpandableSection headerText={t("wrap-up-before")}>
      <SpaceBetween size="s">
        {before.map(({ at, by, by_name, disposition, summary }) => (
          <div key={at}>
            <Box fontSize="body-s" color="text-body-secondary">
              {format.brief(at)} · <bdi>{by_name || by}</bdi> · <bdi>{named(disposition)}</bdi>
            </Box>
            <div dir="auto" className="written">
              {summary}
            </div>
          </div>
        ))}
      </SpaceBetween>
    </ExpandableSection>
  );
}

interface GivenForm extends Given {
  close: (() => void) | undefined;
  timer: React.ReactNode;
}

function Form({ contact, over, done, close, timer }: GivenForm) {
  const { t } = useWords();
  const me = useMe();
  const { phone, verbs, refresh } = useDesk();
  const { all } = useDispositions(contact.body);
  const finishing = useVerb();
  const form = wrapUpForm(me.id, contact.id);
  const [begun] = useState<Said>({ disposition: contact.disposition, summary: contact.summary });
  const draft = useDraft<Said>(form, begun);
  const [faults, setFaults] = useState<Partial<Record<keyof Said, string>>>({});
  const call = useCallback((said: Said, key: string) => wrapUp(contact.id, { ...said, ticket: "" }, key), [contact.id]);
  const sending = useSending(form, call);
  const reason = useRef<SelectProps.Ref>(null);
  useEffect(() => {
    // Whoever hung up stood on a button that is gone; who writes already is left alone.
    if (over && document.activeElement === document.body) reason.current?.focus();
  }, [over]);
  const why = (field: keyof Said) => {
    const fault = faults[field] ?? sending.refusal?.fields[field];
    return fault && sayReason(fault, t);
  };
  const change = (part: Partial<Said>) => {
    setFaults({});
    draft.change(part);
  };
  const send = async () => {
    const missing = faultsOfWrapUp(draft.value);
    setFaults(missing);
    if (Object.keys(missing).length) return;
    const { disposition, summary } = draft.value;
    const after = await sending.send({ disposition, summary: summary.trim() });
    if (!after) return;
    draft.forget();
    // Only now is the softphone told that the agent is done with it; the next call may come.
    if (verbs && phone.calls.some((each) => each.id === contact.id)) {
      await finishing.ask(() => verbs.finish(contact.id));
    }
    await refresh();
    done(after);
  };
  const offered = all
    .filter(({ code, active }) => active || code === draft.value.disposition)
    .map(({ code, label }) => ({ value: code, label }));
  return (
    <Container
      header={
        <Header variant="h2" description={t(over ? "wrap-up-needed" : "wrap-up-notes")} actions={timer}>
          {t("wrap-up")}
        </Header>
      }
    >
      <SpaceBetween size="m">
        {sending.refusal && !sending.refusal.problem.fields?.length && (
          <Alert type="error">{sayRefusal(sending.refusal, t)}</Alert>
        )}
        <FormField label={t("wrap-up-disposition")} errorText={why("disposition")} stretch>
          <Select
            ref={reason}
            controlId="disposition"
            selectedOption={offered.find(({ value }) => value === draft.value.disposition) ?? null}
            options={offered}
            placeholder={t("choose")}
            filteringType="auto"
            filteringPlaceholder={t("wrap-up-search")}
            filteringAriaLabel={t("wrap-up-search")}
            empty={t("found-none")}
            onChange={({ detail }) => change({ disposition: detail.selectedOption.value ?? "" })}
          />
        </FormField>
        <FormField label={t("wrap-up-summary")} constraintText={t("wrap-up-kept")} errorText={why("summary")} stretch>
          <Textarea
            controlId="summary"
            value={draft.value.summary}
            rows={4}
            nativeTextareaAttributes={{ dir: "auto", maxLength: 4000 }}
            onChange={({ detail }) => change({ summary: detail.value })}
          />
        </FormField>
        <div className="filters">
          <Button
            variant="primary"
            disabled={!over}
            disabledReason={t("wrap-up-goes-on")}
            loading={sending.busy || finishing.busy}
            onClick={() => void send()}
          >
            {t("wrap-up-send")}
          </Button>
          {close && <Button onClick={close}>{t("cancel")}</Button>}
        </div>
      </SpaceBetween>
    </Container>
  );
}
