/** Join the parts of a CSV file, each with a mark and a heading of its own, into one with the first's. */
export function joined(parts: readonly string[]): string {
  return parts.map((part, place) => (place ? part.slice(part.indexOf("\r\n") + 2) : part)).join("");
}

/** Hand a text to the reader as a file. */
export function offer(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The download holds on to what it began with; a moment later nobody needs the address.
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
