import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { Ltr } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { useState } from "react";
import { keysOf } from "../../telephony/phone";

/** In this order: an object's keys would put "0" first. */
const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"] as const;

/** The keys that a menu at the other end wants; read from left to right in every language, as on a telephone. */
export function Keypad({ press }: { press: (keys: string) => void }) {
  const { t } = useWords();
  const [typed, setTyped] = useState("");
  const keys = keysOf(typed);
  const send = () => {
    if (!keys) return;
    press(keys);
    setTyped("");
  };
  return (
    <div className="keypad">
      <div className="keypad-keys" dir="ltr" role="group" aria-label={t("phone-keypad")}>
        {KEYS.map((key) => (
          <button
            key={key}
            type="button"
            className="key"
            aria-label={t("phone-key", { key })}
            onClick={() => press(key)}
          >
            <Ltr>{key}</Ltr>
          </button>
        ))}
      </div>
      <FormField label={t("phone-keys")} {...(typed && !keys && { errorText: t("phone-keys-wrong") })}>
        <div className="typed-place">
          <Input
            value={typed}
            inputMode="tel"
            onChange={({ detail }) => setTyped(detail.value)}
            onKeyDown={({ detail }) => detail.key === "Enter" && send()}
          />
          <Button disabled={!keys} onClick={send}>
            {t("send")}
          </Button>
        </div>
      </FormField>
    </div>
  );
}
