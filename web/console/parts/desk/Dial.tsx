import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useWords } from "@shared/language/Language";
import { useState } from "react";
import { dialledOf, type Phone } from "../../telephony/phone";
import { useVerb } from "./useVerb";

/** Call a number: the agent's own line first, then the other end. */
export function Dial({ verbs, dialled }: { verbs: Phone; dialled: () => void }) {
  const { t } = useWords();
  const { busy, refused, ask } = useVerb();
  const [typed, setTyped] = useState("");
  const number = dialledOf(typed);
  const dial = async () => {
    if (number && (await ask(() => verbs.dial(number)))) dialled();
  };
  const wrong = typed.length > 7 && !number;
  return (
    <FormField
      label={t("phone-dial-number")}
      constraintText={t("phone-dial-hint")}
      {...((refused || wrong) && { errorText: t(refused ? "phone-refused" : "phone-dial-wrong") })}
    >
      <div className="typed-place">
        <Input
          value={typed}
          inputMode="tel"
          onChange={({ detail }) => setTyped(detail.value)}
          onKeyDown={({ detail }) => detail.key === "Enter" && void dial()}
        />
        <Button variant="primary" disabled={!number} loading={busy} onClick={() => void dial()}>
          {t("phone-dial")}
        </Button>
      </div>
    </FormField>
  );
}
