import Alert from "@cloudscape-design/components/alert";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import type { Refusal } from "@shared/api/refusal";
import { useWords } from "@shared/language/Language";
import { sayRefusal } from "@shared/words";
import type { Desk } from "../../contacts";
import { sayStatus } from "../../supervision";
import { Timer } from "./Timer";
import { usePresence } from "./usePresence";

/** What one can put oneself into; the others (on a call, after-call work) come of calls. */
const CHOSEN = ["available", "break", "prayer", "training", "meeting", "offline"] as const;
type Chosen = (typeof CHOSEN)[number];

/** One's presence, since when, and the way to another; available is refused while something is not wrapped up. */
export function Presence({ desk, refused }: { desk: Desk; refused: (refusal: Refusal | undefined) => void }) {
  const { t, name } = useWords();
  const { put, wanted } = usePresence(refused);
  const { status, since } = desk.presence;
  const named = (code: string) => name(desk.statuses.find((each) => each.code === code)?.name) || sayStatus(code, t);
  return (
    <div className={`phone-presence presence-${status.replaceAll("_", "-")}`}>
      <span className="presence-dot" aria-hidden="true" />
      <ButtonDropdown
        loading={wanted !== undefined}
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
