import { useWords } from "@shared/language/Language";
import { type ReactNode, useEffect, useRef } from "react";
import { useBody } from "../body";
import { useReveal } from "../first/reveal";

let first = true;

/** One page: its title, its one h1, and the focus on it when it was gone to. */
export function Page({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  const { name } = useWords();
  const { body } = useBody();
  const heading = useRef<HTMLHeadingElement>(null);
  const whose = name(body.name);
  useReveal();
  useEffect(() => {
    document.title = `${title} · ${whose}`;
  }, [title, whose]);
  useEffect(() => {
    if (!first) heading.current?.focus();
    first = false;
  }, []);
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="text-3xl font-bold leading-snug outline-none">
        {title}
      </h1>
      {lead && <div className="mt-2 max-w-3xl text-aeblack-700">{lead}</div>}
      <div className="mt-6">{children}</div>
    </>
  );
}
