// The present view as one HTML file: picture, tables, lens and receipt; nothing is loaded from elsewhere.

import { labelOf, type Context } from "../context";
import type { TieFacts } from "../drawing/elements";
import { LIGHT } from "../drawing/inks";
import { words } from "../words";
import { escaped, svgOf } from "./svg";

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;color:#1B2A33;background:#fff;max-width:1200px;margin:2rem auto;padding:0 1rem}
h1{font:700 1.7rem/1.2 Georgia,serif;margin:0}svg{width:100%;height:auto}table{border-collapse:collapse;width:100%;font-size:.88rem}
th,td{text-align:left;padding:.25rem .8rem .25rem 0;border-bottom:1px solid #dde3e6;vertical-align:top}caption,h2{text-align:left;font:700 1.1rem Georgia,serif;padding:1.4rem 0 .4rem}
.fine,footer{color:#5F6D76;font-size:.85rem}pre{white-space:pre-wrap;background:#f4f6f7;padding:1rem}g:hover>path{stroke-width:3}`;

export function standalone(context: Context): string {
  const { drawing, seen, about } = context;
  if (!drawing || !seen) return "";
  const shown = (id: string) => !drawing.core.getElementById(id).hasClass("off");
  const nodes = drawing.nodes().filter((node) => shown(node.id)).sort((one, other) => one.rank - other.rank);
  const ties = drawing.ties().filter((tie) => shown(tie.id));
  const { heading, words: lens, receipt } = seen.network;
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(heading)}</title><style>${STYLE}</style></head><body>
<h1>${escaped(heading)}</h1><p class="fine">${escaped(about.title)} · ${escaped(lens)}</p>
${svgOf(context, LIGHT, false)}
${table(words.table_ties, [words.doer, words.relation, words.affected, words.sign, words.dates, words.number_claims, words.flags], ties.map((tie) => row(context, tie)))}
${table(words.table_nodes, [words.actor, words.kind, words.partners], nodes.map((node) => [node.label, words.groups[node.group] ?? node.kind, String(node.partners)]))}
<h2>${escaped(words.receipt)}</h2><pre id="receipt">${escaped(JSON.stringify(receipt, null, 2))}</pre>
<footer>${escaped(words.standalone_note)}</footer></body></html>
`;
}

function row(context: Context, tie: TieFacts): string[] {
  const sign = tie.sign > 0 ? words.cooperation : tie.sign < 0 ? words.conflict : words.neither;
  const flags = [tie.contested && words.contested, tie.alleged && words.alleged, tie.via && words.derived].filter(Boolean).join("; ");
  const dates = words.since(tie.first, tie.last.startsWith("9999") ? "" : tie.last);
  return [labelOf(context, tie.source), tie.label, labelOf(context, tie.target), sign, dates, String(tie.claims), flags];
}

function table(caption: string, heads: string[], rows: string[][]): string {
  const cells = (tag: string, texts: string[]) => `<tr>${texts.map((text) => `<${tag}>${escaped(text)}</${tag}>`).join("")}</tr>`;
  return `<table><caption>${escaped(caption)} · ${rows.length}</caption><thead>${cells("th", heads)}</thead><tbody>${rows.map((texts) => cells("td", texts)).join("\n")}</tbody></table>`;
}
