import Button from "@cloudscape-design/components/button";
import DatePicker from "@cloudscape-design/components/date-picker";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Toggle from "@cloudscape-design/components/toggle";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { useEffect, useState } from "react";
import { isWhole, OUTCOMES } from "../../contactList";
import { has, useBodyNow, useMe } from "../../me";
import { useAgents, useSwitchboard } from "../../switchboard";
import { useLater } from "../../useLater";
import { digits } from "../../pages/admin/paths";

interface Given {
  said: URLSearchParams;
  change: (name: string, value: string) => void;
  clear: () => void;
}

/** What narrows the list of contacts down; all of it stands in the address. */
export function ContactFilters({ said, change, clear }: Given) {
  const { t, name } = useWords();
  const me = useMe();
  const queues = useSwitchboard(useBodyNow()).data?.queues ?? [];
  const agents = useAgents();
  const looksUp = has(me, "distributor", "follow_up", "supervisor", "manager", "quality");
  const choices = [
    {
      id: "queue",
      label: t("live-queue"),
      options: queues.map((each) => ({ value: each.code, label: name(each.name) })),
    },
    {
      id: "agent",
      label: t("live-agent"),
      options: looksUp ? agents.map((each) => ({ value: each.username, label: each.name })) : [],
    },
    {
      id: "outcome",
      label: t("contacts-outcome"),
      options: OUTCOMES.map((code) => ({ value: code, label: t(codeId("contact-outcome", code)) })),
    },
  ].filter(({ options }) => options.length);
  return (
    <SpaceBetween size="s">
      <div className="contact-filters">
        <Typed
          key={`number.${said.get("number") ?? ""}`}
          id="number"
          label={t("contacts-number")}
          {...{ said, change }}
        />
        <Typed
          key={`ticket.${said.get("ticket") ?? ""}`}
          id="ticket"
          label={t("contacts-ticket")}
          {...{ said, change }}
        />
        {choices.map(({ id, label, options }) => {
          const all = [{ value: "", label: t("filter-any") }, ...options];
          return (
            <FormField key={id} label={label}>
              <Select
                options={all}
                selectedOption={all.find(({ value }) => value === (said.get(id) ?? "")) ?? all[0]!}
                filteringType={all.length > 9 ? "auto" : "none"}
                filteringAriaLabel={label}
                onChange={({ detail }) => change(id, detail.selectedOption.value ?? "")}
              />
            </FormField>
          );
        })}
        {(["from", "to"] as const).map((end) => (
          <FormField key={end} label={t(`figures-${end}`)}>
            <DatePicker
              name={end}
              value={said.get(end) ?? ""}
              placeholder="YYYY/MM/DD"
              openCalendarAriaLabel={() => `${t("choose")}: ${t(`figures-${end}`)}`}
              onChange={({ detail }) => change(end, detail.value)}
            />
          </FormField>
        ))}
      </div>
      <div className="filters">
        {(["recorded", "needs_wrap_up"] as const).map((mark) => (
          <Toggle
            key={mark}
            checked={said.get(mark) === "true"}
            onChange={({ detail }) => change(mark, detail.checked ? "true" : "")}
          >
            {t(codeId("contacts", mark))}
          </Toggle>
        ))}
        {[...said.keys()].some((each) => each !== "body") && (
          <Button variant="inline-link" onClick={clear}>
            {t("filters-clear")}
          </Button>
        )}
      </div>
    </SpaceBetween>
  );
}

interface TypedBy {
  id: "number" | "ticket";
  label: string;
  said: URLSearchParams;
  change: (name: string, value: string) => void;
}

/** A number that is looked for once nobody types any more, in whatever digits it was typed. */
function Typed({ id, label, said, change }: TypedBy) {
  const kept = said.get(id) ?? "";
  const [typed, setTyped] = useState(kept);
  const wanted = useLater(digits(typed).replace(/[^\d+]/g, ""));
  useEffect(() => {
    if (wanted !== kept && isWhole(id, wanted)) change(id, wanted);
    // What is asked follows what is typed, not the other way round.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [wanted]);
  return (
    <FormField label={label}>
      <Input
        name={id}
        type="search"
        inputMode="tel"
        value={typed}
        autoComplete={false}
        onChange={({ detail }) => setTyped(detail.value)}
      />
    </FormField>
  );
}
