import { type Schemas, told } from "@shared/api/client";
import { type Arguments, bundleOf, type Language, say } from "@shared/language/bundle";
import { formatFor, grouped } from "@shared/language/format";
import { codeId } from "@shared/words";
import { useWords } from "@shared/language/Language";
import { useQuery } from "@tanstack/react-query";
import { api } from "./api";
import { useBody, useMe, usePlaces } from "./me";
import { filled, type ReadyReply } from "./replies";
import { catalogues } from "./words";

type Ticket = Schemas["StaffTicketView"];

/** A ready-made reply with its text in the requester's language, filled in from the ticket. */
export interface Ready extends ReadyReply {
  filled: string;
}

/** Return the body's ready-made replies for a ticket; none for who may not read them, or while they are not there. */
export function useReady(ticket: Ticket, wanted: boolean): Ready[] {
  const replies = useQuery({
    queryKey: ["replies", ticket.body],
    queryFn: () => told(api.GET("/v1/organisation/replies", { params: { query: { body: ticket.body, limit: 100 } } })),
    enabled: wanted,
    staleTime: 300_000,
  });
  const facts = useFacts(ticket, wanted);
  const items = replies.data?.items;
  if (!items || !facts) return [];
  return items.map((reply) => ({
    ...reply,
    filled: filled(reply.text[facts.language] || reply.text.ar || reply.text.en, facts.values),
  }));
}

interface Facts {
  language: Language;
  values: Record<string, string>;
}

/** Return what fills the places of a text, in the requester's language: the reader's own may be another. */
function useFacts(ticket: Ticket, wanted: boolean): Facts | undefined {
  const { t, format, language: own } = useWords();
  const me = useMe();
  const body = useBody(ticket.body).data;
  const { sections } = usePlaces(ticket.body, wanted && Boolean(ticket.section) && !me.partner);
  const language: Language = ticket.language === "en" ? "en" : "ar";
  const other = useQuery({
    queryKey: ["catalogue", language],
    queryFn: async () => bundleOf(language, (await catalogues[language]()).default),
    enabled: wanted && language !== own,
    staleTime: Infinity,
  });
  const bundle = other.data;
  if (language !== own && !bundle) return undefined;
  const speak = (id: string, args?: Arguments) => (bundle && language !== own ? say(bundle, id, args) : t(id, args));
  const named = (words: Schemas["Words"] | undefined) => words?.[language] || words?.ar || words?.en || "";
  const find = <P extends { code: string; name: Schemas["Words"] }>(places: readonly P[] | undefined, code: string) =>
    named(places?.find((each) => each.code === code)?.name);
  const person = ticket.anonymous ? undefined : ticket.requester;
  const values = {
    number: grouped(ticket.number),
    name: person?.name || [person?.first_name, person?.family_name].filter(Boolean).join(" "),
    kind: speak(codeId("kind", ticket.kind)),
    category: find(body?.categories, ticket.category),
    section: find(sections, ticket.section),
    due: ticket.due_at ? formatFor(language, format.zone).day(ticket.due_at) : "",
    body: named(body?.name),
    staff: me.name,
  };
  return { language, values };
}
