import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Fault, Refusal } from "@shared/api/refusal";
import { forgetDraft, useDraft } from "@shared/drafts";
import { useWords } from "@shared/language/Language";
import { useSending } from "@shared/sending";
import { codeId, sayRefusal } from "@shared/words";
import {
  createContext,
  type FormEvent,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
} from "react";
import { at, differing, put } from "./paths";
import { useThings } from "./things";
import { FIELDS, sayFault, sayPlace } from "./reasons";

interface Filled {
  value: object;
  set: (path: string, given: unknown) => void;
  /** Why what stands at a path was refused, in words. */
  fault: (path: string) => string | undefined;
  /** All that was refused. */
  faults: readonly Fault[];
  readOnly: boolean;
}

const Context = createContext<Filled | undefined>(undefined);

/** Return the form that a field stands in. */
export function useForm(): Filled {
  const found = useContext(Context);
  if (!found) throw new Error("a field stands outside a form");
  return found;
}

export interface Version<T> {
  /** What the form holds, as the API takes it. */
  value: T;
  /** The version under which that was shown; nothing if it is new. */
  version: number | undefined;
}

interface Given<T extends object, A> {
  /** Names the draft. */
  form: string;
  begun: Version<T>;
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  readOnly?: boolean;
  saved?: boolean;
  call: (value: T, version: number | undefined) => Promise<A>;
  done: (answer: A) => void;
  /** Fetch the thing as it is now. */
  newest: (typed: T) => Promise<Version<T> | undefined>;
  children: (value: T) => ReactNode;
}

/**
 * A form of one versioned thing: what is typed is kept until it was saved, sent under the version that was shown, and
 * where somebody else was faster, both are shown and the one who types decides.
 */
export function Form<T extends object, A>(given: Given<T, A>) {
  const { t } = useWords();
  const { form, begun, call, readOnly = false } = given;
  const { value: draft, restored, change } = useDraft<Version<T>>(form, begun);
  const [theirs, setTheirs] = useState<Version<T>>();
  const alert = useRef<HTMLDivElement>(null);
  const sending = useSending(
    form,
    useCallback((sent: Version<T>) => call(sent.value, sent.version), [call]),
  );
  const { refusal, send, clear } = sending;
  useEffect(() => {
    if (refusal) alert.current?.focus();
  }, [refusal]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await send({ value: draft.value, version: draft.version });
    if (answer === undefined) return;
    forgetDraft(form);
    given.done(answer);
  };
  const take = (value: T, version: number | undefined) => {
    change({ value, version });
    setTheirs(undefined);
    clear();
  };
  const fault = (path: string) => {
    const reason = refusal?.fields[path];
    return reason && sayFault(reason, t, at(draft.value, path) ?? null);
  };
  const faults = refusal?.problem.fields ?? [];
  const set = (path: string, what: unknown) => change({ value: put(draft.value, path, what) });
  const old = isOld(refusal);
  return (
    <form className="admin" noValidate onSubmit={(event) => void submit(event)}>
      <Header variant="h1" description={given.description} actions={given.actions}>
        {given.title}
      </Header>
      <SpaceBetween size="l">
        <div ref={alert} tabIndex={-1} className="refusal">
          {given.saved && !refusal && <Alert type="success">{t("admin-saved")}</Alert>}
          {restored && !refusal && !readOnly && (
            <Alert
              type="info"
              action={<Button onClick={() => take(begun.value, begun.version)}>{t("admin-draft-drop")}</Button>}
            >
              {t("admin-draft")}
            </Alert>
          )}
          {refusal && !old && <Refused refusal={refusal} value={draft.value} />}
          {refusal && old && (
            <Overtaken
              mine={draft.value}
              theirs={theirs}
              look={() => void given.newest(draft.value).then(setTheirs)}
              keep={(now) => take(draft.value, now.version)}
              drop={(now) => take(now.value, now.version)}
            />
          )}
        </div>
        <Context.Provider value={{ value: draft.value, set, fault, faults, readOnly }}>
          <div className="parts">{given.children(draft.value)}</div>
        </Context.Provider>
        {!readOnly && (
          <Box float="right">
            <Button variant="primary" formAction="submit" loading={sending.busy} disabled={old}>
              {t("admin-save")}
            </Button>
          </Box>
        )}
      </SpaceBetween>
    </form>
  );
}

/** Whether what was shown is no longer so: 412; or 428, when what was thought to be new is there already. */
const isOld = (refusal: Refusal | undefined) => refusal?.status === 412 || refusal?.status === 428;

/** Says why something was refused, and each faulty field by its place: a part of the form may be out of sight. */
export function Refused({ refusal, value }: { refusal: Refusal; value?: object }) {
  const { t } = useWords();
  const faults = Object.entries(refusal.fields);
  return (
    <Alert type="error" header={sayRefusal(refusal, t)}>
      <StillUsed problem={refusal.problem} />
      {faults.length > 0 && (
        <ul>
          {faults.map(([path, reason]) => (
            <li key={path}>
              <bdi>{sayPlace(path, t)}</bdi>: {sayFault(reason, t, value && (at(value, path) ?? null))}
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );
}

/** What keeps a thing from being retired, as the service counts and names it. */
function StillUsed({ problem }: { problem: Refusal["problem"] }) {
  const { t, name } = useWords();
  const categories = useThings("categories", "categories" in problem).data;
  const regions = useThings("regions", "regions" in problem).data;
  if (!problem.type?.endsWith("/part-in-use")) return null;
  const { tickets = 0, categories: naming = [], regions: under = [] } = problem as UsedBy;
  const named = (things: typeof categories | typeof regions, codes: readonly string[]) =>
    codes.map((code) => name(things?.find((each) => each.code === code)?.name) || code).join(" · ");
  return (
    <ul>
      {tickets > 0 && <li>{t("admin-used-by-tickets", { n: tickets })}</li>}
      {naming.length > 0 && <li>{t("admin-used-by-categories", { names: named(categories, naming) })}</li>}
      {under.length > 0 && <li>{t("admin-used-by-regions", { names: named(regions, under) })}</li>}
    </ul>
  );
}

interface UsedBy {
  tickets?: number;
  categories?: readonly string[];
  regions?: readonly string[];
}

interface OvertakenBy<T> {
  mine: T;
  theirs: Version<T> | undefined;
  look: () => void;
  keep: (now: Version<T>) => void;
  drop: (now: Version<T>) => void;
}

function Overtaken<T extends object>({ mine, theirs, look, keep, drop }: OvertakenBy<T>) {
  const { t } = useWords();
  const others = theirs && differing(mine, theirs.value);
  return (
    <Alert
      type="warning"
      header={t("admin-changed-title")}
      action={!theirs && <Button onClick={look}>{t("admin-changed-look")}</Button>}
    >
      <SpaceBetween size="s">
        <div>{t("admin-changed-text")}</div>
        {theirs && others && (
          <>
            <div>
              {t("admin-changed-differs")}{" "}
              {others.map((key) => (FIELDS.has(key) ? t(codeId("admin-field", key)) : key)).join(" · ") || t("none")}
            </div>
            <SpaceBetween size="xs" direction="horizontal">
              <Button onClick={() => keep(theirs)}>{t("admin-changed-keep")}</Button>
              <Button onClick={() => drop(theirs)}>{t("admin-changed-drop")}</Button>
            </SpaceBetween>
          </>
        )}
      </SpaceBetween>
    </Alert>
  );
}
