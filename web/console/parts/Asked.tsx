import DatePicker from "@cloudscape-design/components/date-picker";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import Select from "@cloudscape-design/components/select";
import type { Schemas } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import type { ActionField, Values } from "../actions";
import { useBody, usePlaces } from "../me";
import { useStaff } from "../staff";
import { WritingField } from "./WritingField";

type Ticket = Schemas["StaffTicketView"];

interface AskedFor {
  field: ActionField;
  ticket: Ticket;
  values: Values;
  change: (text: string) => void;
  /** Asked to send, by Ctrl+Enter. */
  send?: () => void;
}

/** Asks for one field of an action. */
export function Asked({ field, ticket, values, change, send }: AskedFor) {
  const { t } = useWords();
  const value = values[field.name] ?? "";
  switch (field.kind) {
    case "long":
      return (
        <WritingField
          ticket={ticket}
          rows={4}
          value={value}
          change={change}
          ready={Boolean(field.told)}
          {...(send && { send })}
        />
      );
    case "yes":
      return (
        <RadioGroup
          value={value || null}
          direction="horizontal"
          items={[
            { value: "true", label: t("yes") },
            { value: "false", label: t("no") },
          ]}
          onChange={({ detail }) => change(detail.value)}
        />
      );
    case "date":
      return (
        <DatePicker
          value={value}
          placeholder="YYYY/MM/DD"
          onChange={({ detail }) => change(detail.value)}
          openCalendarAriaLabel={() => t("choose")}
        />
      );
    case "score":
      return (
        <RadioGroup
          value={value || null}
          direction="horizontal"
          items={[5, 4, 3, 2, 1].map((score) => ({ value: String(score), label: String(score) }))}
          onChange={({ detail }) => change(detail.value)}
        />
      );
    case "text":
    case "number":
      return <Input value={value} onChange={({ detail }) => change(detail.value)} />;
    default:
      return <Choice field={field} ticket={ticket} values={values} change={change} />;
  }
}

function Choice({ field, ticket, values, change }: AskedFor) {
  const { t } = useWords();
  const options = useOptions(field, ticket, values);
  const value = values[field.name] ?? "";
  const nobody = t(field.kind === "staff" ? "assign-next" : "none");
  const all = field.needed ? options : [{ value: "", label: nobody }, ...options];
  return (
    <Select
      selectedOption={all.find((each) => each.value === value) ?? null}
      options={all}
      placeholder={t("choose")}
      filteringType={all.length > 8 ? "auto" : "none"}
      onChange={({ detail }) => change(detail.selectedOption.value ?? "")}
    />
  );
}

function useOptions(field: ActionField, ticket: Ticket, values: Values): { value: string; label: string }[] {
  const { t, name } = useWords();
  const body = useBody(ticket.body).data;
  const places = usePlaces(ticket.body, field.kind === "section" || field.kind === "partner");
  const staff = useStaff(field.kind === "staff");
  const named = (items: readonly { code: string; name: Schemas["Words"] }[]) =>
    items.map((each) => ({ value: each.code, label: name(each.name) }));
  if (field.kind === "category") return named(body?.categories ?? []);
  if (field.kind === "subcategory") {
    return named(body?.categories.find((each) => each.code === values["category"])?.subcategories ?? []);
  }
  if (field.kind === "staff") return staff;
  if (field.kind === "section") return named(places.sections);
  if (field.kind === "partner") return named(places.partners);
  return (field.codes ?? []).map((code) => ({ value: code, label: t(codeId(field.list ?? "", code)) }));
}
