import Alert from "@cloudscape-design/components/alert";
import Badge from "@cloudscape-design/components/badge";
import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import Select from "@cloudscape-design/components/select";
import FormField from "@cloudscape-design/components/form-field";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import TextFilter from "@cloudscape-design/components/text-filter";
import { type Schemas, told } from "@shared/api/client";
import { type Language, LANGUAGES } from "@shared/language/bundle";
import { useWords } from "@shared/language/Language";
import { Ltr } from "@shared/language/Ltr";
import { codeId } from "@shared/words";
import { useQueries, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api";
import { useMe } from "../../me";
import { Waiting } from "../../parts/Waiting";
import { KINDS } from "./Policies";
import { Way } from "./ThingList";
import { useTitle, Way as Back } from "./ThingPage";

type Template = Schemas["TemplateView"];
type Preview = Schemas["MessagePreview"];

/** Kinds of tickets of which people are told; nobody outside hears of what the media ask. */
const TOLD_OF = KINDS.filter((kind) => kind !== "media") as Preview["kind"][];

function useTemplates() {
  return useQuery({
    queryKey: ["organisation", "messages"],
    queryFn: () => told(api.GET("/v1/organisation/messages")),
    staleTime: Infinity,
  });
}

/** Return the code by which a thing's event is worded: `ticket.waiting_reminded` is `waiting_reminded`. */
const happening = ({ event }: Template) => event.replace("ticket.", "").replace(".", "-") || "code";

/** Every message that the service sends by itself: when, to whom, by which ways. */
export function Messages() {
  const { t } = useWords();
  const [q, setQ] = useState("");
  const templates = useTemplates();
  const title = t("admin-messages");
  useTitle(title);
  if (!templates.data) return <Waiting error={templates.error} retry={() => void templates.refetch()} />;
  const saying = (one: Template) => [nameOf(one), t(codeId("when", happening(one))), t(codeId("told", one.audience))];
  const nameOf = (one: Template) => t(codeId("message", one.id));
  const found = templates.data.items.filter((one) => saying(one).join(" ").includes(q.trim()));
  return (
    <Table
      variant="full-page"
      stickyHeader
      enableKeyboardNavigation
      trackBy="id"
      items={found}
      ariaLabels={{ tableLabel: title }}
      columnDefinitions={[
        {
          id: "name",
          header: t("admin-message"),
          isRowHeader: true,
          cell: (one) => <Way to={`/messages/${one.id}`}>{nameOf(one)}</Way>,
        },
        { id: "when", header: t("admin-message-when"), cell: (one) => t(codeId("when", happening(one))) },
        { id: "whom", header: t("admin-message-whom"), cell: (one) => t(codeId("told", one.audience)) },
        {
          id: "by",
          header: t("admin-message-by"),
          cell: ({ channels }) => channels.map((channel) => t(codeId("sent-by", channel))).join(" · "),
        },
      ]}
      header={
        <Header variant="awsui-h1-sticky" counter={`(${found.length})`} description={t("admin-about-messages")}>
          {title}
        </Header>
      }
      filter={
        <TextFilter
          filteringText={q}
          filteringPlaceholder={t("admin-message-find")}
          filteringAriaLabel={t("admin-message-find")}
          onChange={({ detail }) => setQ(detail.filteringText)}
        />
      }
      empty={
        <Box textAlign="center" padding="l">
          {t("found-none")}
        </Box>
      }
    />
  );
}

/** One message in both languages, as a telephone and a mailbox show it, and what its longest SMS costs. */
export function MessagePage({ id }: { id: string }) {
  const { t } = useWords();
  const [kind, setKind] = useState<string>(TOLD_OF[0]!);
  const templates = useTemplates();
  const name = t("admin-message");
  const template = templates.data?.items.find((one) => one.id === id);
  const previews = usePreviews(id);
  const title = template ? t(codeId("message", id)) : name;
  useTitle(title);
  const failed = previews.find(({ error }) => error)?.error ?? templates.error;
  if (!template || previews.some(({ data }) => !data)) {
    return <Waiting error={failed} retry={() => previews.forEach((each) => void each.refetch())} />;
  }
  const all = previews.flatMap(({ data }) => data ?? []);
  const longest = all.reduce((one, other) => (weight(other) > weight(one) ? other : one));
  const shown = all.filter((each) => each.kind === kind);
  const kinds = TOLD_OF.map((value) => ({ value, label: t(codeId("kind", value)) }));
  return (
    <SpaceBetween size="m">
      <Back to="/messages" title={t("admin-messages")} here={title} />
      <Header
        variant="h1"
        description={`${t(codeId("when", happening(template)))} · ${t(codeId("told", template.audience))}`}
      >
        {title}
      </Header>
      <Alert type={longest.sms.parts > 1 ? "info" : "success"}>
        {t("admin-message-longest", {
          kind: t(codeId("kind", longest.kind)),
          language: t(`language-${longest.language}`),
        })}{" "}
        <Parts preview={longest} />
      </Alert>
      <div className="admin">
        <FormField label={t("admin-field-kind")} description={t("admin-message-invented")}>
          <Select
            options={kinds}
            selectedOption={kinds.find(({ value }) => value === kind) ?? null}
            onChange={({ detail }) => setKind(detail.selectedOption.value ?? "")}
          />
        </FormField>
      </div>
      <div className="both">
        {shown.map((preview) => (
          <SpaceBetween key={preview.language} size="m">
            <Header variant="h2">{t(`language-${preview.language}`)}</Header>
            <Telephone preview={preview} />
            {preview.email && <Mailbox email={preview.email} language={preview.language as Language} />}
          </SpaceBetween>
        ))}
      </div>
    </SpaceBetween>
  );
}

const weight = ({ sms }: Preview) => sms.parts * 10_000 + sms.characters;

/** Ask for a message in both languages, of each kind of ticket; the longest is looked for among them. */
function usePreviews(id: string) {
  const body = useMe().bodies[0]?.code ?? "";
  return useQueries({
    queries: LANGUAGES.flatMap((language) =>
      TOLD_OF.map((kind) => ({
        queryKey: ["organisation", "messages", id, body, language, kind],
        queryFn: () =>
          told(
            api.GET("/v1/organisation/messages/{id}/preview", {
              params: { path: { id }, query: { body, language, kind: kind as "complaint" } },
            }),
          ),
        staleTime: 60_000,
      })),
    ),
  });
}

function Parts({ preview: { sms } }: { preview: Preview }) {
  const { t } = useWords();
  const encoding = sms.encoding === "ucs2" ? "UCS-2" : "GSM-7";
  return (
    <>
      <Badge color={sms.parts > 1 ? "severity-medium" : "green"}>{t("admin-message-parts", { n: sms.parts })}</Badge>{" "}
      {t("admin-message-characters", { n: sms.characters })} · <Ltr>{encoding}</Ltr>
    </>
  );
}

function Telephone({ preview }: { preview: Preview }) {
  const { t } = useWords();
  return (
    <Container header={<Header variant="h3">{t("sent-by-sms")}</Header>} footer={<Parts preview={preview} />}>
      <div className="telephone" lang={preview.language}>
        <p className="bubble" dir="auto">
          {preview.sms.text}
        </p>
      </div>
    </Container>
  );
}

function Mailbox({ email, language }: { email: NonNullable<Preview["email"]>; language: Language }) {
  const { t } = useWords();
  return (
    <Container header={<Header variant="h3">{t("sent-by-email")}</Header>}>
      <article className="mail" lang={language}>
        {email.sender && (
          <Box color="text-body-secondary">
            {t("admin-message-sender")}: <bdi>{email.sender}</bdi>
          </Box>
        )}
        <strong dir="auto">{email.subject}</strong>
        <p dir="auto">{email.text}</p>
      </article>
    </Container>
  );
}
