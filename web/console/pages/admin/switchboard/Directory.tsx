import { useWords } from "@shared/language/Language";
import type { Switchboard } from "../../../switchboard";
import { Name, One, Part, Rows, Text, Yes } from "../fields";
import { useForm } from "../Form";
import { choicesOf } from "../things";
import { useStaffChoices } from "./Queues";

/** The lines within the house (R101, R102): dialled by their number, or found in the list that is read out. */
export function Directory() {
  const { t, name } = useWords();
  const staff = useStaffChoices();
  const queues = choicesOf((useForm().value as Switchboard).queues, name).filter(({ value }) => value);
  return (
    <Part title={t("switchboard-directory")} hint={t("switchboard-directory-hint")}>
      <Rows
        path="extensions"
        fresh={{ extension: "", name: { ar: "", en: "" }, staff: "", queue: "", number: "", listed: true }}
        add={t("switchboard-extension-add")}
        empty={t("switchboard-directory-none")}
        each={(place) => t("switchboard-extension", { n: place + 1 })}
      >
        {(path) => (
          <>
            <Name path={`${path}.name`} />
            <div className="pair">
              <Text path={`${path}.extension`} plain placeholder="104" />
              <One path={`${path}.staff`} label={t("switchboard-to-staff")} choices={staff} none={t("none")} optional />
              <One
                path={`${path}.queue`}
                label={t("switchboard-to-queue")}
                choices={queues}
                none={t("none")}
                optional
              />
              <Text path={`${path}.number`} label={t("switchboard-to-number")} plain optional />
            </div>
            <Yes path={`${path}.listed`} />
          </>
        )}
      </Rows>
    </Part>
  );
}
