import BreadcrumbGroup from "@cloudscape-design/components/breadcrumb-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { useLocation } from "wouter";
import { useHistoryState } from "wouter/use-browser-location";
import { has, type Role, useMe } from "../../me";
import { Waiting } from "../../parts/Waiting";
import { Text } from "./fields";
import { Form, type Version } from "./Form";
import { codeOf, fetchThing, keyOf, type Kind, save, type Shown, useThing } from "./things";

/** The address of the form for a new thing; no code begins with a dash. */
export const NEW = "-new";

export function useTitle(title: string) {
  const { t } = useWords();
  useEffect(() => {
    document.title = `${title} · ${t("console-name")}`;
  }, [title, t]);
}

/** The way back to a list. */
export function Way({ to, title, here }: { to: string; title: string; here: string }) {
  const { t } = useWords();
  const [, go] = useLocation();
  return (
    <BreadcrumbGroup
      ariaLabel={t("admin-way")}
      items={[
        { text: title, href: to },
        { text: here, href: "" },
      ]}
      onFollow={(event) => {
        event.preventDefault();
        if (event.detail.href) go(event.detail.href);
      }}
    />
  );
}

/** What a form of a thing holds: what the API takes, and the code, which is its address. */
export type Held<G> = G & { code: string };

interface Given<K extends Kind, G extends object> {
  kind: K;
  code: string;
  /** What a new one begins with. */
  blank: G;
  /** Return what the API takes of what it shows. */
  given: (shown: Shown[K]) => G;
  /** Change what is typed into what is sent, where these differ. */
  sent?: (value: G) => object;
  actions?: (shown: Shown[K]) => ReactNode;
  /** Above the form. */
  above?: (shown: Shown[K]) => ReactNode;
  locked?: (shown: Shown[K]) => boolean;
  /** Who changes it; admins unless others are named. */
  keepers?: readonly Role[];
  codeLabel?: string;
  codeHint?: string;
  children: (value: Held<G>, shown: Shown[K] | undefined) => ReactNode;
}

/** The page of one thing of the body: read by staff, changed by admins, made anew under a code of its own. */
export function ThingPage<K extends Kind, G extends object>(page: Given<K, G>) {
  const { kind, code } = page;
  const { t, name } = useWords();
  const fresh = code === NEW;
  const thing = useThing(kind, fresh ? "" : code);
  const shown = thing.data;
  const said = fresh ? t(codeId("admin-new", kind)) : shown ? titleOf(shown, name) : code;
  useTitle(said);
  if (!fresh && !shown) return <Waiting error={thing.error} retry={() => void thing.refetch()} />;
  return (
    <SpaceBetween size="m">
      <Way to={`/${kind}`} title={t(codeId("admin", kind))} here={said} />
      {shown && page.above?.(shown)}
      <Filled page={page} shown={shown} title={said} refetch={async () => (await thing.refetch()).data} />
    </SpaceBetween>
  );
}

const titleOf = (shown: object, name: ReturnType<typeof useWords>["name"]) => {
  const named = (shown as { name: string | { ar: string; en: string } }).name;
  return typeof named === "string" ? named : name(named);
};

interface FilledBy<K extends Kind, G extends object> {
  page: Given<K, G>;
  shown: Shown[K] | undefined;
  title: string;
  refetch: () => Promise<Shown[K] | undefined>;
}

function Filled<K extends Kind, G extends object>({ page, shown, title, refetch }: FilledBy<K, G>) {
  const { kind, code, blank, given, sent } = page;
  const { t } = useWords();
  const me = useMe();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const saved = useHistoryState<{ saved?: boolean } | null>()?.saved ?? false;
  const [epoch, setEpoch] = useState(0);
  const [kept, keep] = useState<Shown[K]>();
  // What was just saved is here before the query tells of it, and the form begins with it.
  const newer = kept && codeOf(kept) === code && kept.version > (shown?.version ?? 0) ? kept : shown;
  const locked = Boolean(shown && page.locked?.(shown));
  const holding = (one: Shown[K]): Version<Held<G>> => ({
    value: { ...given(one), code: codeOf(one) },
    version: one.version,
  });
  const call = ({ code: named, ...typed }: Held<G>, version: number | undefined) =>
    save(kind, named, sent ? sent(typed as unknown as G) : typed, version);
  const done = (answer: Shown[K]) => {
    queries.setQueryData(keyOf(kind, codeOf(answer)), answer);
    void queries.invalidateQueries({ queryKey: ["organisation", kind], exact: true });
    void queries.invalidateQueries({ queryKey: ["body"] });
    keep(answer);
    setEpoch(epoch + 1);
    go(`/${kind}/${codeOf(answer)}`, { state: { saved: true }, replace: true });
  };
  const newest = async (typed: string): Promise<Version<Held<G>> | undefined> => {
    if (shown) {
      const now = await refetch();
      return now && holding(now);
    }
    return holding(await fetchThing(kind, typed));
  };
  return (
    <Form
      key={`${epoch}.${locked}`}
      form={`admin.${kind}.${code}`}
      begun={newer ? holding(newer) : { value: { ...blank, code: "" }, version: undefined }}
      title={title}
      actions={shown && page.actions?.(shown)}
      readOnly={!has(me, ...(page.keepers ?? ["admin" as const])) || locked}
      saved={saved}
      call={call}
      done={done}
      newest={(value) => newest(value.code)}
    >
      {(value) => (
        <>
          {!shown && <Text path="code" label={page.codeLabel} plain hint={page.codeHint ?? t("admin-code-hint")} />}
          {page.children(value, shown)}
        </>
      )}
    </Form>
  );
}
