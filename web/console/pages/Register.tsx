import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type Schemas, told } from "@shared/api/client";
import { useDraft } from "@shared/drafts";
import { hasBoundary, regionAt } from "@shared/map/place";
import { TicketNumber } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { useSending } from "@shared/sending";
import { sayReason, sayRefusal } from "@shared/words";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useSearchParams } from "wouter";
import { api } from "../api";
import { has, keepsPeople, type Me, useBody, useBodyNow, useMe, usePlaces, useSetup } from "../me";
import { Go } from "../parts/Go";
import { Alike } from "../parts/register/Alike";
import { ChooseFiles } from "../parts/register/Files";
import { Matter } from "../parts/register/Matter";
import { Person } from "../parts/register/Person";
import { Place } from "../parts/register/Place";
import { Section } from "../parts/register/Section";
import { type Done, Slip } from "../parts/register/Slip";
import { Waiting } from "../parts/Waiting";
import { faultsOf, filledFrom, profileOf, registrationOf, sectionOf, suggestedSection } from "../register";
import { empty, isAnonymous, type Typed } from "../typed";
import { uploads } from "../uploads";

function register(body: Schemas["StaffRegistration"], key: string) {
  return told(api.POST("/v1/tickets", { params: { header: { "Idempotency-Key": key } }, body }));
}

/** A counter's people come in person, an agent's call. */
const usualChannel = (me: Me) => (has(me, "reception") ? "walk_in" : "phone");

/** Registers a ticket for somebody who called, came or wrote (R049, R050); at the counter the number is printed. */
export default function Register() {
  const { t } = useWords();
  const me = useMe();
  const [done, setDone] = useState<Done>();
  const [added, setAdded] = useState("");
  const [channel, setChannel] = useState(usualChannel(me));
  const here = useBodyNow();
  const body = useBody(here);
  const title = t(done ? "register-done" : added ? "alike-added" : "register");
  useEffect(() => {
    document.title = `${title} · ${t("console-name")}`;
  }, [title, t]);
  const next = () => {
    setDone(undefined);
    setAdded("");
  };
  return (
    <ContentLayout header={<Header variant="h1">{title}</Header>}>
      {done && <Slip done={done} next={next} />}
      {added && <Added number={added} next={next} />}
      {!done && !added && !body.data && <Waiting error={body.error} retry={() => void body.refetch()} />}
      {!done && !added && body.data && (
        <RegisterForm body={body.data} channel={channel} keepChannel={setChannel} done={setDone} added={setAdded} />
      )}
    </ContentLayout>
  );
}

function Added({ number, next }: { number: string; next: () => void }) {
  const { t } = useWords();
  return (
    <Container>
      <SpaceBetween size="m">
        <div>
          {t("alike-added-text")}{" "}
          <Go to={`/tickets/${number}`}>
            <TicketNumber number={number} />
          </Go>
        </div>
        <Button variant="primary" onClick={next}>
          {t("register-another")}
        </Button>
      </SpaceBetween>
    </Container>
  );
}

interface Given {
  body: Schemas["PublicBody"];
  /** The contact that it is registered for, whose form is its own, and what is known of who calls. */
  contact?: string;
  filled?: Partial<Typed>;
  channel: string;
  keepChannel: (channel: string) => void;
  done: (done: Done) => void;
  added: (number: string) => void;
}

