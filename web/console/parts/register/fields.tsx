import FormField from "@cloudscape-design/components/form-field";
import Input, { type InputProps } from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import { useWords } from "@shared/language/Language";
import type { TextField, Typed } from "../../typed";

/** What every part of the form is given: what is typed, how to change it, and why a field was refused. */
export interface Asked {
  typed: Typed;
  change: (part: Partial<Typed>) => void;
  why: (...paths: string[]) => string | undefined;
}

interface TextAsked extends Asked {
  field: TextField;
  label: string;
  path: string;
  hint?: string;
  inputMode?: InputProps.InputMode;
}

export function Text({ typed, change, why, field, label, path, hint, inputMode }: TextAsked) {
  return (
    <FormField label={label} errorText={why(path)} constraintText={hint} stretch>
      <Input
        controlId={path}
        value={typed[field]}
        {...(inputMode && { inputMode })}
        onChange={({ detail }) => change({ [field]: detail.value })}
      />
    </FormField>
  );
}

export interface Option {
  value: string;
  label: string;
}

interface Chosen {
  label: string;
  value: string;
  options: readonly Option[];
  change: (value: string) => void;
  error?: string | undefined;
  hint?: string;
  path?: string;
}

export function Choice({ label, value, options, change, error, hint, path }: Chosen) {
  const { t } = useWords();
  return (
    <FormField label={label} errorText={error} constraintText={hint} stretch>
      <Select
        {...(path && { controlId: path })}
        selectedOption={options.find((each) => each.value === value) ?? null}
        options={options}
        placeholder={t("choose")}
        filteringType={options.length > 8 ? "auto" : "none"}
        onChange={({ detail }) => change(detail.selectedOption.value ?? "")}
      />
    </FormField>
  );
}
