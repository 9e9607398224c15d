// The fields of a lens that the explorer can set, and their way into a query.

import type { LensChoice } from "./page";

export const LENS_FIELDS = [
  "at", "between", "memory", "half_life", "known_by", "sure", "relations", "families", "modality", "planned", "kinds",
  "actors", "among", "without", "without_side", "roll_up", "contract", "memberships", "sources", "without_sources",
  "without_voices", "min_credibility", "contested", "worldview", "sign", "direction", "weight",
] as const;
export type LensField = (typeof LENS_FIELDS)[number];

/** Fields by which ties already loaded can be picked in the browser. */
export const PICKED_HERE: readonly LensField[] = ["at", "families", "kinds", "sign", "contested"];

export function query(lens: LensChoice, changes: Record<string, string[]> = {}): URLSearchParams {
  const found = new URLSearchParams();
  if (lens.name) found.set("lens", lens.name);
  const fields = { ...lens.fields, ...changes };
  for (const field of LENS_FIELDS) for (const value of fields[field] ?? []) if (value !== "") found.append(field, value);
  return found;
}

/** What is asked for to be drawn: of a large network the part around one actor. */
export function drawn(lens: LensChoice, part: string): URLSearchParams {
  const found = query(lens);
  if (part) found.set("part", part);
  return found;
}

export function without(lens: LensChoice, fields: readonly string[]): LensChoice {
  const kept = Object.entries(lens.fields).filter(([field]) => !fields.includes(field));
  return { ...lens, fields: Object.fromEntries(kept) };
}

/** The same lens with other values of a field; no value takes the field out. */
export function changed(lens: LensChoice, field: LensField, values: string[]): LensChoice {
  const kept = without(lens, values.length && field === "at" ? [field, "between"] : [field]);
  const filled = values.filter(Boolean);
  return filled.length ? { ...kept, fields: { ...kept.fields, [field]: filled } } : kept;
}

export function toggled(values: string[], value: string): string[] {
  return values.includes(value) ? values.filter((each) => each !== value) : [...values, value];
}
