import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { Ltr } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { tonesOf } from "../../telephony/phone";

/** In this order: an object's keys would put "0" first. */
const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"] as const;
/** So much of what was sent is shown. */
const MOST = 24;

interface Given {
  /** Whom the keys are for. */
  to: string;
  press: (keys: string) => void;
  close: () => void;
}

/**
 * The keys that a menu at the other end wants; read from left to right in every language, as on a telephone. The keys
 * of the keyboard are pressed on it too, while it has the focus; Escape closes it.
 */
export function Keypad({ to, press, close }: Given) {
  const { t } = useWords();
  const [typed, setTyped] = useState("");
  const [sent, setSent] = useState("");
  const pad = useRef<HTMLDivElement>(null);
  const keys = tonesOf(typed);
  useEffect(() => pad.current?.querySelector("button")?.focus(), []);
  const send = (wanted: string) => {
    if (!wanted) return;
    press(wanted);
    setSent((before) => (before + wanted).slice(-MOST));
  };
  const sendTyped = () => {
    send(keys);
    if (keys) setTyped("");
  };
  const hear = (event: KeyboardEvent) => {
    if (event.key === "Escape") close();
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) send(tonesOf(event.key));
  };
  return (
    <div className="keypad">
      <div>
        <div ref={pad} className="keypad-keys" dir="ltr" role="group" aria-label={t("phone-keypad")} onKeyDown={hear}>
          {KEYS.map((key) => (
            <button
              key={key}
              type="button"
              className="key"
              aria-label={t("phone-key", { key })}
              onClick={() => send(key)}
            >
              <Ltr>{key}</Ltr>
            </button>
          ))}
        </div>
        <div className="keypad-sent" role="status">
          {sent && (
            <>
              {t("phone-keys-sent")} <Ltr>{sent}</Ltr>
            </>
          )}
        </div>
      </div>
      <FormField
        label={t("phone-keys")}
        constraintText={
          <>
            {t("phone-keys-to")} <bdi>{to}</bdi>
          </>
        }
        {...(typed && !keys && { errorText: t("phone-keys-wrong") })}
      >
        <div className="typed-place">
          <Input
            value={typed}
            inputMode="tel"
            onChange={({ detail }) => setTyped(detail.value)}
            onKeyDown={({ detail }) => {
              if (detail.key === "Enter") sendTyped();
              if (detail.key === "Escape") close();
            }}
          />
          <Button disabled={!keys} onClick={sendTyped}>
            {t("send")}
          </Button>
        </div>
      </FormField>
    </div>
  );
}
