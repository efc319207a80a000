import Alert from "@cloudscape-design/components/alert";
import Badge from "@cloudscape-design/components/badge";
import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Tabs from "@cloudscape-design/components/tabs";
import { told } from "@shared/api/client";
import { Refusal } from "@shared/api/refusal";
import { useWords } from "@shared/language/Language";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { api } from "../../../api";
import { has, useBodyNow, useMe } from "../../../me";
import { Waiting } from "../../../parts/Waiting";
import { fetchSwitchboard, type Switchboard, type SwitchboardShown } from "../../../switchboard";
import { Form, useForm, type Version } from "../Form";
import { useTitle } from "../ThingPage";
import { AfterHours } from "./AfterHours";
import { Announcements, Procedures } from "./Texts";
import { Directory } from "./Directory";
import { Lines } from "./Lines";
import { FRESH } from "./Missing";
import { Dispositions, Queues } from "./Queues";
import { Telephony } from "./Telephony";

const BLANK: Switchboard = {
  flow: "statistics",
  numbers: [],
  queues: [FRESH],
  dispositions: [{ code: "", name: { ar: "", en: "" }, active: true }],
  voicemail: { kind: "inquiry", category: "", most_seconds: 120 },
  extensions: [],
  announcements: [],
  procedures: [],
  population: null,
  callbacks: { tries: 3, hours_apart: 2, days: 2 },
  survey: true,
  recorded: true,
};

/** The body's switchboard (R083-R106): who answers which number, when, and what callers hear. */
export function SwitchboardPage() {
  const { t } = useWords();
  const body = useBodyNow();
  const kept = useQuery({
    queryKey: ["switchboard", body, "form"],
    queryFn: () => found(body),
    gcTime: 0,
  });
  useTitle(t("admin-switchboard"));
  if (kept.data === undefined) return <Waiting error={kept.error} retry={() => void kept.refetch()} />;
  return <Filled shown={kept.data} body={body} />;
}

/** Fetch a body's switchboard; null if it has none yet. */
async function found(body: string): Promise<SwitchboardShown | null> {
  try {
    return await fetchSwitchboard(body);
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return null;
    throw error;
  }
}

const holding = (shown: SwitchboardShown | null): Version<Switchboard> => {
  if (!shown) return { value: BLANK, version: undefined };
  const given = Object.keys(BLANK).map((name) => [name, shown[name as keyof Switchboard]] as const);
  return { value: Object.fromEntries(given) as unknown as Switchboard, version: shown.version };
};

const put = (value: Switchboard, version: number | undefined) =>
  told(
    api.PUT("/v1/organisation/switchboard", {
      params: { header: version === undefined ? {} : { "If-Match": String(version) } },
      body: value,
    }),
  );

function Filled({ shown, body }: { shown: SwitchboardShown | null; body: string }) {
  const { t } = useWords();
  const me = useMe();
  const queries = useQueryClient();
  const [epoch, setEpoch] = useState(0);
  const [now, setNow] = useState(shown);
  const done = (answer: SwitchboardShown) => {
    setNow(answer);
    setEpoch(epoch + 1);
    queries.setQueryData(["switchboard", body], answer);
  };
  return (
    <SpaceBetween size="m">
      {now ? <Telephony saved={now} body={body} /> : <Alert type="info">{t("switchboard-none")}</Alert>}
      <Form
        key={epoch}
        form={`admin.switchboard.${body}`}
        begun={holding(now)}
        title={t("admin-switchboard")}
        description={t("switchboard-about")}
        readOnly={!has(me, "admin")}
        saved={epoch > 0}
        call={put}
        done={done}
        newest={async () => holding(await found(body))}
      >
        {() => <Parts saved={now} />}
      </Form>
    </SpaceBetween>
  );
}

/** The parts of the form, each under a tab that tells how many of its fields were refused. */
function Parts({ saved }: { saved: SwitchboardShown | null }) {
  const { t } = useWords();
  const { faults } = useForm();
  const parts: [string, readonly string[], ReactNode][] = [
    ["lines", ["flow", "numbers", "survey", "recorded", "population"], <Lines key="lines" />],
    ["queues", ["queues"], <Queues key="queues" />],
    ["dispositions", ["dispositions"], <Dispositions key="dispositions" saved={saved} />],
    ["directory", ["extensions"], <Directory key="directory" />],
    ["announcements", ["announcements"], <Announcements key="announcements" />],
    ["procedures", ["procedures"], <Procedures key="procedures" />],
    ["after-hours", ["voicemail", "callbacks"], <AfterHours key="after-hours" />],
  ];
  return (
    <Tabs
      ariaLabel={t("admin-switchboard")}
      tabs={parts.map(([id, paths, content]) => {
        const wrong = new Set(faults.map(({ field }) => field).filter((path) => paths.includes(path.split(".")[0]!)))
          .size;
        return {
          id,
          label: (
            <>
              {t(`switchboard-${id}`)} {wrong > 0 && <Badge color="red">{t("switchboard-faults", { n: wrong })}</Badge>}
            </>
          ),
          content: <Box padding={{ top: "s" }}>{content}</Box>,
        };
      })}
    />
  );
}
