// The page as the part of an address after "#", and back; what is as at the start is left out.

import { LENS_FIELDS } from "./lens";
import { START, VIEWS, type Page, type Side, type View } from "./page";

const TEXTS = ["actor", "tie", "part", "zoom", "from", "to", "by", "measure", "who", "question", "query"] as const;
const LISTS = ["around", "open", "shut", "pins", "via"] as const;
const SIDES = ["left", "right"] as const;
const SHOWS = ["table", "network", "chart"] as const;

export function write(page: Page): string {
  const found = new URLSearchParams();
  if (page.view !== START.view) found.set("view", page.view);
  if (page.lens.name) found.set("lens", page.lens.name);
  for (const field of LENS_FIELDS) for (const value of page.lens.fields[field] ?? []) found.append(field, value);
  for (const key of TEXTS) if (page[key] !== START[key]) found.set(key, page[key]);
  for (const key of LISTS) for (const value of page[key]) found.append(key, value);
  for (const side of SIDES) writeSide(found, side, page[side]);
  for (const [name, value] of Object.entries(page.answers)) found.set(`answer.${name}`, value);
  if (page.show !== START.show) found.set("show", page.show);
  return found.toString();
}

function writeSide(found: URLSearchParams, name: string, side: Side): void {
  if (side.at) found.set(`${name}.at`, side.at);
  if (side.worldview) found.set(`${name}.worldview`, side.worldview);
}

export function read(text: string): Page {
  const given = new URLSearchParams(text.replace(/^#/, ""));
  const page: Page = structuredClone(START);
  const view = given.get("view") as View;
  if (VIEWS.includes(view)) page.view = view;
  page.lens.name = given.get("lens") ?? "";
  for (const field of LENS_FIELDS) if (given.has(field)) page.lens.fields[field] = given.getAll(field);
  for (const key of TEXTS) page[key] = given.get(key) ?? START[key];
  for (const key of LISTS) page[key] = given.getAll(key);
  for (const side of SIDES) page[side] = readSide(given, side);
  for (const [key, value] of given) if (key.startsWith("answer.")) page.answers[key.slice(7)] = value;
  page.show = SHOWS.find((each) => each === given.get("show")) ?? START.show;
  return page;
}

function readSide(given: URLSearchParams, name: string): Side {
  return { at: given.get(`${name}.at`) ?? "", worldview: given.get(`${name}.worldview`) ?? "" };
}
