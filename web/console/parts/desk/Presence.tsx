import Alert from "@cloudscape-design/components/alert";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import { asRefusal, type Refusal } from "@shared/api/refusal";
import { useWords } from "@shared/language/Language";
import { sayRefusal } from "@shared/words";
import { useState } from "react";
import { type Desk, putPresence } from "../../contacts";
import { useDesk } from "../../desk";
import { sayStatus } from "../../supervision";
import { Timer } from "./Timer";

/** What one can put oneself into; the others (on a call, after-call work) come of calls. */
const CHOSEN = ["available", "break", "prayer", "training", "meeting", "offline"] as const;
type Chosen = (typeof CHOSEN)[number];

/** One's presence, since when, and the way to another; available is refused while something is not wrapped up. */
export function Presence({ desk, refused }: { desk: Desk; refused: (refusal: Refusal | undefined) => void }) {
  const { t, name } = useWords();
  const { refresh } = useDesk();
  const [wanted, setWanted] = useState("");
  const { status, since } = desk.presence;
  const named = (code: string) => name(desk.statuses.find((each) => each.code === code)?.name) || sayStatus(code, t);
  const put = async (code: Chosen) => {
    setWanted(code);
    refused(undefined);
    try {
      await putPresence(code);
    } catch (thrown) {
      refused(asRefusal(thrown));
    } finally {
      await refresh();
      setWanted("");
    }
  };
  return (
    <div className={`phone-presence presence-${status.replaceAll("_", "-")}`}>
      <span className="presence-dot" aria-hidden="true" />
      <ButtonDropdown
        loading={wanted !== ""}
        ariaLabel={t("presence-now", { status: named(status) })}
        items={CHOSEN.map((code) => ({
          id: code,
          text: named(code),
          itemType: "checkbox" as const,
          checked: code === status,
        }))}
        onItemClick={({ detail }) => void put(detail.id as Chosen)}
      >
        {named(status)}
      </ButtonDropdown>
      {since && <Timer since={Date.parse(since)} />}
    </div>
  );
}

/** Says why a presence was refused, with the way to what must be done before. */
export function PresenceRefused({ refusal, close }: { refusal: Refusal; close: () => void }) {
  const { t } = useWords();
  return (
    <Alert type="warning" dismissible dismissAriaLabel={t("close-panel")} onDismiss={close}>
      {sayRefusal(refusal, t)}
    </Alert>
  );
}
