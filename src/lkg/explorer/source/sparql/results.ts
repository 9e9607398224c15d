// An answer as a table, as a network or as a chart.

import type { Context } from "../context";
import { button, h, replace } from "../dom/element";
import { Drawing } from "../drawing/drawing";
import { save } from "../take/saving";
import { words } from "../words";
import { isNumber, type Found, type Value } from "./asking";
import { chart } from "./chart";
import { networkOf } from "./triples";

const MOST_ROWS = 1000;
const MOST_TIES = 600;
const SHOWS = ["table", "network", "chart"] as const;

export function resultView(context: Context, found: Found, took?: number): Node[] {
  const { store } = context;
  if (found.truth !== undefined) return [h("p.truth", null, words.yes_no(found.truth))];
  const choice = h("div.acts", { role: "group", "aria-label": words.answer }, SHOWS.map((show) =>
    button(words.as[show] ?? show, () => store.change({ show }), { "aria-pressed": String(store.page.show === show) })),
    button(words.downloads_csv, () => save("answer.csv", csv(found), "text/csv"), { class: "quiet" }));
  const summary = h("p.status", null, words.rows(found.rows.length) + (took === undefined ? "" : ` · ${took} ms`));
  const body = { table: () => table(context, found), network: () => network(context, found), chart: () => chart(found, (value) => shown(context, value)) }[store.page.show]();
  return [choice, summary, body];
}

function table(context: Context, found: Found): HTMLElement {
  const rows = found.rows.slice(0, MOST_ROWS).map((row) => h("tr", null, row.map((value) => h("td", { class: isNumber(value) ? "number" : "" }, cell(context, value)))));
  return h("div", null, h("div.scroll", { tabindex: 0, role: "region", "aria-label": words.answer }, h("table", null, h("thead", null, h("tr", null, found.columns.map((column, at) => h("th", { scope: "col", class: isNumber(found.rows[0]?.[at]) ? "number" : "" }, column)))), h("tbody", null, rows))),
    found.rows.length > MOST_ROWS && h("p.fine", null, words.drawn_first(MOST_ROWS)));
}

function cell(context: Context, value: Value | undefined): Node | string {
  if (!value) return "";
  const actor = value.type === "uri" ? value.value.split("/actor/")[1] : undefined;
  const label = shown(context, value);
  if (actor) return button(label, () => context.store.change({ view: "map", actor }), { class: "link", title: value.value });
  return value.type === "uri" ? h("span", { title: value.value }, label) : label;
}

/** A thing by its name or its prefix, a text as it is. */
export function shown({ about, labels }: Context, value: Value): string {
  if (value.type !== "uri") return value.value;
  const actor = value.value.split("/actor/")[1];
  if (actor && labels.has(actor)) return labels.get(actor) ?? actor;
  const prefix = Object.entries(about.prefixes).filter(([, iri]) => value.value.startsWith(iri)).sort((one, other) => other[1].length - one[1].length)[0];
  return prefix ? `${prefix[0]}:${value.value.slice(prefix[1].length)}` : value.value;
}

function network(context: Context, found: Found): HTMLElement {
  const made = networkOf(found, MOST_TIES, (value) => shown(context, value));
  if (!made) return h("p.fine", null, words.no_network);
  const canvas = h("div.canvas", { role: "img", "aria-label": words.as.network ?? "" });
  const note = h("p.fine", null, found.rows.length > MOST_TIES && words.drawn_first(MOST_TIES));
  const holder = h("div.frame.result", null, canvas);
  // a canvas has a size only once it is on the page
  requestAnimationFrame(() => {
    const drawing = new Drawing(canvas, {});
    drawing.add(made, (relation) => relation);
    drawing.core.layout({ name: "cose", animate: false, randomize: true, nodeRepulsion: () => 60000, idealEdgeLength: () => 70, fit: true, padding: 30 }).run();
    drawing.relabel();
  });
  const element = h("div", null, holder, note);
  replace(note, note.textContent ?? "");
  return element;
}

function csv(found: Found): string {
  const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [found.columns, ...found.rows.map((row) => row.map((value) => value?.value ?? ""))];
  return lines.map((line) => line.map(quoted).join(",")).join("\r\n");
}
