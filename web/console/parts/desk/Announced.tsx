import { useWords } from "@shared/language/Language";
import { useDesk } from "../../desk";
import { type Call, foremost, type Phase } from "../../telephony/phone";

const TOLD: ReadonlySet<Phase> = new Set<Phase>(["joining", "dialling", "talking", "over"]);

/** Return what a call is that rings: of a callback the agent is there before the caller. */
export const ringingTitle = ({ callback, owed }: Call) =>
  callback || owed ? "phone-ringing-callback" : "phone-ringing";

/**
 * Says aloud how the foremost call stands. What announces has to be there before there is anything to say, so it
 * stands beside the calls, which come and go.
 */
export function Announced() {
  const { t } = useWords();
  const { phone } = useDesk();
  const call = phone.elsewhere ? undefined : foremost(phone.calls);
  const rings = call?.phase === "ringing";
  const tells = call && TOLD.has(call.phase) && !call.watching && !call.owed;
  return (
    <div className="announced">
      <span aria-live="assertive">{rings && `${t(ringingTitle(call))} ${call.number || t("number-withheld")}`}</span>
      <span aria-live="polite">{tells && t(`phone-${call.phase}`)}</span>
    </div>
  );
}
