import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import DateInput from "@cloudscape-design/components/date-input";
import DatePicker from "@cloudscape-design/components/date-picker";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input, { type InputProps } from "@cloudscape-design/components/input";
import Multiselect from "@cloudscape-design/components/multiselect";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Toggle from "@cloudscape-design/components/toggle";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { type ReactNode, useState } from "react";
import { useForm } from "./Form";
import { at, digits } from "./paths";
import type { Choice } from "./things";

interface Field {
  path: string;
  /** Its message; without one the path's last part names it. */
  label?: string;
  hint?: ReactNode;
  optional?: boolean;
}

function useField({ path, label, optional }: Field) {
  const { t } = useWords();
  const form = useForm();
  const last = path.split(".").findLast((part) => !/^\d+$/.test(part)) ?? "";
  const said = label ?? t(codeId("admin-field", last));
  return {
    ...form,
    t,
    found: at(form.value, path),
    label: optional ? t("optional", { label: said }) : said,
    error: form.fault(path),
    change: (given: unknown) => form.set(path, given),
  };
}

/** A line of text; digits are taken however they are typed. */
export function Text(field: Field & { type?: InputProps.Type; plain?: boolean; placeholder?: string }) {
  const { found, label, error, change, readOnly } = useField(field);
  return (
    <FormField label={label} errorText={error} constraintText={field.hint} stretch>
      <Input
        name={field.path}
        type={field.type ?? "text"}
        value={typeof found === "string" ? found : ""}
        placeholder={field.placeholder}
        readOnly={readOnly}
        autoComplete={false}
        nativeInputAttributes={{ dir: field.plain ? "ltr" : "auto" }}
        onChange={({ detail }) => change(field.plain ? digits(detail.value) : detail.value)}
      />
    </FormField>
  );
}

/** A time of day, as 07:30; bare of its label's line, for rows of hours. */
export function Time({ path, label }: { path: string; label: string }) {
  const { value, set, readOnly } = useForm();
  const found = at(value, path);
  return (
    <span className="time">
      <Input
        name={path}
        ariaLabel={label}
        value={typeof found === "string" ? found : ""}
        placeholder="00:00"
        readOnly={readOnly}
        autoComplete={false}
        nativeInputAttributes={{ dir: "ltr", maxLength: 5 }}
        onChange={({ detail }) => set(path, digits(detail.value))}
      />
    </span>
  );
}

/** A name, or the hours as people read them, in both languages. */
export function Name({ path, of = "name" }: { path: string; of?: "name" | "hours" }) {
  const { t } = useWords();
  return (
    <div className="pair">
      <Text path={`${path}.ar`} label={t(`admin-${of}-ar`)} />
      <Text path={`${path}.en`} label={t(`admin-${of}-en`)} />
    </div>
  );
}

/** A whole number. What is not one is sent as it is, so that the service says so. */
export function Count(field: Field) {
  const { found, label, error, change, readOnly } = useField(field);
  const given = (text: string) => (/^\d+$/.test(text) ? Number(text) : text);
  return (
    <FormField label={label} errorText={error} constraintText={field.hint} stretch>
      <Input
        name={field.path}
        inputMode="numeric"
        value={String(found ?? "")}
        readOnly={readOnly}
        autoComplete={false}
        nativeInputAttributes={{ dir: "ltr" }}
        onChange={({ detail }) => change(given(digits(detail.value.trim())))}
      />
    </FormField>
  );
}

/** A date, as the API writes it: 2026-12-24. */
export function Day(field: Field) {
  const { t, found, label, error, change, readOnly } = useField(field);
  const value = typeof found === "string" ? found : "";
  return (
    <FormField label={label} errorText={error} constraintText={field.hint} stretch>
      {readOnly ? (
        <DateInput value={value} readOnly />
      ) : (
        <DatePicker
          name={field.path}
          value={value}
          placeholder="YYYY/MM/DD"
          openCalendarAriaLabel={() => `${t("choose")}: ${label}`}
          onChange={({ detail }) => change(detail.value)}
        />
      )}
    </FormField>
  );
}

interface ChosenBy {
  label: string;
  value: string;
  choices: readonly Choice[];
  hint?: ReactNode;
  error: string | undefined;
  readOnly: boolean;
  choose: (value: string) => void;
}

/** A choice by itself. */
export function Chosen({ label, value, choices, hint, error, readOnly, choose }: ChosenBy) {
  const { t } = useWords();
  return (
    <FormField label={label} errorText={error} constraintText={hint} stretch>
      <Select
        selectedOption={choices.find((each) => each.value === value) ?? (value ? { value, label: value } : null)}
        options={[...choices]}
        placeholder={t("choose")}
        readOnly={readOnly}
        filteringType={choices.length > 8 ? "auto" : "none"}
        filteringAriaLabel={label}
        filteringClearAriaLabel={t("close-panel")}
        onChange={({ detail }) => choose(detail.selectedOption.value ?? "")}
      />
    </FormField>
  );
}

