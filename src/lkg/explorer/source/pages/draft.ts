// A proposal while somebody decides on it: as it was made, as it is now, and what was decided.

import type { About, Coding, Row } from "../api/types";
import { words } from "../words";

export const EDITABLE = ["subject", "relation", "object", "when", "modality", "amount", "unit", "claimant", "credibility", "note"] as const;
export type Field = (typeof EDITABLE)[number];

export interface Draft {
  /** its place in the list, from 1 */
  number: number;
  was: Row;
  row: Row;
  decision: "" | "accept" | "reject";
  isTaken: boolean;
}

export function draftsOf(coding: Coding): Draft[] {
  return coding.rows.map((row, at) => ({ number: at + 1, was: row, row: { ...row }, decision: "", isTaken: false }));
}

/** The row as the review file holds it: one that was changed before it was accepted says so. */
export function decided({ was, row, decision }: Draft): Row {
  const isChanged = EDITABLE.some((field) => field !== "credibility" && row[field] !== was[field]);
  return { ...row, decision: decision === "accept" && isChanged ? "edit" : decision };
}

export function tallied(drafts: Draft[]): { accepted: number; rejected: number; waiting: number } {
  const of = (decision: string) => drafts.filter((draft) => draft.decision === decision).length;
  return { accepted: of("accept"), rejected: of("reject"), waiting: of("") };
}

export function said(about: About, coding: Coding, { row }: Draft): string {
  const label = (actor = "") => coding.labels[actor] ?? actor;
  const relation = about.relations.find((each) => each.name === row.relation)?.label ?? row.relation ?? "";
  return words.claim_words(label(row.subject), relation, label(row.object));
}
