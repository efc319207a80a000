import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { type Schemas, told } from "@shared/api/client";
import { keepDraft } from "@shared/drafts";
import { useWords } from "@shared/language/Language";
import { Ltr } from "@shared/language/Ltr";
import { useSending } from "@shared/sending";
import { codeId } from "@shared/words";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useLocation } from "wouter";
import { api } from "../../api";
import { has, type Role, useMe } from "../../me";
import { Count, Day, Name, One, Part, Rows } from "./fields";
import { Refused, useForm } from "./Form";
import { at } from "./paths";
import { type Policy, usualDay } from "./policy";
import { useSettings } from "./Settings";
import { ThingList } from "./ThingList";
import { NEW, ThingPage } from "./ThingPage";
import { choicesOf, useThings } from "./things";

type Given = Schemas["PolicyGiven"];
type Target = Schemas["TargetGiven"];

const SIGNS = { draft: "pending", scheduled: "info", in_force: "success", past: "stopped" } as const;

function StateShown({ state }: { state: Policy["state"] }) {
  const { t } = useWords();
  return <StatusIndicator type={SIGNS[state]}>{t(codeId("policy", state))}</StatusIndicator>;
}

/** The policies, and which of them counts today. */
export function Policies() {
  const { t, name } = useWords();
  const policies = useThings("policies").data ?? [];
  const counts = policies.find(({ state }) => state === "in_force");
  return (
    <ThingList
      kind="policies"
      above={
        <Alert type={counts ? "success" : "warning"}>
          {counts ? t("admin-policy-in-force", { name: name(counts.name) }) : t("admin-policy-none")}
        </Alert>
      }
      columns={[
        {
          id: "state",
          header: t("admin-policy-state"),
          cell: ({ state }) => <StateShown state={state} />,
        },
        {
          id: "from",
          header: t("admin-field-effective-from"),
          cell: ({ effective_from: from }) => <Ltr>{from}</Ltr>,
        },
        { id: "rows", header: t("admin-field-targets"), cell: ({ targets }) => targets?.length ?? 0 },
        { id: "code", header: t("admin-field-code"), cell: ({ code }) => <Ltr>{code}</Ltr> },
      ]}
    />
  );
}

const ROW: Target = {
  kind: "",
  category: "",
  complexity: "",
  importance: "",
  grade: "",
  first_reply: 420,
  resolution: 2100,
  referral_reply: 4320,
  update: 7200,
  calendar: "",
};
const BLANK: Given = { name: { ar: "", en: "" }, effective_from: "", targets: [ROW] };

const givenOf = ({ name, effective_from, targets }: Policy): Given =>
  ({ name, effective_from, targets: targets ?? [] }) as Given;

/** One policy: drafted by admins, approved by whom the rules name, then fixed. */
export function PolicyPage({ code }: { code: string }) {
  const { t, format } = useWords();
  const me = useMe();
  const [, go] = useLocation();
  const approver = useSettings().data?.rules.policy_approver;
  const like = (policy: Policy) => {
    const value = { ...givenOf(policy), effective_from: "", code: "" };
    keepDraft(`admin.policies.${NEW}`, { value, version: undefined });
    go(`/policies/${NEW}`);
  };
  return (
    <ThingPage
      kind="policies"
      code={code}
      blank={BLANK}
      given={givenOf}
      locked={({ approved_by: by }) => Boolean(by)}
      above={(policy) => (
        <Alert type={policy.approved_by ? "info" : "warning"}>
          {policy.approved_by
            ? `${t("admin-policy-approved-by", {
                name: policy.approved_by,
                at: format.moment(policy.approved_at),
              })} · ${t("admin-policy-locked")}`
            : t("admin-policy-approver", { role: t(codeId("role", approver ?? "manager")) })}
        </Alert>
      )}
      actions={(policy) => (
        <div className="actions">
          {has(me, "admin") && (
            <Button formAction="none" onClick={() => like(policy)}>
              {t("admin-policy-copy")}
            </Button>
          )}
          {approver && has(me, approver as Role) && <Approval policy={policy} />}
        </div>
      )}
    >
      {() => (
        <>
          <Part title={t("admin-general")}>
            <Name path="name" />
            <Day path="effective_from" />
          </Part>
          <Part title={t("admin-field-targets")} hint={t("admin-targets-hint")}>
            <Rows
              path="targets"
              needed
              fresh={ROW}
              add={t("admin-target-add")}
              empty={t("none")}
              each={(place) => t("admin-target", { n: place + 1 })}
            >
              {(path) => <Promise path={path} />}
            </Rows>
          </Part>
        </>
      )}
    </ThingPage>
  );
}

