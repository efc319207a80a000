import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { Ltr } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import type { Switchboard } from "../../../switchboard";
import { useForm } from "../Form";

type Queue = Switchboard["queues"][number];

/** A queue that nothing is filled in of yet. */
export const FRESH: Queue = { code: "", label: "", name: { ar: "", en: "" }, staff: [], calendar: "" };

/** The queues that menus lead to and the switchboard has not, beside the keys that lead there; each can be added. */
export function Missing() {
  const { t } = useWords();
  const { value, faults, set, readOnly } = useForm();
  const rows = (value as Switchboard).queues;
  const there = new Set(rows.map(({ code }) => code));
  const missing = faults
    .filter(({ reason }) => reason === "needed-by-menu")
    .map(({ field, keys = "" }) => ({ code: field.replace("queues.", ""), keys: keys.split(".") }))
    .filter(({ code }) => !there.has(code));
  const add = (code: string) => set("queues", [...rows.filter((row) => !isBlank(row)), { ...FRESH, code }]);
  if (!missing.length) return null;
  return (
    <SpaceBetween size="xs">
      {missing.map(({ code, keys }) => (
        <Alert
          key={code}
          type="error"
          header={<Ltr>{code}</Ltr>}
          action={
            !readOnly && (
              <Button formAction="none" ariaLabel={`${t("switchboard-queue-add")}: ${code}`} onClick={() => add(code)}>
                {t("switchboard-queue-add")}
              </Button>
            )
          }
        >
          {keys[0]
            ? t("switchboard-queue-needed", { keys: keys.join(` ${t("switchboard-then")} `) })
            : t("switchboard-queue-operator")}
        </Alert>
      ))}
    </SpaceBetween>
  );
}

const isBlank = ({ code, label, name }: Queue) => !code && !label && !name.ar && !name.en;
