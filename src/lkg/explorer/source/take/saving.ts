// Hands a file to the reader.

import { tell } from "../dom/live";
import { h } from "../dom/element";
import { words } from "../words";

export function save(name: string, content: string | Blob, type = "text/plain"): void {
  const blob = typeof content === "string" ? new Blob([content], { type: `${type};charset=utf-8` }) : content;
  const address = URL.createObjectURL(blob);
  const link = h("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  // the browser reads the blob after the click has returned
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  tell(words.saved(name));
}
