import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import ContentLayout from "@cloudscape-design/components/content-layout";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input, { type InputProps } from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import Tiles from "@cloudscape-design/components/tiles";
import { type Schemas, told } from "@shared/api/client";
import { useDraft } from "@shared/drafts";
import { TicketNumber } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { useSending } from "@shared/sending";
import { codeId, sayReason, sayRefusal } from "@shared/words";
import { useCallback, useEffect, useMemo, useState } from "react";
import { api } from "../api";
import { has, type Named, useBody, useMe } from "../me";
import { Go } from "../parts/Go";
import { Known } from "../parts/Known";
import { CHANNELS, empty, KINDS, registrationOf, type Typed } from "../register";

type Done = Schemas["RegisteredView"];
const FORM = "register";

function register(body: Schemas["StaffRegistration"], key: string) {
  return told(api.POST("/v1/tickets", { params: { header: { "Idempotency-Key": key } }, body }));
}

/** Registers a ticket for somebody who called, came or wrote (R049, R050); at the counter the number is printed. */
export default function Register() {
  const { t } = useWords();
  const [done, setDone] = useState<Done>();
  useEffect(() => {
    document.title = `${t("register")} · ${t("console-name")}`;
  }, [t]);
  return (
    <ContentLayout header={<Header variant="h1">{t(done ? "register-done" : "register")}</Header>}>
      {done ? <Slip done={done} another={() => setDone(undefined)} /> : <Form done={setDone} />}
    </ContentLayout>
  );
}

function Slip({ done, another }: { done: Done; another: () => void }) {
  const { t, format } = useWords();
  return (
    <Container>
      <div className="slip">
        <SpaceBetween size="m">
          <div>{t("slip-number")}</div>
          <div className="slip-number" data-number={done.number}>
            <TicketNumber number={done.number} />
          </div>
          <div>{format.moment(done.registered_at)}</div>
          {done.promises.resolve_by && <div>{t("slip-by", { when: format.moment(done.promises.resolve_by) })}</div>}
          <div>{t(done.notified ? "slip-told" : "slip-keep")}</div>
        </SpaceBetween>
      </div>
      <div className="no-print">
        <SpaceBetween size="s" direction="horizontal" alignItems="center">
          <Button variant="primary" onClick={() => print()}>
            {t("slip-print")}
          </Button>
          <Button onClick={another}>{t("register-another")}</Button>
          <Go to={`/tickets/${done.number}`}>{t("slip-open")}</Go>
        </SpaceBetween>
      </div>
    </Container>
  );
}

