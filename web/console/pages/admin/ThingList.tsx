import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import TextFilter from "@cloudscape-design/components/text-filter";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { type ReactNode, useState } from "react";
import { useLocation, useRouter } from "wouter";
import { has, type Role, useMe } from "../../me";
import { Waiting } from "../../parts/Waiting";
import { NEW, useTitle } from "./ThingPage";
import { codeOf, type Kind, type Shown, useThings } from "./things";

/** Return the column that says whether a thing is in use, or retired. */
export function useInUse<T extends { active?: boolean }>(): TableProps.ColumnDefinition<T> {
  const { t } = useWords();
  return {
    id: "active",
    header: t("admin-in-use"),
    cell: ({ active }) => (
      <StatusIndicator type={active === false ? "stopped" : "success"}>
        {t(active === false ? "admin-retired" : "yes")}
      </StatusIndicator>
    ),
  };
}

/** A way to another page of the administration. */
export function Way({ to, children }: { to: string; children: ReactNode }) {
  const [, go] = useLocation();
  const { base } = useRouter();
  return (
    <Link
      href={`${base}${to}`}
      onFollow={(event) => {
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </Link>
  );
}

interface Given<K extends Kind> {
  kind: K;
  columns: TableProps.ColumnDefinition<Shown[K]>[];
  /** Further buttons. */
  actions?: ReactNode;
  above?: ReactNode;
  /** Who adds to them; admins unless others are named. */
  keepers?: readonly Role[];
}

/** All things of a kind that the body has, found by what is typed of their names. */
export function ThingList<K extends Kind>({ kind, columns, actions, above, keepers = ["admin"] }: Given<K>) {
  const { t, name } = useWords();
  const me = useMe();
  const [, go] = useLocation();
  const [q, setQ] = useState("");
  const things = useThings(kind);
  const title = t(codeId("admin", kind));
  useTitle(title);
  if (!things.data) return <Waiting error={things.error} retry={() => void things.refetch()} />;
  const named = (one: Shown[K]) => (typeof one.name === "string" ? one.name : name(one.name));
  const sought = q.trim().toLowerCase();
  const found = things.data.filter((one) =>
    JSON.stringify([codeOf(one), one.name])
      .toLowerCase()
      .includes(sought),
  );
  const first: TableProps.ColumnDefinition<Shown[K]> = {
    id: "name",
    header: t("admin-field-name"),
    isRowHeader: true,
    cell: (one) => (
      <Way to={`/${kind}/${codeOf(one)}`}>
        <bdi>{named(one) || codeOf(one)}</bdi>
      </Way>
    ),
  };
  return (
    <>
      {above && <Box padding={{ bottom: "m" }}>{above}</Box>}
      <Table
        variant="full-page"
        stickyHeader
        enableKeyboardNavigation
        trackBy={codeOf}
        items={found}
        columnDefinitions={[first, ...columns]}
        ariaLabels={{ tableLabel: title }}
        header={
          <Header
            variant="awsui-h1-sticky"
            counter={`(${found.length})`}
            description={t(codeId("admin-about", kind))}
            actions={
              <div className="actions">
                {actions}
                {has(me, ...keepers) && (
                  <Button variant="primary" onClick={() => go(`/${kind}/${NEW}`)}>
                    {t(codeId("admin-new", kind))}
                  </Button>
                )}
              </div>
            }
          >
            {title}
          </Header>
        }
        filter={
          things.data.length > 8 && (
            <TextFilter
              filteringText={q}
              filteringPlaceholder={t("admin-find")}
              filteringAriaLabel={t("admin-find")}
              onChange={({ detail }) => setQ(detail.filteringText)}
            />
          )
        }
        empty={
          <Box textAlign="center" padding="l">
            {t(sought ? "found-none" : "admin-empty")}
          </Box>
        }
      />
    </>
  );
}
