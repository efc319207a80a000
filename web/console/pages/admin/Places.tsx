import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { Schemas } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { Ltr } from "@shared/language/Ltr";
import { codeId } from "@shared/words";
import { Name, One, Part, Text, Yes } from "./fields";
import { ThingList, useInUse } from "./ThingList";
import { ThingPage } from "./ThingPage";
import { choicesOf, useThings } from "./things";

const nameless = () => ({ ar: "", en: "" });

/** The name of one of some things, in the reader's language. */
function useNameOf(kind: "directorates" | "calendars") {
  const { name } = useWords();
  const things = useThings(kind).data;
  return (code: string) => name(things?.find((each) => each.code === code)?.name) || code;
}

export function Sections() {
  const { t } = useWords();
  const directorate = useNameOf("directorates");
  const calendar = useNameOf("calendars");
  const inUse = useInUse<Schemas["SectionShown"]>();
  return (
    <ThingList
      kind="sections"
      columns={[
        { id: "of", header: t("admin-field-directorate"), cell: (one) => directorate(one.directorate) },
        { id: "duty", header: t("admin-field-duty"), cell: ({ duty }) => <Ltr>{duty}</Ltr> },
        {
          id: "calendar",
          header: t("admin-field-calendar"),
          cell: (one) => (one.calendar ? calendar(one.calendar) : t("admin-calendar-body")),
        },
        inUse,
        { id: "code", header: t("admin-field-code"), cell: ({ code }) => <Ltr>{code}</Ltr> },
      ]}
    />
  );
}

export function SectionPage({ code }: { code: string }) {
  const { t, name } = useWords();
  const directorates = choicesOf(useThings("directorates").data, name);
  const calendars = choicesOf(useThings("calendars").data, name);
  return (
    <ThingPage<"sections", Schemas["SectionGiven"]>
      kind="sections"
      code={code}
      blank={{ name: nameless(), directorate: "", duty: "", calendar: "", assigns: true, active: true }}
      given={({ name, directorate, duty, calendar, assigns, active }) => ({
        name,
        directorate,
        duty,
        calendar,
        assigns,
        active: active ?? true,
      })}
    >
      {() => (
        <Part title={t("admin-general")}>
          <Name path="name" />
          <div className="pair">
            <One path="directorate" choices={directorates} />
            <One path="calendar" choices={calendars} none={t("admin-calendar-body")} optional />
          </div>
          <Text path="duty" plain optional hint={t("admin-duty-hint")} />
          <Yes path="assigns" />
          <Yes path="active" label={t("admin-in-use")} hint={t("admin-retire-section")} />
        </Part>
      )}
    </ThingPage>
  );
}

export function Directorates() {
  const { t } = useWords();
  return (
    <ThingList
      kind="directorates"
      columns={[{ id: "code", header: t("admin-field-code"), cell: ({ code }) => <Ltr>{code}</Ltr> }]}
    />
  );
}

export function DirectoratePage({ code }: { code: string }) {
  const { t } = useWords();
  return (
    <ThingPage<"directorates", Schemas["DirectorateGiven"]>
      kind="directorates"
      code={code}
      blank={{ name: nameless() }}
      given={({ name }) => ({ name })}
    >
      {() => (
        <Part title={t("admin-general")}>
          <Name path="name" />
        </Part>
      )}
    </ThingPage>
  );
}

type PartnerGiven = Schemas["PartnerGiven"];
const PARTNERS = [
  "authority",
  "certification",
  "company",
  "post",
  "programme",
  "regulator",
  "telecom",
  "utility",
] as const;

export function Partners() {
  const { t } = useWords();
  return (
    <ThingList
      kind="partners"
      columns={[
        { id: "kind", header: t("admin-field-kind"), cell: ({ kind }) => t(codeId("partner", kind)) },
        { id: "email", header: t("admin-field-email"), cell: ({ email }) => <Ltr>{email}</Ltr> },
        { id: "phone", header: t("admin-field-phone"), cell: ({ phone }) => <Ltr>{phone}</Ltr> },
        { id: "code", header: t("admin-field-code"), cell: ({ code }) => <Ltr>{code}</Ltr> },
      ]}
    />
  );
}

export function PartnerPage({ code }: { code: string }) {
  const { t, name } = useWords();
  const calendars = choicesOf(useThings("calendars").data, name);
  return (
    <ThingPage<"partners", PartnerGiven>
      kind="partners"
      code={code}
      blank={{ name: nameless(), kind: "authority", mobile: "", email: "", phone: "", calendar: "" }}
      given={({ name, kind, mobile, email, phone, calendar }) =>
        ({ name, kind, mobile, email, phone, calendar }) as PartnerGiven
      }
    >
      {() => (
        <Part title={t("admin-general")}>
          <Name path="name" />
          <div className="pair">
            <One path="kind" choices={PARTNERS.map((value) => ({ value, label: t(codeId("partner", value)) }))} />
            <One path="calendar" choices={calendars} none={t("admin-calendar-body")} optional />
          </div>
          <div className="four">
            <Text path="email" type="email" plain optional />
            <Text path="mobile" plain optional />
            <Text path="phone" plain optional />
          </div>
        </Part>
      )}
    </ThingPage>
  );
}

export function Channels() {
  const { t, name } = useWords();
  return (
    <ThingList
      kind="channels"
      columns={[
        { id: "address", header: t("admin-field-address"), cell: ({ address }) => <Ltr>{address}</Ltr> },
        { id: "hours", header: t("admin-field-hours"), cell: ({ hours }) => name(hours) },
        {
          id: "open",
          header: t("admin-field-open"),
          cell: ({ open }) => (
            <StatusIndicator type={open ? "success" : "stopped"}>{t(open ? "yes" : "no")}</StatusIndicator>
          ),
        },
        { id: "code", header: t("admin-field-code"), cell: ({ code }) => <Ltr>{code}</Ltr> },
      ]}
    />
  );
}

/** Hours that are wholly empty are none. */
function channelOf(value: Schemas["ChannelGiven"]): Schemas["ChannelGiven"] {
  return { ...value, hours: value.hours?.ar || value.hours?.en ? value.hours : null };
}

export function ChannelPage({ code }: { code: string }) {
  const { t } = useWords();
  return (
    <ThingPage<"channels", Schemas["ChannelGiven"]>
      kind="channels"
      code={code}
      blank={{ name: nameless(), address: "", hours: nameless(), open: true }}
      given={({ name, address, hours, open }) => ({ name, address, hours: hours ?? nameless(), open })}
      sent={channelOf}
      codeHint={t("admin-channel-code")}
    >
      {() => (
        <Part title={t("admin-general")}>
          <Name path="name" />
          <Text path="address" plain optional />
          <Name path="hours" of="hours" />
          <Yes path="open" />
        </Part>
      )}
    </ThingPage>
  );
}
