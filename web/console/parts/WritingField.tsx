import Button from "@cloudscape-design/components/button";
import Textarea from "@cloudscape-design/components/textarea";
import type { Schemas } from "@shared/api/client";
import { useWords } from "@shared/language/Language";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { offered, type Slash, slashAt, unfilled } from "../replies";
import { type Ready, useReady } from "../ready";

type Ticket = Schemas["StaffTicketView"];

interface Given {
  ticket: Ticket;
  value: string;
  change: (text: string) => void;
  rows: number;
  label?: string;
  placeholder?: string;
  /** Asked to send, by Ctrl+Enter. */
  send?: () => void;
  /** Whether ready-made replies are offered: where the requester is written to. */
  ready: boolean;
}

/** A place to write; where the requester is written to, `/` at the start of a word offers ready-made replies. */
export function WritingField({ ticket, value, change, rows, label, placeholder, send, ready }: Given) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const replies = useReady(ticket, ready);
  const list = useList(ticket, replies, () => areaIn(box.current));
  const open = list.shown.length > 0;
  useListed(box, list.id, open ? list.optionId(list.at) : undefined);
  return (
    <div ref={box} className="writing" onKeyDownCapture={list.keyed} onBlur={list.left} onClick={list.look}>
      <Textarea
        rows={rows}
        value={value}
        {...(label && { ariaLabel: label })}
        {...(placeholder && { placeholder })}
        onChange={({ detail }) => {
          change(detail.value);
          list.look();
        }}
        onKeyDown={({ detail }) => {
          if (detail.ctrlKey && detail.key === "Enter") send?.();
        }}
      />
      {open && <Listed list={list} />}
      {replies.length > 0 && (
        <div className="writing-tools no-print">
          <Button onClick={list.ask}>{t("ready-open")}</Button>
          <span className="writing-hint">{t("ready-hint")}</span>
        </div>
      )}
      <p role="status" className={list.open && !open ? "writing-hint" : "unseen"}>
        {list.open && t("ready-found", { n: list.shown.length })}
      </p>
      <Unfilled text={value} />
    </div>
  );
}

const PLACES = ["number", "name", "kind", "category", "section", "due", "body", "staff"];

/** Says which places of a ready-made text have no value here, before it is sent with them. */
function Unfilled({ text }: { text: string }) {
  const { t } = useWords();
  const places = unfilled(text, PLACES);
  if (!places.length) return null;
  return (
    <p className="writing-warning">
      {t("ready-unfilled")} <bdi dir="ltr">{places.join(" ")}</bdi>
    </p>
  );
}

const areaIn = (box: HTMLElement | null) => box?.querySelector("textarea") ?? undefined;

interface List {
  id: string;
  open: boolean;
  shown: readonly Ready[];
  at: number;
  optionId: (place: number) => string;
  point: (place: number) => void;
  take: (reply: Ready) => void;
  look: () => void;
  left: () => void;
  ask: () => void;
  keyed: (event: KeyboardEvent) => void;
}

function useList(ticket: Ticket, replies: readonly Ready[], area: () => HTMLTextAreaElement | undefined): List {
  const id = useId();
  const [slash, setSlash] = useState<Slash>();
  const [at, setAt] = useState(0);
  const [asked, setAsked] = useState(false);
  // The replies may come after the slash was typed: what is offered follows from both, whichever was first.
  const open = slash !== undefined && replies.length > 0;
  const shown = open ? offered(replies, ticket, slash.sought) : [];
  const close = () => {
    setSlash(undefined);
    setAsked(false);
  };
  const look = () => {
    const field = area();
    const found = field && slashAt(field.value, field.selectionStart);
    if (found?.sought !== slash?.sought) setAt(0);
    setSlash(found);
  };
  const take = (reply: Ready) => {
    if (slash) typeOver(area(), slash, reply.filled);
    close();
  };
  const giveUp = () => {
    // The button typed the slash, so that giving up takes it away again.
    if (asked && slash) typeOver(area(), slash, "");
    close();
  };
  const keyed = (event: KeyboardEvent) => {
    if (!open) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") giveUp();
    else if (!shown.length || event.nativeEvent.isComposing) return;
    else if (step) setAt((before) => (before + step + shown.length) % shown.length);
    else if ((event.key === "Enter" && !event.ctrlKey) || event.key === "Tab") take(shown[at]!);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const ask = () => {
    const field = area();
    if (!field) return;
    const before = field.value.slice(0, field.selectionStart);
    const place = { start: field.selectionStart, end: field.selectionEnd };
    typeOver(field, place, /(^|\s)$/.test(before) ? "/" : " /");
    setAsked(true);
    look();
  };
  return {
    id,
    open,
    shown,
    at: Math.min(at, Math.max(0, shown.length - 1)),
    optionId: (place) => `${id}-${place}`,
    point: setAt,
    take,
    look,
    left: close,
    ask,
    keyed,
  };
}

/** Type over part of a field as its reader would, so that Ctrl+Z takes it back. */
function typeOver(field: HTMLTextAreaElement | undefined, { start, end }: Pick<Slash, "start" | "end">, text: string) {
  if (!field) return;
  field.focus();
  field.setSelectionRange(start, end);
  // The only way of writing into a field that its undo knows of; every browser has it.
  document.execCommand(text ? "insertText" : "delete", false, text);
}

/** Tell assistive technology that the field has a list, and which of it is pointed at. */
function useListed(box: { current: HTMLDivElement | null }, id: string, active: string | undefined): void {
  useEffect(() => {
    const field = areaIn(box.current);
    if (!field) return;
    if (!active) {
      for (const name of ["aria-autocomplete", "aria-controls", "aria-activedescendant"]) field.removeAttribute(name);
      return;
    }
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", id);
    field.setAttribute("aria-activedescendant", active);
    document.getElementById(active)?.scrollIntoView({ block: "nearest" });
  }, [box, id, active]);
}

function Listed({ list }: { list: List }) {
  const { t, name } = useWords();
  return (
    <ul id={list.id} role="listbox" aria-label={t("ready")} className="ready">
      {list.shown.map((reply, place) => (
        <li
          key={reply.code}
          id={list.optionId(place)}
          role="option"
          aria-selected={place === list.at}
          className={place === list.at ? "ready-one ready-at" : "ready-one"}
          onPointerDown={(event) => event.preventDefault()}
          onPointerMove={() => list.point(place)}
          onClick={(event) => {
            event.stopPropagation();
            list.take(reply);
          }}
        >
          <strong>{name(reply.name)}</strong>{" "}
          <bdi dir="ltr" className="ready-code">
            /{reply.code}
          </bdi>
          <span dir="auto" className="ready-text">
            {reply.filled}
          </span>
        </li>
      ))}
    </ul>
  );
}
