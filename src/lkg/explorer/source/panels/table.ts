// The same actors and ties as the drawing, as tables: for those who read rather than look.

import { labelOf, type Context } from "../context";
import { button, h, replace } from "../dom/element";
import { stroke } from "../dom/glyph";
import type { NodeFacts, TieFacts } from "../drawing/elements";
import type { Part } from "../frame/frame";
import { words } from "../words";

const MOST = 1000;

export function tablePanel(context: Context): Part {
  const filter = h("input", { type: "search", id: "table-filter", "aria-label": words.table_filter, placeholder: words.table_filter });
  const body = h("div.tables");
  const refresh = () => {
    const { drawing } = context;
    if (!drawing || !body.isConnected) return;
    const text = filter.value.trim().toLowerCase();
    const shown = (id: string) => !drawing.core.getElementById(id).hasClass("off");
    const has = (...parts: string[]) => !text || parts.join(" ").toLowerCase().includes(text);
    const nodes = drawing.nodes().filter((node) => shown(node.id) && has(node.label, node.kind)).sort((one, other) => one.rank - other.rank);
    const ties = drawing.ties().filter((tie) => shown(tie.id) && has(labelOf(context, tie.source), tie.label, labelOf(context, tie.target)));
    replace(body, table(words.table_nodes, nodes.length, [words.actor, words.kind, words.partners], nodes.slice(0, MOST).map((node) => nodeRow(context, node))),
      table(words.table_ties, ties.length, [words.doer, words.relation, words.affected, words.dates, words.number_claims, words.flags], ties.slice(0, MOST).map((tie) => tieRow(context, tie))));
  };
  filter.addEventListener("input", refresh);
  context.watchers.add(refresh);
  return { element: h("div.panel.table", null, h("h2", null, words.views.table), h("div.field", null, filter), body), follow: refresh };
}

function table(caption: string, number: number, heads: string[], rows: HTMLElement[]): HTMLElement {
  return h("div.scroll", { tabindex: 0, role: "region", "aria-label": caption }, h("table", null, h("caption", null, `${caption} · ${number}`),
    h("thead", null, h("tr", null, heads.map((head) => h("th", { scope: "col" }, head)))), h("tbody", null, rows)),
    number > rows.length && h("p.fine", null, words.drawn_first(rows.length)));
}

function nodeRow({ store }: Context, node: NodeFacts): HTMLElement {
  return h("tr", null, h("th", { scope: "row" }, button(node.label, () => store.change({ actor: node.id, tie: "", view: "map" }), { class: "link" })),
    h("td.kind", null, words.groups[node.group] ?? node.kind), h("td.number", null, node.partners));
}

function tieRow(context: Context, tie: TieFacts): HTMLElement {
  const sign = tie.sign > 0 ? words.cooperation : tie.sign < 0 ? words.conflict : words.neither;
  const flags = [tie.contested && words.contested, tie.alleged && words.alleged, tie.via && words.derived, tie.uncited && words.uncited].filter(Boolean).join("; ");
  return h("tr", null, h("td", null, labelOf(context, tie.source)),
    h("th", { scope: "row" }, stroke(tie.sign), button(tie.label, () => context.store.change({ tie: tie.id, view: "map" }), { class: "link" }), h("span.unseen", null, ` (${sign})`)),
    h("td", null, labelOf(context, tie.target)), h("td", null, words.since(tie.first, tie.last.startsWith("9999") ? "" : tie.last)), h("td.number", null, tie.claims), h("td", null, flags));
}
