import { useWords } from "@shared/language/Language";
import { Many, Name, One, Part, Rows, Text, Yes } from "../fields";
import { choicesOf, useThings } from "../things";
import type { SwitchboardShown } from "../../../switchboard";
import { FRESH, Missing } from "./Missing";

/** Who of the body's staff can be chosen, by user name. */
export function useStaffChoices() {
  const staff = useThings("staff").data ?? [];
  return staff
    .filter(({ active }) => active)
    .map(({ username, name }) => ({ value: username, label: name, description: username }));
}

/** The queues: what each is called, who sits in it, and when it is open. */
export function Queues() {
  const { t, name } = useWords();
  const staff = useStaffChoices();
  const calendars = [
    { value: "round_the_clock", label: t("admin-calendar-round") },
    ...choicesOf(useThings("calendars").data, name),
  ];
  return (
    <Part title={t("switchboard-queues")} hint={t("switchboard-queues-hint")}>
      <Missing />
      <Rows
        path="queues"
        needed
        fresh={FRESH}
        add={t("switchboard-queue-add")}
        empty={t("live-no-queues")}
        each={(place) => t("switchboard-queue", { n: place + 1 })}
      >
        {(path) => (
          <>
            <Name path={`${path}.name`} />
            <div className="pair">
              <Text path={`${path}.code`} plain hint={t("switchboard-code-hint")} />
              <Text path={`${path}.label`} plain hint={t("switchboard-label-hint")} />
              <Many path={`${path}.staff`} choices={staff} optional />
              <One path={`${path}.calendar`} choices={calendars} none={t("admin-calendar-body")} optional />
            </div>
          </>
        )}
      </Rows>
    </Part>
  );
}

/** Why people call: what is chosen no more is retired, for earlier contacts bear it. */
export function Dispositions({ saved }: { saved: SwitchboardShown | null }) {
  const { t } = useWords();
  const known = new Set(saved?.dispositions.map(({ code }) => code));
  return (
    <Part title={t("switchboard-dispositions")} hint={t("switchboard-dispositions-hint")}>
      <Rows
        path="dispositions"
        needed
        fresh={{ code: "", name: FRESH.name, active: true }}
        add={t("switchboard-disposition-add")}
        empty={t("admin-empty")}
        each={(place) => t("switchboard-disposition", { n: place + 1 })}
        stays={(row) => known.has((row as { code: string }).code)}
      >
        {(path) => (
          <>
            <Name path={`${path}.name`} />
            <div className="pair">
              <Text path={`${path}.code`} plain />
              <Yes path={`${path}.active`} label={t("admin-in-use")} />
            </div>
          </>
        )}
      </Rows>
    </Part>
  );
}
