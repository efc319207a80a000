import Link from "@cloudscape-design/components/link";
import type { ReactNode } from "react";
import { useLocation, useRouter } from "wouter";

/** A way to another page of the console; with Ctrl or the middle button it opens in another tab, as links do. */
export function Go({ to, name, children }: { to: string; name?: string; children: ReactNode }) {
  const [, go] = useLocation();
  const { base } = useRouter();
  return (
    <Link
      href={`${base}${to}`}
      fontSize="inherit"
      {...(name && { ariaLabel: name })}
      onFollow={(event) => {
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </Link>
  );
}
