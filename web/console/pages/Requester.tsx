import Alert from "@cloudscape-design/components/alert";
import Badge from "@cloudscape-design/components/badge";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Toggle from "@cloudscape-design/components/toggle";
import { type Schemas, told } from "@shared/api/client";
import { asRefusal, type Refusal } from "@shared/api/refusal";
import { Ltr } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { codeId, sayRefusal } from "@shared/words";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { useLocation } from "wouter";
import { api } from "../api";
import { has, keepsPeople, useMe } from "../me";
import { Guidance } from "../parts/Guidance";
import { TicketsOf } from "../parts/TicketsOf";
import { Waiting } from "../parts/Waiting";
import { nameOf, type Person } from "../people";

const PURPOSES = ["surveys", "campaigns"] as const;

/** One requester: who it is, how to write to them, what they agreed to, and what they asked (R303). */
export default function Requester({ id }: { id: string }) {
  const { t } = useWords();
  const me = useMe();
  const [, go] = useLocation();
  const found = useQuery({
    queryKey: ["person", id],
    queryFn: () => told(api.GET("/v1/people/{id}", { params: { path: { id } } })),
  });
  const person = found.data;
  const title = person ? nameOf(person) || t("register-nameless") : t("requester");
  useEffect(() => {
    document.title = `${title} · ${t("console-name")}`;
  }, [title, t]);
  const registers = has(me, "agent", "reception", "distributor", "supervisor");
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          actions={
            person &&
            registers && (
              <Button variant="primary" onClick={() => go(`/register?person=${person.id}`)}>
                {t("requester-register")}
              </Button>
            )
          }
        >
          <bdi>{title}</bdi> {person?.vip && <Badge color="blue">{t("mark-vip")}</Badge>}
        </Header>
      }
    >
      {!person && <Waiting error={found.error} retry={() => void found.refetch()} />}
      {person && (
        <SpaceBetween size="l">
          {person.masked && <Alert type="info">{t("requester-masked-note")}</Alert>}
          <Guidance words={person.guidance} />
          <Details person={person} />
          <Consents person={person} />
          <TicketsOf person={person} />
        </SpaceBetween>
      )}
    </ContentLayout>
  );
}

function Details({ person }: { person: Person }) {
  const { t, format } = useWords();
  const pairs: [string, ReactNode][] = [
    [t("register-type"), t(codeId("requester-type", person.type))],
    [t("requester-mobile"), <Contacts key="mobile" of={person.mobiles} />],
    [t("requester-email"), <Contacts key="email" of={person.emails} />],
    [t("register-national-id"), person.national_id ? <Ltr>{person.national_id}</Ltr> : t("none")],
    [
      t("register-preferred"),
      person.preferred_channel ? t(codeId("channel", person.preferred_channel)) : t("requester-no-preference"),
    ],
    [t("register-language"), t(codeId("language", person.language))],
    [t("requester-since"), format.brief(person.created_at)],
  ];
  return (
    <Container header={<Header variant="h2">{t("details")}</Header>}>
      <KeyValuePairs columns={3} items={pairs.map(([label, value]) => ({ label, value }))} />
    </Container>
  );
}

function Contacts({ of }: { of: Person["mobiles"] }) {
  const { t } = useWords();
  if (!of.length) return t("none");
  return (
    <>
      {of.map(({ value, verified_at }) => (
        <div key={value}>
          <Ltr>{value}</Ltr>{" "}
          <StatusIndicator type={verified_at ? "success" : "pending"}>
            {t(verified_at ? "requester-proved" : "requester-unproved")}
          </StatusIndicator>
        </div>
      ))}
    </>
  );
}

/** What somebody agreed to be sent (R183); whoever speaks with them records it, or that they withdraw. */
function Consents({ person }: { person: Person }) {
  const { t, format } = useWords();
  const me = useMe();
  const queries = useQueryClient();
  // What is being recorded is shown at once; if it is refused, the record is shown as it is.
  const [wanted, setWanted] = useState<{ purpose: string; given: boolean }>();
  const [error, setError] = useState<Refusal>();
  const writes = keepsPeople(me);
  const record = async (purpose: (typeof PURPOSES)[number], given: boolean) => {
    setWanted({ purpose, given });
    setError(undefined);
    try {
      await told(
        api.POST("/v1/people/{id}/consent", {
          params: { path: { id: person.id }, header: { "If-Match": String(person.version) } },
          body: { purpose, given },
        }),
      );
    } catch (thrown) {
      setError(asRefusal(thrown));
    } finally {
      await queries.invalidateQueries({ queryKey: ["person", person.id] });
      setWanted(undefined);
    }
  };
  return (
    <Container header={<Header variant="h2">{t("requester-consents")}</Header>}>
      <SpaceBetween size="s">
        {error && <Alert type="error">{error.status === 412 ? t("changed-title") : sayRefusal(error, t)}</Alert>}
        {PURPOSES.map((purpose) => {
          const last = lastOf(person.consents, purpose);
          const agrees = Boolean(last && !last.withdrawn_at);
          const when = last && format.brief(last.withdrawn_at || last.given_at);
          return (
            <div key={purpose}>
              <Toggle
                checked={wanted?.purpose === purpose ? wanted.given : agrees}
                disabled={!writes || Boolean(wanted)}
                onChange={({ detail }) => void record(purpose, detail.checked)}
              >
                {t(codeId("consent", purpose))}
              </Toggle>
              <Box fontSize="body-s" color="text-body-secondary">
                {when ? t(agrees ? "consent-since" : "consent-withdrawn", { when }) : t("consent-never")}
              </Box>
            </div>
          );
        })}
      </SpaceBetween>
    </Container>
  );
}

const lastOf = (consents: readonly Schemas["Consent"][], purpose: string) =>
  consents.filter((each) => each.purpose === purpose).at(-1);
