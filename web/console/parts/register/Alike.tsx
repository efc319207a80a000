import Alert from "@cloudscape-design/components/alert";
import Badge from "@cloudscape-design/components/badge";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type Schemas, told } from "@shared/api/client";
import { TicketNumber } from "@shared/language/Ltr";
import { useWords } from "@shared/language/Language";
import { useSending } from "@shared/sending";
import { codeId, sayRefusal } from "@shared/words";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { api } from "../../api";
import { linkTicket } from "../../contacts";
import { comparedOf } from "../../register";
import type { Typed } from "../../typed";
import { useLater } from "../../useLater";
import { Go } from "../Go";
import { StatusShown } from "../Marks";

type Likely = Schemas["StaffDuplicate"];

interface Given {
  typed: Typed;
  body: string;
  /** The contact in which it is said, if the centre knows it: then that is what is added. */
  contact?: string;
  /** Told that what is typed was added to a ticket that is there already. */
  added: (number: string) => void;
}

/** What may be the same matter, while it is typed: add to it, look at it, or register anyway (R008). */
export function Alike({ typed, body, contact = "", added }: Given) {
  const { t } = useWords();
  const [passed, setPassed] = useState<readonly string[]>([]);
  const asked = useLater(JSON.stringify(comparedOf(typed, body) ?? null), 800);
  const found = useQuery({
    queryKey: ["alike", body, asked],
    queryFn: () => told(api.POST("/v1/duplicates", { body: JSON.parse(asked) as Schemas["Typed"] })),
    enabled: asked !== "null",
    retry: false,
  });
  const items = (asked !== "null" && found.data?.items.filter(({ number }) => !passed.includes(number))) || [];
  return (
    <div role="status" aria-live="polite">
      {items.length > 0 && (
        <Alert
          type="warning"
          header={t("alike-title")}
          action={
            <Button onClick={() => setPassed(found.data?.items.map(({ number }) => number) ?? [])}>
              {t("alike-anyway")}
            </Button>
          }
        >
          <SpaceBetween size="s">
            <div>{t("alike-text")}</div>
            {items.map((each) => (
              <One key={each.number} each={each} typed={typed} contact={contact} added={() => added(each.number)} />
            ))}
          </SpaceBetween>
        </Alert>
      )}
    </div>
  );
}

const contacted = (number: string, body: Schemas["Contacted"], key: string) =>
  told(
    api.POST("/v1/tickets/{number}/contacts", {
      params: { path: { number }, header: { "Idempotency-Key": key } },
      body,
    }),
  );

function One({ each, typed, contact, added }: { each: Likely; typed: Typed; contact: string; added: () => void }) {
  const { t, format } = useWords();
  const call = useCallback(
    async (body: Schemas["Contacted"], key: string): Promise<true> => {
      if (contact) await linkTicket(contact, each.number, key);
      else await contacted(each.number, body, key);
      return true;
    },
    [each.number, contact],
  );
  const sending = useSending(`contact.${each.number}`, call);
  const add = async () => {
    const said = { channel: typed.channel as Schemas["Contacted"]["channel"], note: typed.description.trim() };
    if (await sending.send(said as Schemas["Contacted"])) added();
  };
  return (
    <div data-alike={each.number}>
      <SpaceBetween size="xs" direction="horizontal" alignItems="center">
        <Go to={`/tickets/${each.number}`}>
          <TicketNumber number={each.number} />
        </Go>
        <StatusShown status={each.status} />
        <bdi>{each.subject || t(codeId("kind", each.kind))}</bdi>
      </SpaceBetween>
      <Box fontSize="body-s" color="text-body-secondary">
        {format.brief(each.registered_at)} · {t("alike-contacts", { n: each.contacts })}
        {each.distance != null && ` · ${t("duplicate-distance", { n: each.distance })}`}
      </Box>
      <SpaceBetween size="xxs" direction="horizontal">
        {each.reasons.map((reason) => (
          <Badge key={reason}>{t(codeId("duplicate", reason))}</Badge>
        ))}
      </SpaceBetween>
      {sending.refusal && <Alert type="error">{sayRefusal(sending.refusal, t)}</Alert>}
      <Button loading={sending.busy} onClick={() => void add()}>
        {t("alike-add")}
      </Button>
    </div>
  );
}
