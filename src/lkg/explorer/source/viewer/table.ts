// All ties that are drawn as a table, made when it is first opened: for those who read rather than look.

import { button, h, replace } from "../dom/element";
import { stroke } from "../dom/glyph";
import type { TieFacts } from "../drawing/elements";
import { words } from "../words";
import { datesOf, remarksOf, signOf } from "./dossiers";
import type { Viewer } from "./viewer";

const MOST = 1000;
const HEADS = [words.doer, words.relation, words.affected, words.dates, words.number_claims, words.flags];

export function tieTable(viewer: Viewer): HTMLDetailsElement {
  const filter = h("input", { type: "search", "aria-label": words.table_filter, placeholder: words.table_filter });
  const body = h("div.scroll", { tabindex: 0, role: "region", "aria-label": words.table_ties });
  const made = h("details.table", null, h("summary", null, words.viewer_table(viewer.network.ties.length)), h("div.field", null, filter), body);
  const fill = () => replace(body, rowsOf(viewer, filter.value.trim().toLowerCase()));
  made.addEventListener("toggle", fill, { once: true });
  filter.addEventListener("input", fill);
  return made;
}

function rowsOf(viewer: Viewer, text: string): Node[] {
  const found = viewer.drawing.ties().filter((tie) => {
    const parts = [viewer.label(tie.source), tie.label, viewer.label(tie.target)];
    return parts.join(" ").toLowerCase().includes(text);
  });
  const table = h("table", null, h("caption", null, `${words.table_ties} · ${found.length}`),
    h("thead", null, h("tr", null, HEADS.map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", null, found.slice(0, MOST).map((tie) => row(viewer, tie))));
  return found.length > MOST ? [table, h("p.fine", null, words.drawn_first(MOST))] : [table];
}

function row(viewer: Viewer, tie: TieFacts): HTMLElement {
  const open = button(tie.label, () => viewer.choose({ actor: "", tie: tie.id }), { class: "link" });
  return h("tr", null, h("td", null, viewer.label(tie.source)),
    h("th", { scope: "row" }, stroke(tie.sign), open, h("span.unseen", null, ` (${signOf(tie)})`)),
    h("td", null, viewer.label(tie.target)), h("td", null, datesOf(tie)), h("td.number", null, tie.claims), h("td", null, remarksOf(tie).join("; ")));
}
