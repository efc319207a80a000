/**
 * The pages that people come to from elsewhere, by their addresses; one that ends with a stroke has more behind it. The
 * build lets each page's files be fetched together with the first ones, in place of after them (tools/first.ts).
 */
export const PAGES: Record<string, string> = {
  "/": "pages/Home.tsx",
  "/new": "pages/NewTicket.tsx",
  "/tickets": "pages/Tickets.tsx",
  "/tickets/": "pages/Ticket.tsx",
  "/s/": "pages/Link.tsx",
  "/how": "pages/How.tsx",
  "/contact": "pages/Contact.tsx",
  "/me": "pages/Own.tsx",
};
