import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import { Ltr } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { useCallback, useState } from "react";
import { type AgentNow, type ContactNow, endContact, monitor, putStatus, sayStatus, STATUSES } from "../../supervision";
import { Reasoned } from "../Reasoned";
import type { Deed } from "./ContactsNow";

interface OfContact {
  deed: Deed;
  contact: ContactNow;
  agent: string;
  close: () => void;
  done: () => void;
}

/** Listens to a call, speaks in it, or ends it: the reason is kept, and the agent sees it. */
export function ContactDeed({ deed, contact, agent, close, done }: OfContact) {
  const { t } = useWords();
  const call = useCallback(
    (reason: string, key: string) =>
      deed === "end" ? endContact(contact.id, reason, key) : monitor(contact.id, deed, reason, key),
    [deed, contact.id],
  );
  return (
    <Reasoned
      form={`supervision.${deed}.${contact.id}`}
      title={t(`live-${deed}`)}
      about={
        <>
          <p>
            {t("live-which")} {contact.number ? <Ltr>{contact.number}</Ltr> : t("live-withheld")}
            {agent && (
              <>
                {" · "}
                <bdi>{agent}</bdi>
              </>
            )}
          </p>
          <p>{t(`live-${deed}-about`)}</p>
        </>
      }
      confirm={t(`live-${deed}`)}
      call={call}
      close={close}
      done={done}
    />
  );
}

interface OfAgent {
  agent: AgentNow;
  close: () => void;
  done: () => void;
}

/** Puts an agent into another status. */
export function StatusDeed({ agent, close, done }: OfAgent) {
  const { t } = useWords();
  const options = STATUSES.filter((status) => status !== agent.status).map((value) => ({
    value,
    label: sayStatus(value, t),
  }));
  const [status, setStatus] = useState(options.find(({ value }) => value === "offline")?.value ?? options[0]!.value);
  const call = useCallback(
    (reason: string, key: string) => putStatus(agent.username, status, reason, key),
    [agent.username, status],
  );
  return (
    <Reasoned
      form={`supervision.presence.${agent.username}.${status}`}
      title={t("live-put")}
      about={
        <>
          <p>
            <bdi>{agent.name}</bdi> · {sayStatus(agent.status, t)}
          </p>
          <p>{t("live-put-about")}</p>
        </>
      }
      confirm={t("live-put")}
      call={call}
      close={close}
      done={done}
    >
      <FormField label={t("live-put-to")} stretch>
        <Select
          options={options}
          selectedOption={options.find(({ value }) => value === status) ?? null}
          onChange={({ detail }) => setStatus(detail.selectedOption.value as (typeof STATUSES)[number])}
        />
      </FormField>
    </Reasoned>
  );
}
