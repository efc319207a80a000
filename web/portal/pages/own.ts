import { type Schemas, told } from "@shared/api/client";
import { api } from "../api";

/** Take all of one's own data away as a file; return how many tickets are in it. */
export async function takeOwn(): Promise<number> {
  const pages: Schemas["Exported"][] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: Schemas["Exported"] = await told(api.GET("/v1/public/me/data", { params: { query: { cursor } } }));
    pages.push(page);
    cursor = page.next;
  }
  const tickets = pages.flatMap((page) => page.tickets);
  const profiles = pages.flatMap((page) => page.profiles);
  const contacts = pages.flatMap((page) => page.contacts);
  save(`nidaa-${new Date().toISOString().slice(0, 10)}.json`, JSON.stringify({ profiles, tickets, contacts }, null, 2));
  return tickets.length;
}

function save(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Erase all of one's own data, however many calls it takes; return how many tickets lost their words. */
export async function eraseOwn(): Promise<number> {
  let tickets = 0;
  for (;;) {
    const page = await told(api.DELETE("/v1/public/me/data"));
    tickets += page.tickets;
    if (page.complete) return tickets;
  }
}
