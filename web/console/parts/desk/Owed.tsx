import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import { Ltr } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { useEffect } from "react";
import { useDesk } from "../../desk";
import type { Call, Phone } from "../../telephony/phone";
import { Go } from "../Go";
import { Timer } from "./Timer";
import { useVerb } from "./useVerb";

interface Given {
  call: Call;
  verbs: Phone;
  dialled: () => void;
}

/** Somebody is to be called back, and this agent has taken it: they are dialled from here, again if nobody answered. */
export function Owed({ call, verbs, dialled }: Given) {
  const { t } = useWords();
  const { phone } = useDesk();
  const { busy, refused, ask } = useVerb();
  const speaking = phone.calls.some(({ voice, phase }) => voice && phase !== "missed" && phase !== "failed");
  const over = call.phase === "over";
  useEffect(() => {
    // The call itself is what is written up; its task is put away as soon as the service has taken the try.
    if (over && !phone.elsewhere) void ask(() => verbs.finish(call.id));
  }, [over, phone.elsewhere, ask, verbs, call.id]);
  if (over) return null;
  const dial = async () => {
    if (await ask(() => verbs.dial(call.number, call.queue))) dialled();
  };
  return (
    <section className="call" aria-label={t("phone-owed")} data-contact={call.id}>
      <div className="filters">
        <strong>{t("phone-owed")}</strong>
        <Ltr>{call.number}</Ltr>
        <Timer since={call.since} />
        {!speaking && (
          <>
            <Button variant="primary" loading={busy} onClick={() => void dial()}>
              {t("phone-dial")}
            </Button>
            <Button disabled={busy} onClick={() => void ask(() => verbs.hangUp(call.id))}>
              {t("phone-owed-done")}
            </Button>
          </>
        )}
        <Go to="/callbacks?state=offered">{t("callbacks")}</Go>
      </div>
      {refused && <Alert type="error">{t("phone-refused")}</Alert>}
    </section>
  );
}