/** One of some choices; `none` words the empty one. */
export function One(field: Field & { choices: readonly Choice[]; none?: string }) {
  const { found, label, error, change, readOnly } = useField(field);
  const all = field.none === undefined ? field.choices : [{ value: "", label: field.none }, ...field.choices];
  const value = typeof found === "string" ? found : "";
  return <Chosen {...{ label, value, choices: all, hint: field.hint, error, readOnly, choose: change }} />;
}

/** Any of some choices. */
export function Many(field: Field & { choices: readonly Choice[] }) {
  const { t, found, label, error, change, readOnly } = useField(field);
  const values = Array.isArray(found) ? (found as string[]) : [];
  const chosen = values.map((value) => field.choices.find((each) => each.value === value) ?? { value, label: value });
  return (
    <FormField label={label} errorText={error} constraintText={field.hint} stretch>
      <Multiselect
        selectedOptions={chosen}
        options={[...field.choices]}
        placeholder={t("choose")}
        readOnly={readOnly}
        filteringType={field.choices.length > 8 ? "auto" : "none"}
        filteringAriaLabel={label}
        filteringClearAriaLabel={t("close-panel")}
        deselectAriaLabel={({ label: each }) => `${t("admin-remove")}: ${each}`}
        onChange={({ detail }) => change(detail.selectedOptions.map((each) => each.value ?? ""))}
      />
    </FormField>
  );
}

/** Yes or no. */
export function Yes(field: Field) {
  const { found, label, error, change, readOnly } = useField(field);
  return (
    <FormField errorText={error} constraintText={field.hint}>
      <Toggle checked={found === true} readOnly={readOnly} onChange={({ detail }) => change(detail.checked)}>
        {label}
      </Toggle>
    </FormField>
  );
}

/** A part of a form, under a heading of its own. */
export function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <Container
      header={
        <Header variant="h2" description={hint}>
          {title}
        </Header>
      }
    >
      <SpaceBetween size="m">{children}</SpaceBetween>
    </Container>
  );
}

interface RowsOf {
  path: string;
  /** What a new row holds. */
  fresh: object | string;
  add: string;
  empty: string;
  /** Names a row for those who hear the page: "Closure 2". */
  each: (place: number) => string;
  children: (path: string, place: number) => ReactNode;
  /** At least one must stay. */
  needed?: boolean;
  /** Whether a row must stay, for others speak of it. */
  stays?: (row: unknown) => boolean;
}

/** Rows shown at first; a calendar may hold hundreds of closures. */
const FIRST = 25;

/** Rows that are added and taken out; new ones come first in sight, at the end. */
export function Rows({ path, fresh, add, empty, each, children, needed = false, stays }: RowsOf) {
  const { t } = useWords();
  const { value, set, fault, readOnly } = useForm();
  const [shown, setShown] = useState(FIRST);
  const found = at(value, path);
  const rows = Array.isArray(found) ? (found as unknown[]) : [];
  const hidden = Math.max(0, rows.length - shown);
  const own = fault(path);
  return (
    <SpaceBetween size="s">
      {own && <Box color="text-status-error">{own}</Box>}
      {rows.length === 0 && <Box color="text-body-secondary">{empty}</Box>}
      {rows.slice(0, shown).map((row, place) => (
        <div key={place} role="group" aria-label={each(place)} className="row">
          <div className="row-fields">
            {typeof row === "object" && fault(`${path}.${place}`) && (
              <Box color="text-status-error">{fault(`${path}.${place}`)}</Box>
            )}
            {children(`${path}.${place}`, place)}
          </div>
          {!readOnly && !(needed && rows.length === 1) && !stays?.(row) && (
            <Button
              iconName="remove"
              variant="icon"
              formAction="none"
              ariaLabel={`${t("admin-remove")}: ${each(place)}`}
              onClick={() => set(path, rows.toSpliced(place, 1))}
            />
          )}
        </div>
      ))}
      <SpaceBetween size="xs" direction="horizontal">
        {hidden > 0 && (
          <Button formAction="none" onClick={() => setShown(shown + 100)}>
            {t("admin-more-rows", { n: hidden })}
          </Button>
        )}
        {!readOnly && (
          <Button
            iconName="add-plus"
            formAction="none"
            onClick={() => {
              setShown(Math.max(shown, rows.length + 1));
              set(path, [...rows, fresh]);
            }}
          >
            {add}
          </Button>
        )}
      </SpaceBetween>
    </SpaceBetween>
  );
}
