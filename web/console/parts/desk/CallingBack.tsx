import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { Ltr } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { useSending } from "@shared/sending";
import { codeId, sayReason, sayRefusal } from "@shared/words";
import { useCallback, useState } from "react";
import { isOwed } from "../../callbacks";
import { type Callback, keepTry, readCallback } from "../../contacts";
import { useDesk } from "../../desk";
import type { Phone } from "../../telephony/phone";
import { useVerb } from "./useVerb";

interface Given {
  callback: Callback;
  close: () => void;
  done: () => void;
}

/** Calls somebody back: the agent's line first, then theirs; whether they were reached is written down. */
export function CallingBack({ callback, close, done }: Given) {
  const { t } = useWords();
  const { verbs, phone } = useDesk();
  const dialling = useVerb();
  const [over, setOver] = useState<Callback["state"]>();
  const [contact, setContact] = useState("");
  const [reached, setReached] = useState("");
  const [note, setNote] = useState("");
  const [missing, setMissing] = useState(false);
  const now = phone.calls.find(({ number, inbound }) => !inbound && number === callback.number)?.id;
  // The call that was dialled from here: the try is tied to it, after its end too.
  if (now && now !== contact) setContact(now);
  const sending = useSending(
    `callback.try.${callback.id}`,
    useCallback(
      (said: { reached: boolean; note: string; contact: string }, key: string) => keepTry(callback.id, said, key),
      [callback.id],
    ),
  );
  const dial = (phone: Phone) =>
    dialling.ask(async () => {
      // Who was reached since the list was read, or called in, is not rung up; who cannot be asked about is.
      const { state } = await readCallback(callback.id).catch(() => callback);
      if (isOwed({ state })) await phone.dial(callback.number, callback.line);
      else setOver(state);
    });
  const send = async () => {
    setMissing(!reached);
    if (!reached) return;
    const said = { reached: reached === "yes", note: note.trim(), contact };
    if (await sending.send(said)) done();
  };
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <SpaceBetween size="xs" direction="horizontal">
              {verbs && phone.link === "open" && (
                <Button
                  variant="primary"
                  loading={dialling.busy}
                  disabled={Boolean(now || over)}
                  onClick={() => void dial(verbs)}
                >
                  {t("phone-dial")}
                </Button>
              )}
              <Button onClick={close}>{t("close-panel")}</Button>
            </SpaceBetween>
          }
        >
          {t("callback-call")} <Ltr>{callback.number}</Ltr>
        </Header>
      }
    >
      <SpaceBetween size="m">
        {over && <Alert type="info">{t("callback-over", { state: t(codeId("callback-state", over)) })}</Alert>}
        {dialling.refused && <Alert type="error">{t("phone-refused")}</Alert>}
        {sending.refusal && <Alert type="error">{sayRefusal(sending.refusal, t)}</Alert>}
        <FormField label={t("callback-was")} {...(missing && { errorText: sayReason("missing", t) })}>
          <RadioGroup
            value={reached || null}
            items={[
              { value: "yes", label: t("callback-reached") },
              { value: "no", label: t("callback-not-reached") },
            ]}
            onChange={({ detail }) => {
              setMissing(false);
              setReached(detail.value);
            }}
          />
        </FormField>
        <FormField label={t("callback-note")} stretch>
          <Textarea
            value={note}
            rows={2}
            nativeTextareaAttributes={{ dir: "auto", maxLength: 1000 }}
            onChange={({ detail }) => setNote(detail.value)}
          />
        </FormField>
        <Button loading={sending.busy} onClick={() => void send()}>
          {t("callback-keep-try")}
        </Button>
      </SpaceBetween>
    </Container>
  );
}
