import type { Action, Schemas } from "@shared/api/client";

/** How a field of an action is asked for. */
export type FieldKind =
  | "text"
  | "long"
  | "choice"
  | "yes"
  | "date"
  | "score"
  | "category"
  | "subcategory"
  | "section"
  | "partner"
  | "number"
  | "staff";

export interface ActionField {
  name: string;
  kind: FieldKind;
  needed?: boolean;
  /** The codes that it may have, and the list under which they are named (messages/<language>/shared/codes.ftl). */
  codes?: readonly string[];
  list?: string;
  /** Starts with what the ticket has now. */
  from?: keyof Schemas["StaffTicketView"];
  /** Reaches the requester as it is written, or by whoever informs them: ready-made replies are offered. */
  told?: boolean;
  /** Is asked for only then. */
  when?: (ticket: Schemas["StaffTicketView"], values: Record<string, string>) => boolean;
}

const long = (name: string, needed = true): ActionField => ({ name, kind: "long", needed });
const told = (name: string): ActionField => ({ ...long(name), told: true });
const choice = (
  name: string,
  list: string,
  codes: readonly string[],
  more: Partial<ActionField> = {},
): ActionField => ({
  name,
  kind: "choice",
  list,
  codes,
  ...more,
});
const yes = (name: string, more: Partial<ActionField> = {}): ActionField => ({
  name,
  kind: "yes",
  needed: true,
  ...more,
});

const KINDS = ["complaint", "report", "inquiry", "information_request", "observation", "suggestion", "thanks"] as const;
const CAUSES = [
  "mistreatment",
  "below_level",
  "unclear_procedure",
  "long_wait",
  "wrong_information",
  "wrong_direction",
  "other",
] as const;
const METHODS = ["phone", "sms", "email", "whatsapp", "walk_in", "letter", "chat", "social"] as const;
const OBJECTS = ["service", "product", "operation", "procedure", "conduct", "manner"] as const;

/**
 * The form of each action, field by field, as the API takes it (docs/openapi.json: schemas Classify, Refer, ...).
 * A test compares this table with the contract: every field named here is there, and whatever is required is asked for.
 */
export const ACTIONS: Record<Action, readonly ActionField[]> = {
  classify: [
    choice("kind", "kind", KINDS, { from: "kind", needed: true }),
    { name: "category", kind: "category", from: "category", needed: true },
    { name: "subcategory", kind: "subcategory", from: "subcategory" },
    choice("object", "object", OBJECTS, { from: "object", when: (_, { kind }) => kind === "complaint" }),
    choice("complexity", "complexity", ["routine", "complex", "critical"], { from: "complexity" }),
    choice("importance", "importance", ["low", "medium", "high"], { from: "importance" }),
    choice("procedure", "procedure", ["first_contact", "treatment", "third_party"], { from: "procedure" }),
    yes("in_jurisdiction", { from: "in_jurisdiction" }),
  ],
  reject: [told("reason")],
  solve: [told("message")],
  refer: [
    { name: "section", kind: "section", from: "suggested_section", when: (_, { partner }) => !partner },
    { name: "partner", kind: "partner", when: (_, { section }) => !section },
    choice("mode", "mode", ["third_party", "out_of_jurisdiction"], { when: (_, { partner }) => Boolean(partner) }),
    long("note", false),
  ],
  decline: [long("reason"), { name: "section", kind: "section" }],
  start: [],
  ask: [told("question")],
  respond: [long("text")],
  answer: [
    choice("verification", "verification", ["confirmed", "not_confirmed", "partly"], { needed: true }),
    told("text"),
  ],
  return: [long("reason")],
  inform: [choice("method", "channel", METHODS, { needed: true }), yes("reached"), long("note", false)],
  resolve: [
    choice("outcome", "outcome", ["solved", "not_solvable", "proposals", "adopted", "noted", "not_adopted"], {
      needed: true,
    }),
    told("message"),
    { ...long("reason", false), when: (_, { outcome }) => outcome === "not_solvable" },
  ],
  measure: [
    yes("reached"),
    { name: "score", kind: "score", when: (_, { reached }) => reached !== "false" },
    long("reason", false),
  ],
  close: [
    choice("root_cause", "cause", CAUSES, { from: "root_cause", when: ({ kind }) => kind === "complaint" }),
    long("note", false),
  ],
  reopen: [long("reason")],
  withdraw: [],
  merge: [{ name: "into", kind: "number", needed: true }],
  unmerge: [],
  assign: [{ name: "to", kind: "staff" }, long("reason", false)],
  delay: [long("reason"), { name: "expected_by", kind: "date", needed: true }],
  remind: [long("note", false)],
  note: [long("text")],
  reply: [told("text")],
  reply_to_outlet: [told("text"), { name: "link", kind: "text" }],
  speak: [yes("reached"), choice("cause", "cause", CAUSES), long("note", false)],
  decide: [yes("confirm"), long("reason")],
};

export type Values = Record<string, string>;

/** Return what a form begins with. */
export function valuesOf(action: Action, ticket: Schemas["StaffTicketView"]): Values {
  const given = ACTIONS[action].map(({ name, from }) => [name, from ? ticket[from] : ""] as const);
  return Object.fromEntries(given.map(([name, value]) => [name, value == null ? "" : String(value)]));
}

/** Return the fields that are asked for, as the values stand. */
export function asked(action: Action, ticket: Schemas["StaffTicketView"], values: Values): ActionField[] {
  return ACTIONS[action].filter(({ when }) => !when || when(ticket, values));
}

/** Return what the API is sent; what is empty is left out. */
export function bodyOf(fields: readonly ActionField[], values: Values): Record<string, unknown> {
  const said = fields.flatMap((field) => {
    const text = values[field.name]?.trim();
    return text ? [[field.name, valueOf(field, text)] as const] : [];
  });
  return Object.fromEntries(said);
}

function valueOf(field: ActionField, text: string): unknown {
  if (field.kind === "yes") return text === "true";
  if (field.kind === "score") return Number(text);
  return text;
}
