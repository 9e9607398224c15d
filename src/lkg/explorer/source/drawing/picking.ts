// Which ties and actors of a loaded network are in sight: by the lens's fields that can be judged here, and by what
// was expanded and collapsed around actors.

import type { LensChoice, Page } from "../state/page";
import type { NodeFacts, TieFacts } from "./elements";

export interface Picked {
  ties: Set<string>;
  nodes: Set<string>;
}

export interface Known {
  /** the group of actors by id */
  groups: Map<string, string>;
  kinds: Map<string, string>;
  groupOfKind: Map<string, string>;
  /** relations that happen on a day instead of lasting */
  events: Set<string>;
}

/** The day a number of months before; days beyond the end of a month become its last. */
export function monthsBefore(day: string, months: number): string {
  const [year = 2000, month = 1, date = 1] = day.split("-").map(Number);
  const index = year * 12 + month - 1 - months;
  const last = new Date(Date.UTC(Math.floor(index / 12), (index % 12) + 1, 0)).getUTCDate();
  return new Date(Date.UTC(Math.floor(index / 12), index % 12, Math.min(date, last))).toISOString().slice(0, 10);
}

export function monthsOf(duration: string): number {
  const found = /^(\d+)([my])$/.exec(duration);
  return found ? Number(found[1]) * (found[2] === "y" ? 12 : 1) : 24;
}

type Test = (tie: TieFacts) => boolean;

/** Whether a tie passes the fields of the lens that can be judged from what is known of it. */
export function passes(lens: LensChoice, known: Known): Test {
  const tests: Test[] = [];
  const at = lens.fields.at?.[0];
  if (at) tests.push(holdsOn(at, monthsOf(lens.fields.memory?.[0] ?? "24m"), known));
  const families = lens.fields.families;
  if (families?.length) tests.push((tie) => families.some((family) => belongs(tie.family, family)));
  const signs = lens.fields.sign;
  if (signs?.length) tests.push((tie) => signs.includes(tie.sign > 0 ? "+" : tie.sign < 0 ? "-" : "0"));
  const kinds = lens.fields.kinds;
  if (kinds?.length) tests.push((tie) => isOfKind(tie.source, kinds, known) && isOfKind(tie.target, kinds, known));
  const contested = lens.fields.contested?.[0];
  if (contested === "only") tests.push((tie) => tie.contested);
  if (contested === "drop") tests.push((tie) => !tie.contested);
  return (tie) => tests.every((test) => test(tie));
}

function belongs(family: string, asked: string): boolean {
  return family === asked || family.toLowerCase().endsWith(asked.toLowerCase());
}

function isOfKind(actor: string, kinds: string[], known: Known): boolean {
  return kinds.includes(known.kinds.get(actor) ?? "") || kinds.includes(known.groups.get(actor) ?? "");
}

function holdsOn(day: string, memory: number, known: Known): Test {
  const earliest = monthsBefore(day, memory);
  return ({ first, last, relation }) => {
    const from = known.events.has(relation) ? earliest : day;
    return (!first || first <= day) && (!last || last >= from);
  };
}

/** What is in sight of the ties that pass, given what was expanded and collapsed. */
export function pick(ties: TieFacts[], nodes: NodeFacts[], page: Page, through: Test): Picked {
  const inSight = ties.filter((tie) => through(tie) && isShown(tie, page));
  const found = new Set(page.around);
  for (const tie of inSight) found.add(tie.source).add(tie.target);
  if (!ties.length) for (const node of nodes) found.add(node.id);
  return { ties: new Set(inSight.map((tie) => tie.id)), nodes: found };
}

function isShown(tie: TieFacts, page: Page): boolean {
  const names = [`${tie.source}:${tie.family}`, `${tie.target}:${tie.family}`];
  if (names.some((name) => page.open.includes(name))) return true;
  return !page.around.length && !names.some((name) => page.shut.includes(name));
}
