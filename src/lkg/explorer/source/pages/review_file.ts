// The proposals and what was decided on them as a review file, which `lkg code` reads and a spreadsheet opens.

import type { Row } from "../api/types";

export function reviewFile(columns: string[], rows: Row[]): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => guarded(row[column] ?? "")))];
  // the mark of UTF-8, without which spreadsheets take letters for others
  return `\ufeff${lines.map((line) => `${line.map(quoted).join(",")}\r\n`).join("")}`;
}

/** A spreadsheet would take the words of a text for a formula; the reader takes the sign away again. */
function guarded(text: string): string {
  return /^[=+\-@]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
