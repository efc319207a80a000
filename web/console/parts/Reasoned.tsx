import Alert from "@cloudscape-design/components/alert";
import FormField from "@cloudscape-design/components/form-field";
import Textarea from "@cloudscape-design/components/textarea";
import { useWords } from "@shared/language/Language";
import { useSending } from "@shared/sending";
import { sayReason, sayRefusal } from "@shared/words";
import { type ReactNode, useCallback, useState } from "react";
import { FormDialog } from "./FormDialog";

interface Given<A> {
  /** Names what is sent, one name a deed and thing. */
  form: string;
  title: string;
  /** What this will do, and who will see the reason. */
  about: ReactNode;
  confirm: string;
  children?: ReactNode;
  call: (reason: string, key: string) => Promise<A>;
  close: () => void;
  done: (answer: A) => void;
}

/** Asks why before something is done that others are told of. */
export function Reasoned<A>({ form, title, about, confirm, children, call, close, done }: Given<A>) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const [said, setSaid] = useState(false);
  const sending = useSending(
    form,
    useCallback(async (words: { reason: string }, key: string) => ({ answer: await call(words.reason, key) }), [call]),
  );
  const missing = said && !reason.trim();
  const fault = sending.refusal?.fields["reason"];
  const send = async () => {
    setSaid(true);
    if (!reason.trim() || sending.busy) return;
    const sent = await sending.send({ reason: reason.trim() });
    if (sent) done(sent.answer);
  };
  return (
    <FormDialog title={title} confirm={confirm} busy={sending.busy} send={send} close={close}>
      {sending.refusal && !fault && <Alert type="error">{sayRefusal(sending.refusal, t)}</Alert>}
      <div>{about}</div>
      {children}
      <FormField
        label={t("reasoned-why")}
        errorText={missing ? t("reason-missing") : fault && sayReason(fault, t)}
        stretch
      >
        <Textarea
          name="reason"
          value={reason}
          rows={3}
          autoFocus
          nativeTextareaAttributes={{ dir: "auto", maxLength: 300 }}
          onChange={({ detail }) => setReason(detail.value)}
        />
      </FormField>
    </FormDialog>
  );
}
