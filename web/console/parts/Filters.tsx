import Button from "@cloudscape-design/components/button";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import TokenGroup from "@cloudscape-design/components/token-group";
import { useWords } from "@shared/language/Language";
import { codeId } from "@shared/words";
import { type Named, useBody, useBodyNow, useMe, usePlaces } from "../me";
import { markId, NARROWING } from "../worklists";

const STATUSES = [
  "registered",
  "referred",
  "in_progress",
  "waiting",
  "answered",
  "resolved",
  "closed",
  "rejected",
] as const;
const KINDS = [
  "complaint",
  "report",
  "inquiry",
  "information_request",
  "observation",
  "suggestion",
  "thanks",
  "media",
] as const;

interface Narrowing {
  said: URLSearchParams;
  change: (name: string, value: string) => void;
  clear: () => void;
  /** The name of the person whose tickets are listed, if one is asked for. */
  person: string;
}

/** What narrows a list down: choices for what is asked often, and a token for whatever else brought one here. */
export function Filters({ said, change, clear, person }: Narrowing) {
  const { t, name } = useWords();
  const me = useMe();
  const home = useBodyNow();
  const body = useBody(home).data;
  const { sections, partners } = usePlaces(home, !me.roles.includes("partner"));
  const named = (items: readonly Named[] = []) => items.map((each) => ({ value: each.code, label: name(each.name) }));
  const coded = (list: string, codes: readonly string[]) =>
    codes.map((code) => ({ value: code, label: t(codeId(list, code)) }));
  const choices = [
    { id: "status", label: t("column-status"), options: coded("status", STATUSES) },
    { id: "kind", label: t("column-kind"), options: coded("kind", KINDS) },
    { id: "category", label: t("field-category"), options: named(body?.categories) },
    { id: "region", label: t("column-region"), options: named(body?.regions.filter((each) => !each.parent)) },
    { id: "section", label: t("field-section"), options: named(sections) },
  ].filter(({ options }) => options.length);
  const partner = named(partners).find(({ value }) => value === said.get("partner"))?.label;
  const tokens = [
    ...NARROWING.filter((mark) => said.get(mark)).map((mark) => [mark, t(markId(mark))] as const),
    ...(["tile", "live"] as const).flatMap((list) => {
      const code = said.get(list);
      return code ? [[list, t(codeId(list, code))] as const] : [];
    }),
    ...(said.get("partner") ? [["partner", partner ?? t("field-partner")] as const] : []),
    ...(said.get("assignee") ? [["assignee", person || t("column-assignee")] as const] : []),
  ];
  return (
    <SpaceBetween size="xs">
      <div className="filters narrowing">
        {choices.map(({ id, label, options }) => {
          const all = [{ value: "", label: t("filter-any") }, ...options];
          return (
            <Select
              key={id}
              inlineLabelText={label}
              options={all}
              selectedOption={all.find(({ value }) => value === (said.get(id) ?? "")) ?? all[0]!}
              filteringType={all.length > 9 ? "auto" : "none"}
              onChange={({ detail }) => change(id, detail.selectedOption.value ?? "")}
            />
          );
        })}
        {[...said.keys()].some((name) => name !== "body") && (
          <Button variant="inline-link" onClick={clear}>
            {t("filters-clear")}
          </Button>
        )}
      </div>
      {tokens.length > 0 && (
        <TokenGroup
          items={tokens.map(([, label]) => ({ label, dismissLabel: t("filter-remove", { label }) }))}
          onDismiss={({ detail }) => change(tokens[detail.itemIndex]![0], "")}
        />
      )}
    </SpaceBetween>
  );
}
