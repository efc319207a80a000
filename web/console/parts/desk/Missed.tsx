import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import type { Refusal } from "@shared/api/refusal";
import { Ltr } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { useDesk } from "../../desk";
import { usePresence } from "./usePresence";

/**
 * A call rang and was not taken: nothing rings before one is available again. What the service knows of it stays
 * through a reload, and without a softphone.
 */
export function Missed({ refused }: { refused: (refusal: Refusal | undefined) => void }) {
  const { t } = useWords();
  const { desk, phone, chosen } = useDesk();
  const put = usePresence(refused);
  const missed = phone.calls.filter(({ phase }) => phase === "missed" || phase === "failed");
  if (!missed.length && desk?.presence.status !== "missed") return null;
  const failed = missed.some(({ phase }) => phase === "failed");
  return (
    <section aria-label={t("phone-missed")}>
      <Alert
        type={failed ? "error" : "warning"}
        header={t(failed ? "phone-failed" : "phone-missed")}
        action={
          <Button variant="primary" loading={chosen === "available"} onClick={() => void put("available")}>
            {t("phone-available-again")}
          </Button>
        }
      >
        <span role="status">{t(failed ? "phone-failed-text" : "phone-missed-text")}</span>
        {missed.map(({ id, number }) => (
          <div key={id}>{number ? <Ltr>{number}</Ltr> : t("number-withheld")}</div>
        ))}
      </Alert>
    </section>
  );
}
