import Alert from "@cloudscape-design/components/alert";
import Button, { type ButtonProps } from "@cloudscape-design/components/button";
import ToggleButton from "@cloudscape-design/components/toggle-button";
import { Ltr } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { useRef, useState } from "react";
import { useLocation } from "wouter";
import { useDesk } from "../../desk";
import { type Call, hearsKeys, type Party, type Phone } from "../../telephony/phone";
import { useShortcut } from "../../useShortcut";
import { Go } from "../Go";
import { Keypad } from "./Keypad";
import { Timer } from "./Timer";
import { END } from "./tones";
import { Transfer } from "./Transfer";
import { useVerb } from "./useVerb";

type Tool = "" | "keys" | "transfer";

/** A call that goes on: mute, hold, keys, a third party, and its end. */
export function Talking({ call, verbs }: { call: Call; verbs: Phone }) {
  const { t } = useWords();
  const [path] = useLocation();
  const { phone } = useDesk();
  const verb = useVerb();
  const [tool, setTool] = useState<Tool>("");
  const { ask, busy } = verb;
  const main = call.parties.find(({ initial }) => initial) ?? call.parties[0];
  const thirds = call.parties.filter((each) => each !== main);
  const held = main?.state === "held";
  const hears = call.voice ? hearsKeys(call) : undefined;
  const keypad = useRef<ButtonProps.Ref>(null);
  const use = (wanted: Tool) => setTool(tool === wanted ? "" : wanted);
  const hold = () => main && void ask(() => (held ? verbs.resume : verbs.hold)(call.id, main.id));
  const mute = () => void ask(() => verbs.mute(!phone.muted));
  useShortcut("phone-hold", hold, Boolean(main) && !busy);
  useShortcut("phone-mute", mute, !busy);
  useShortcut("phone-keypad", () => use("keys"), Boolean(hears));
  const closeKeys = () => {
    setTool("");
    keypad.current?.focus();
  };
  const page = `/contacts/${call.id}`;
  return (
    <section className="call" aria-label={t("phone-call")} data-contact={call.id}>
      <div className="filters">
        <strong>{t(`phone-${call.phase}`)}</strong>
        {path === page ? (
          <Who call={call} />
        ) : (
          <Go to={page}>
            <Who call={call} />
          </Go>
        )}
        <Timer since={call.since} />
        {call.voice && call.phase !== "joining" && (
          <>
            <ToggleButton pressed={phone.muted} disabled={busy} onChange={mute}>
              {t("phone-mute")}
            </ToggleButton>
            <Button disabled={!main || busy} onClick={hold}>
              {t(held ? "phone-resume" : "phone-hold")}
            </Button>
            <Button ref={keypad} disabled={!hears} ariaExpanded={tool === "keys"} onClick={() => use("keys")}>
              {t("phone-keypad")}
            </Button>
            <Button disabled={!main} ariaExpanded={tool === "transfer"} onClick={() => use("transfer")}>
              {t("phone-transfer")}
            </Button>
          </>
        )}
        <Button
          {...(!thirds.length && { style: END })}
          disabled={busy}
          onClick={() => void ask(() => verbs.hangUp(call.id))}
        >
          {t(thirds.length ? "phone-leave" : "phone-hang-up")}
        </Button>
      </div>
      {thirds.length > 0 && <Thirds call={call} parties={call.parties} verbs={verbs} verb={verb} />}
      {call.heard && (
        <Alert type={call.heard === "barge" ? "warning" : "info"}>
          <span role="status">{t(`phone-heard-${call.heard}`)}</span>
        </Alert>
      )}
      {verb.refused && <Alert type="error">{t("phone-refused")}</Alert>}
      {tool === "keys" && hears && (
        <Keypad
          to={hears.name || t("number-withheld")}
          press={(keys) => void ask(() => verbs.keys(call.id, hears.id, keys))}
          close={closeKeys}
        />
      )}
      {tool === "transfer" && <Transfer call={call} verbs={verbs} verb={verb} close={() => setTool("")} />}
    </section>
  );
}

/** The number of whom one speaks with. */
function Who({ call }: { call: Call }) {
  const { t } = useWords();
  return call.number ? <Ltr>{call.number}</Ltr> : t("number-withheld");
}

interface GivenThirds {
  call: Call;
  parties: readonly Party[];
  verbs: Phone;
  verb: ReturnType<typeof useVerb>;
}

/** Who else is in the call, and what can be done with three. */
function Thirds({ call, parties, verbs, verb }: GivenThirds) {
  const { t } = useWords();
  const { ask, busy } = verb;
  const dialled = parties.some(({ state }) => state === "dialling");
  const joined = parties.every(({ state }) => state === "talking");
  return (
    <div className="filters">
      <ul className="parties" aria-label={t("phone-parties")}>
        {parties.map((each) => (
          <li key={each.id}>
            <bdi>{each.name || t("number-withheld")}</bdi> · {t(`phone-party-${each.state}`)}
            {!each.initial && (
              <Button
                variant="inline-link"
                disabled={busy}
                onClick={() => void ask(() => verbs.drop(call.id, each.id))}
              >
                {t("phone-drop")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {!joined && (
        <>
          <Button disabled={busy || dialled} onClick={() => void ask(() => verbs.join(call.id))}>
            {t("phone-join")}
          </Button>
          <Button disabled={busy || dialled} onClick={() => void ask(() => verbs.swap(call.id))}>
            {t("phone-swap")}
          </Button>
        </>
      )}
    </div>
  );
}
