import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Schemas } from "@shared/api/client";
import { useDraft } from "@shared/drafts";
import { useWords } from "@shared/language/Language";
import { useSending } from "@shared/sending";
import { codeId } from "@shared/words";
import { useCallback, useRef, useState } from "react";
import { act } from "../actions.call";
import { useMe } from "../me";
import { useShortcut } from "../useShortcut";
import { useWriting } from "../viewers";
import { Refused } from "./ActionForm";
import { WritersWarning } from "./Viewers";
import { WritingField } from "./WritingField";

type Ticket = Schemas["StaffTicketView"];
const WAYS = ["note", "reply"] as const;
type Way = (typeof WAYS)[number];

interface Given {
  ticket: Ticket;
  done: (ticket: Ticket) => void;
  refresh: () => Promise<unknown>;
}

/** Where one writes on a ticket: an internal note unless one chooses otherwise, so that nothing is told by mistake. */
export function Composer(given: Given) {
  const { t } = useWords();
  const ways = WAYS.filter((way) => given.ticket.allowed.includes(way));
  const [chosen, setChosen] = useState<Way>("note");
  const way = ways.includes(chosen) ? chosen : ways[0];
  const box = useRef<HTMLDivElement>(null);
  const write = (next: Way) => {
    setChosen(next);
    // The field of the other way is there only after it was drawn.
    setTimeout(() => box.current?.querySelector("textarea")?.focus());
  };
  useShortcut("shortcut-note", () => write("note"), ways.includes("note"));
  useShortcut("shortcut-reply", () => write("reply"), ways.includes("reply"));
  if (!way) return null;
  return (
    <div ref={box} className="no-print">
      <Container>
        <SpaceBetween size="s">
          <SegmentedControl
            label={t("compose-way")}
            selectedId={way}
            options={ways.map((id) => ({ id, text: t(codeId("action", id)) }))}
            onChange={({ detail }) => setChosen(detail.selectedId as Way)}
          />
          <WritersWarning />
          <Written key={way} way={way} {...given} />
        </SpaceBetween>
      </Container>
    </div>
  );
}

const EMPTY = { text: "" };

function Written({ way, ticket, done, refresh }: Given & { way: Way }) {
  const { t } = useWords();
  const form = `${useMe().id}.compose.${ticket.number}.${way}`;
  const draft = useDraft(form, EMPTY);
  const { number } = ticket;
  const call = useCallback(
    (sent: { body: object; version: number }, key: string) => act(number, way, sent, key),
    [number, way],
  );
  const sending = useSending(form, call);
  const text = draft.value.text.trim();
  useWriting(form, Boolean(text));
  const send = async () => {
    if (!text) return;
    const answer = await sending.send({ body: { text }, version: ticket.version });
    if (!answer) return;
    draft.forget();
    done(answer);
  };
  return (
    <div className={`compose compose-${way}`}>
      <SpaceBetween size="xs">
        <Refused refusal={sending.refusal} refresh={() => void refresh().then(sending.clear)} />
        <WritingField
          ticket={ticket}
          rows={3}
          value={draft.value.text}
          label={t(codeId("action", way))}
          placeholder={t(`compose-${way}`)}
          change={(words) => draft.change({ text: words })}
          send={() => void send()}
          ready={way === "reply"}
        />
        <Box float="right">
          <Button variant="primary" loading={sending.busy} disabled={!text} onClick={() => void send()}>
            {t(`compose-send-${way}`)}
          </Button>
        </Box>
      </SpaceBetween>
    </div>
  );
}