function Form({ done }: { done: (done: Done) => void }) {
  const { t, name, language } = useWords();
  const me = useMe();
  const home = me.bodies[0]?.code ?? "";
  const body = useBody(home).data;
  const isMedia = has(me, "media_officer") && !has(me, "agent", "reception", "distributor", "supervisor");
  const [begun] = useState(() => empty(has(me, "reception") ? "walk_in" : "phone", isMedia ? "media" : ""));
  const draft = useDraft<Typed>(FORM, begun);
  const typed = draft.value;
  const sending = useSending(FORM, register);
  const kinds = has(me, "media_officer") ? [...KINDS, "media" as const] : KINDS;
  const categories = body?.categories.filter((each) => !typed.kind || each.kinds.includes(typed.kind)) ?? [];
  const category = categories.find((each) => each.code === typed.category);
  const { refusal } = sending;
  const why = useCallback(
    (...paths: string[]) => {
      const reason = paths.map((path) => refusal?.fields[path]).find((found) => found);
      return reason && sayReason(reason, t);
    },
    [refusal, t],
  );
  const missing = !typed.kind || !typed.category || !typed.description.trim();
  const send = async () => {
    const answer = await sending.send(registrationOf(typed, home, language));
    if (!answer) return;
    draft.forget();
    done(answer);
  };
  const asked = useMemo(() => ({ typed, change: draft.change, why }), [typed, draft.change, why]);
  return (
    <SpaceBetween size="l">
      {refusal && <Alert type="error">{sayRefusal(refusal, t)}</Alert>}
      <Container header={<Header variant="h2">{t("requester")}</Header>}>
        <SpaceBetween size="m">
          <div className="pair">
            <Choice
              label={t("column-channel")}
              value={typed.channel}
              options={CHANNELS.map((code) => ({ value: code, label: t(codeId("channel", code)) }))}
              change={(channel) => draft.change({ channel })}
              error={why("channel")}
            />
            <Text {...asked} field="mobile" label={t("requester-mobile")} path="requester.mobile" inputMode="tel" />
          </div>
          <Known body={home} mobile={typed.mobile} take={draft.change} />
          <div className="pair">
            <Text {...asked} field="first_name" label={t("register-first-name")} path="requester.first_name" />
            <Text {...asked} field="family_name" label={t("register-family-name")} path="requester.family_name" />
          </div>
          <Text {...asked} field="email" label={t("requester-email")} path="requester.email" inputMode="email" />
          <Checkbox
            checked={typed.anonymous === "true"}
            onChange={({ detail }) => draft.change({ anonymous: detail.checked ? "true" : "" })}
          >
            {t("register-anonymous")}
          </Checkbox>
          <Checkbox
            checked={typed.vip === "true"}
            onChange={({ detail }) => draft.change({ vip: detail.checked ? "true" : "" })}
          >
            {t("mark-vip")}
          </Checkbox>
        </SpaceBetween>
      </Container>
      <Container header={<Header variant="h2">{t("matter")}</Header>}>
        <SpaceBetween size="m">
          <FormField label={t("field-kind")} description={t("register-kind-help")} errorText={why("kind")} stretch>
            <Tiles
              value={typed.kind || null}
              columns={3}
              items={kinds.map((kind) => ({
                value: kind,
                label: t(codeId("kind", kind)),
                description: t(codeId("kind-help", kind)),
              }))}
              onChange={({ detail }) => draft.change({ kind: detail.value, category: "", subcategory: "" })}
            />
          </FormField>
          {typed.kind === "media" && <Outlet asked={asked} />}
          <div className="pair">
            <Choice
              label={t("field-category")}
              value={typed.category}
              options={named(categories)}
              change={(code) => draft.change({ category: code, subcategory: "" })}
              error={why("category")}
            />
            {category && category.subcategories.length > 0 && (
              <Choice
                label={t("optional", { label: t("field-subcategory") })}
                value={typed.subcategory}
                options={named(category.subcategories)}
                change={(subcategory) => draft.change({ subcategory })}
                error={why("subcategory")}
              />
            )}
          </div>
          <FormField label={t("register-description")} errorText={why("description")} stretch>
            <Textarea
              rows={5}
              value={typed.description}
              onChange={({ detail }) => draft.change({ description: detail.value })}
            />
          </FormField>
          <div className="pair">
            <Choice
              label={t("optional", { label: t("column-region") })}
              value={typed.region}
              options={named(body?.regions.filter((each) => !each.parent) ?? [])}
              change={(region) => draft.change({ region })}
              error={why("location.region", "location")}
            />
            <Text {...asked} field="address" label={t("optional", { label: t("address") })} path="location.address" />
          </div>
          <ExpandableSection headerText={t("about")}>
            <SpaceBetween size="s">
              <Text {...asked} field="about_staff" label={t("about-staff")} path="about.staff" />
              <Text {...asked} field="about_service" label={t("about-service")} path="about.service" />
              <Text
                {...asked}
                field="about_establishment"
                label={t("about-establishment")}
                path="about.establishment"
              />
            </SpaceBetween>
          </ExpandableSection>
        </SpaceBetween>
      </Container>
      <Box float="right">
        <SpaceBetween size="xs" direction="horizontal">
          <Button
            onClick={() => {
              draft.forget();
              sending.clear();
            }}
          >
            {t("register-empty")}
          </Button>
          <Button variant="primary" loading={sending.busy} disabled={missing} onClick={() => void send()}>
            {t("register-send")}
          </Button>
        </SpaceBetween>
      </Box>
    </SpaceBetween>
  );

  function named(items: readonly Named[]) {
    return items.map((each) => ({ value: each.code, label: name(each.name) }));
  }
}

interface Asked {
  typed: Typed;
  change: (part: Partial<Typed>) => void;
  why: (...paths: string[]) => string | undefined;
}

/** Where a complaint in the media was published; there is no requester then. */
function Outlet({ asked }: { asked: Asked }) {
  const { t } = useWords();
  return (
    <div className="pair">
      <Text {...asked} field="outlet" label={t("about-outlet")} path="media.outlet" />
      <Text {...asked} field="source_type" label={t("register-source-type")} path="media.source_type" />
      <Text {...asked} field="published_on" label={t("register-published-on")} path="media.published_on" />
      <Text {...asked} field="link" label={t("optional", { label: t("field-link") })} path="media.link" />
    </div>
  );
}

interface TextAsked extends Asked {
  field: keyof Typed;
  label: string;
  path: string;
  inputMode?: InputProps.InputMode;
}

function Text({ typed, change, why, field, label, path, inputMode }: TextAsked) {
  return (
    <FormField label={label} errorText={why(path)} stretch>
      <Input
        controlId={path}
        value={typed[field]}
        {...(inputMode && { inputMode })}
        onChange={({ detail }) => change({ [field]: detail.value })}
      />
    </FormField>
  );
}

interface Chosen {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  change: (value: string) => void;
  error: string | undefined;
}

function Choice({ label, value, options, change, error }: Chosen) {
  const { t } = useWords();
  return (
    <FormField label={label} errorText={error} stretch>
      <Select
        selectedOption={options.find((each) => each.value === value) ?? null}
        options={options}
        placeholder={t("choose")}
        filteringType={options.length > 8 ? "auto" : "none"}
        onChange={({ detail }) => change(detail.selectedOption.value ?? "")}
      />
    </FormField>
  );
}