/** Codes of a row that calendars may not have (docs/service-levels.md). */
const WHOSE = ["section", "partner", "round_the_clock"] as const;
const WHOSE_SAID = { section: "section", partner: "partner", round_the_clock: "round" };

function Promise({ path }: { path: string }) {
  const { t, name } = useWords();
  const any = t("admin-any");
  const coded = (list: string, codes: readonly string[]) =>
    codes.map((code) => ({ value: code, label: t(codeId(list, code)) }));
  const categories = useThings("categories").data;
  const calendars = useThings("calendars").data;
  const whose = WHOSE.map((value) => ({ value, label: t(`admin-calendar-${WHOSE_SAID[value]}`) }));
  return (
    <>
      <div className="four">
        <One path={`${path}.kind`} none={any} choices={coded("kind", KINDS)} />
        <One path={`${path}.category`} none={any} choices={choicesOf(categories, name)} />
        <One path={`${path}.complexity`} none={any} choices={coded("complexity", ["routine", "complex", "critical"])} />
        <One path={`${path}.importance`} none={any} choices={coded("importance", ["low", "medium", "high"])} />
        <One path={`${path}.grade`} none={any} choices={coded("grade", ["ordinary", "distinguished"])} />
        <One
          path={`${path}.calendar`}
          none={t("admin-calendar-body")}
          choices={[...whose, ...choicesOf(calendars, name)]}
        />
      </div>
      <div className="four">
        {(["first_reply", "resolution", "referral_reply", "update"] as const).map((clock) => (
          <Minutes key={clock} row={path} clock={clock} />
        ))}
      </div>
    </>
  );
}

export const KINDS = [
  "complaint",
  "report",
  "suggestion",
  "observation",
  "inquiry",
  "information_request",
  "thanks",
  "media",
] as const;

/** Minutes of work, said also as hours and as usual days of the row's calendar. */
function Minutes({ row, clock }: { row: string; clock: string }) {
  const { t } = useWords();
  const { value } = useForm();
  const own = useSettings().data?.calendar;
  const calendars = useThings("calendars").data;
  const named = at(value, `${row}.calendar`);
  const minutes = Number(at(value, `${row}.${clock}`));
  const code = named && named !== "section" && named !== "partner" ? named : own;
  const days = minutes / usualDay(calendars?.find((each) => each.code === code));
  const said = Number.isFinite(minutes) && minutes > 0;
  const hours = t("admin-working-hours", { n: Math.round(minutes / 6) / 10 });
  return (
    <Count
      path={`${row}.${clock}`}
      hint={said ? `${hours} · ${t("admin-days-about", { n: Math.round(days * 10) / 10 })}` : t("admin-minutes-hint")}
    />
  );
}

/** Approves what was read, or withdraws the approval while its day has not come. */
function Approval({ policy }: { policy: Policy }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const approved = Boolean(policy.approved_by);
  const { code, version } = policy;
  const call = useCallback(() => {
    const params = { path: { code }, header: { "If-Match": String(version) } };
    const path = "/v1/organisation/policies/{code}/approval" as const;
    return told(approved ? api.DELETE(path, { params }) : api.POST(path, { params }));
  }, [approved, code, version]);
  const { refusal, busy, send, clear } = useSending(`admin.approval.${code}`, call);
  const refresh = () => queries.invalidateQueries({ queryKey: ["organisation", "policies"] });
  const confirm = async () => {
    if (!(await send({ version }))) return;
    setAsked(false);
    await refresh();
  };
  const close = () => {
    setAsked(false);
    clear();
    if (refusal?.status === 412) void refresh();
  };
  const title = t(approved ? "admin-policy-withdraw" : "admin-policy-approve");
  return (
    <>
      <Button formAction="none" variant={approved ? "normal" : "primary"} onClick={() => setAsked(true)}>
        {title}
      </Button>
      <Modal
        visible={asked}
        header={title}
        closeAriaLabel={t("close-panel")}
        onDismiss={close}
        footer={
          <Box float="right">
            <SpaceBetween direction="horizontal" size="xs">
              <Button variant="link" formAction="none" onClick={close}>
                {t("cancel")}
              </Button>
              <Button variant="primary" formAction="none" loading={busy} onClick={() => void confirm()}>
                {title}
              </Button>
            </SpaceBetween>
          </Box>
        }
      >
        <SpaceBetween size="m">
          {refusal && <Refused refusal={refusal} />}
          {t(approved ? "admin-withdraw-sure" : "admin-approve-sure")}
        </SpaceBetween>
      </Modal>
    </>
  );
}
