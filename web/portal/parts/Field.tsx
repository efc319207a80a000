import type { Refusal } from "@shared/api/refusal";
import { useWords } from "@shared/language/Language";
import { sayReason, sayRefusal } from "@shared/words";
import { type ReactNode, useEffect, useRef } from "react";

interface Given {
  /** The field's path in the API's body (`requester.mobile`): errors find their field by it. */
  id: string;
  label: string;
  hint?: ReactNode;
  /** The reason of the API's refusal, if it named this field. */
  reason?: string | undefined;
  optional?: boolean | undefined;
  children: (field: FieldProps) => ReactNode;
}

export interface FieldProps {
  id: string;
  name: string;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: "true" | undefined;
  "aria-required"?: "true" | undefined;
}

/** One field with its label, its hint and what is wrong with it, tied together for screen readers. */
export function Field({ id, label, hint, reason, optional, children }: Given) {
  const { t } = useWords();
  const described = [hint && `${id}-hint`, reason && `${id}-wrong`].filter(Boolean).join(" ");
  return (
    <div className="field min-w-0">
      <label htmlFor={id}>{optional ? t("optional", { label }) : label}</label>
      {hint && (
        <p id={`${id}-hint`} className="mb-1.5 text-sm text-aeblack-700">
          {hint}
        </p>
      )}
      {children({
        id,
        name: id,
        "aria-describedby": described || undefined,
        "aria-invalid": reason ? "true" : undefined,
        "aria-required": optional ? undefined : "true",
      })}
      {reason && (
        <p id={`${id}-wrong`} className="mt-1 text-sm font-semibold text-aered-700">
          {sayReason(reason, t)}
        </p>
      )}
    </div>
  );
}

type Plain = Omit<Given, "children"> & { value: string; change: (value: string) => void };

interface Typed extends Plain {
  /** How many lines it has; one unless it says more. */
  rows?: number;
  type?: "text" | "tel" | "email";
  dir?: "auto" | "ltr";
  inputMode?: "text" | "numeric" | "decimal";
  autoComplete?: string;
  maxLength: number;
}

/** A field that is typed into. */
export function TextField({ id, label, hint, reason, optional, value, change, rows, type, dir, ...rest }: Typed) {
  return (
    <Field id={id} label={label} hint={hint} reason={reason} optional={optional}>
      {(field) => {
        const given = { ...field, ...rest, dir: dir ?? "auto", value };
        if (rows) return <textarea {...given} rows={rows} onChange={(e) => change(e.currentTarget.value)} />;
        return <input {...given} type={type ?? "text"} onChange={(e) => change(e.currentTarget.value)} />;
      }}
    </Field>
  );
}

/** A field that is chosen from a list of codes with their words. */
export function SelectField({ value, change, options, ...given }: Plain & { options: (readonly [string, string])[] }) {
  const { t } = useWords();
  return (
    <Field {...given}>
      {(field) => (
        <select {...field} value={value} onChange={(e) => change(e.currentTarget.value)}>
          <option value="">{t("choose")}</option>
          {options.map(([code, words]) => (
            <option key={code} value={code}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Says at the head of a form what kept it from being taken, with a link to each faulty field; takes the focus. */
export function Refused({ refusal, labels }: { refusal: Refusal | undefined; labels?: Record<string, string> }) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refusal) box.current?.focus();
  }, [refusal]);
  if (!refusal) return null;
  return (
    <div ref={box} tabIndex={-1} role="alert" className="card mb-6 border-2 border-aered-600 outline-none">
      <p className="font-semibold">{sayRefusal(refusal, t)}</p>
      <ul className="mt-2 list-disc ps-5">
        {Object.entries(refusal.fields).map(([field, reason]) => (
          <li key={field}>
            <a className="aegov-link" href={`#${field}`} onClick={(event) => goTo(event, field)}>
              {labels?.[field] ? `${labels[field]}: ` : ""}
              {sayReason(reason, t)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function goTo(event: { preventDefault: () => void }, field: string) {
  event.preventDefault();
  document.getElementById(field)?.focus();
}
