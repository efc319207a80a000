import Alert from "@cloudscape-design/components/alert";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { Refusal } from "@shared/api/refusal";
import { useWords } from "@shared/language/Language";
import { sayRefusal } from "@shared/words";
import type { Desk } from "../../contacts";
import { useDesk } from "../../desk";
import { sayStatus } from "../../supervision";
import { Timer } from "./Timer";
import { usePresence } from "./usePresence";

/** What one can put oneself into; the others (on a call, after-call work) come of calls. */
const CHOSEN = ["available", "break", "prayer", "training", "meeting", "offline"] as const;

interface Given {
  desk: Desk;
  refused: (refusal: Refusal | undefined) => void;
}

/**
 * One's presence, since when, and the way to another; available is refused while something is not wrapped up. The
 * list always takes a choice: what was chosen is shown at once, and that telephony has not told of it yet beside it.
 */
export function Presence({ desk, refused }: Given) {
  const { t, name } = useWords();
  const { chosen } = useDesk();
  const put = usePresence(refused);
  const { status, since, coming } = desk.presence;
  const named = (code: string) => {
    // The board says it of somebody else; here one is spoken to.
    if (code === "ringing" || code === "missed") return t(`presence-own-${code}`);
    return name(desk.statuses.find((each) => each.code === code)?.name) || sayStatus(code, t);
  };
  const shown = chosen ?? status;
  return (
    <div className={`phone-presence presence-${status.replaceAll("_", "-")}`}>
      <span className="presence-dot" aria-hidden="true" />
      <ButtonDropdown
        expandToViewport
        ariaLabel={t("presence-now", { status: named(shown) })}
        items={CHOSEN.map((code) => ({
          id: code,
          text: named(code),
          itemType: "checkbox" as const,
          checked: code === shown,
        }))}
        onItemClick={({ detail }) => void put(detail.id as (typeof CHOSEN)[number])}
      >
        {named(shown)}
      </ButtonDropdown>
      <span role="status">
        {chosen ? (
          <StatusIndicator type="loading">{t("presence-changing")}</StatusIndicator>
        ) : (
          coming && coming !== status && t("presence-coming", { status: named(coming) })
        )}
      </span>
      {!chosen && since && <Timer since={Date.parse(since)} />}
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