/** The form itself; it stands on a contact's page too. */
export function RegisterForm({ body, contact = "", filled, channel, keepChannel, done, added }: Given) {
  const { t, language } = useWords();
  const me = useMe();
  // Many use one counter's device: each finds their own draft, and that of this body.
  const form = ["register", me.id, body.code, contact].filter(Boolean).join(".");
  const isMedia = has(me, "media_officer") && !has(me, "agent", "reception", "distributor", "supervisor");
  const [begun] = useState(() => ({ ...empty(channel, isMedia ? "media" : "", language), ...filled }));
  const draft = useDraft<Typed>(form, begun);
  const typed = draft.value;
  const sending = useSending(form, register);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const { directorates, categories, asked: setUp } = useSetup(body.code);
  const { sections, asked: placed } = usePlaces(body.code, true);
  // What is proposed belongs to what is sent: sent before it is there, a second try would be another registration.
  const ready = setUp && placed;
  useKnownFrom(draft.change, typed);

  const section = sectionOf(typed, suggestedSection(categories, typed));
  const outside = Boolean(typed.pin && hasBoundary(body.regions) && !regionAt(body.regions, typed.pin));
  const { refusal } = sending;
  const reasons = useMemo(() => ({ ...refusal?.fields, ...faults }), [refusal, faults]);
  const why = useCallback(
    (...paths: string[]) => {
      const reason = paths.map((path) => reasons[path]).find((found) => found);
      return reason && sayReason(reason, t);
    },
    [reasons, t],
  );
  const change = useCallback(
    (part: Partial<Typed>) => {
      if (part.channel) keepChannel(part.channel);
      setFaults({});
      draft.change(part);
    },
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [draft.change, keepChannel],
  );
  const forget = () => {
    draft.forget();
    sending.clear();
    setFaults({});
  };
  const send = async () => {
    const missing = faultsOf(typed, { section, sections: sections.length > 0, outside });
    setFaults(missing);
    if (Object.keys(missing).length) {
      document.querySelector("main")?.scrollIntoView();
      return;
    }
    const category = body.categories.find(({ code }) => code === typed.category);
    const answer = await sending.send(registrationOf(typed, { body: body.code, category, section, contact }));
    if (!answer) return;
    uploads.sendChosen(answer.number);
    draft.forget();
    const profile = keepsPeople(me) ? profileOf(typed, body.code) : undefined;
    done({ registered: answer, anonymous: isAnonymous(typed), profile });
  };
  const asked = { typed, change, why };
  const count = Object.keys(faults).length;
  return (
    <SpaceBetween size="l">
      {draft.restored && !refusal && !count && (
        <Alert type="info" action={<Button onClick={forget}>{t("register-empty")}</Button>}>
          {t("register-restored")}
        </Alert>
      )}
      {count > 0 && <Alert type="error">{t("problem-fields", { n: count })}</Alert>}
      {refusal && !count && <Alert type="error">{sayRefusal(refusal, t)}</Alert>}
      {typed.kind !== "media" && <Person {...asked} body={body.code} languages={body.languages} />}
      <Matter {...asked} body={body} />
      <Place {...asked} body={body} outside={outside} />
      {sections.length > 0 && typed.in_jurisdiction !== "false" && (
        <Section {...asked} directorates={directorates} sections={sections} section={section} />
      )}
      <Alike
        typed={typed}
        body={body.code}
        contact={contact}
        added={(number) => {
          uploads.sendChosen(number);
          forget();
          added(number);
        }}
      />
      <Container header={<Header variant="h2">{t("files")}</Header>}>
        <ChooseFiles number="" />
      </Container>
      <Box float="right">
        <SpaceBetween size="xs" direction="horizontal">
          <Button
            onClick={() => {
              forget();
              uploads.forgetChosen();
            }}
          >
            {t("register-empty")}
          </Button>
          <Button variant="primary" loading={sending.busy || !ready} onClick={() => void send()}>
            {t("register-send")}
          </Button>
        </SpaceBetween>
      </Box>
    </SpaceBetween>
  );
}

/** Fill in who was chosen on their page (`?person=`), once, and over nobody who is typed already. */
function useKnownFrom(change: (part: Partial<Typed>) => void, typed: Typed) {
  const [said, say] = useSearchParams();
  const id = said.get("person") ?? "";
  const found = useQuery({
    queryKey: ["person", id],
    queryFn: () => told(api.GET("/v1/people/{id}", { params: { path: { id } } })),
    enabled: Boolean(id),
  });
  const free = !typed.mobile && !typed.first_name && !typed.name;
  useEffect(() => {
    if (!found.data || !id) return;
    if (free) change(filledFrom(found.data));
    say({}, { replace: true });
  }, [found.data, id, free, change, say]);
}
