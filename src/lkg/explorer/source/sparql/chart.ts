// An answer as bars: the first column with numbers, named by the first without.

import { h, svg } from "../dom/element";
import { shorten } from "../drawing/labels";
import { words } from "../words";
import { isNumber, type Found, type Value } from "./asking";

const MOST = 60;
const [ROW, NAMES, WIDE] = [22, 250, 700];

export function chart(found: Found, name: (value: Value) => string): Element {
  const numeric = found.columns.findIndex((_, at) => found.rows.length > 0 && found.rows.every((row) => !row[at] || isNumber(row[at])) && found.rows.some((row) => row[at]));
  if (numeric < 0) return h("p.fine", null, words.no_chart);
  const rest = found.columns.map((_, at) => at).filter((at) => at !== numeric);
  const rows = found.rows.slice(0, MOST).map((row) => ({
    name: rest.map((at) => row[at] && name(row[at])).filter(Boolean).slice(0, 2).join(" → "),
    value: Number(row[numeric]?.value ?? 0),
  }));
  const [least, most] = [Math.min(0, ...rows.map((row) => row.value)), Math.max(0, ...rows.map((row) => row.value))];
  const x = (value: number) => NAMES + ((value - least) / (most - least || 1)) * (WIDE - NAMES - 60);
  const said = `${found.columns[numeric] ?? ""}: ${rows.map((row) => `${row.name} ${row.value}`).join("; ")}`;
  const made = svg("svg", { class: "bars-chart", viewBox: `0 0 ${WIDE} ${rows.length * ROW + 24}`, role: "img", "aria-label": said.slice(0, 1200) });
  made.append(svg("text", { class: "axis", x: NAMES, y: 13 }, found.columns[numeric] ?? ""));
  rows.forEach((row, at) => {
    const y = 24 + at * ROW;
    made.append(
      svg("text", { class: "name", x: NAMES - 8, y: y + 14, "text-anchor": "end" }, shorten(row.name, 32)),
      svg("rect", { x: Math.min(x(0), x(row.value)), y: y + 3, width: Math.abs(x(row.value) - x(0)), height: ROW - 7 }),
      svg("text", { class: "value", x: Math.max(x(0), x(row.value)) + 5, y: y + 14 }, row.value.toLocaleString("en")));
  });
  return h("div", null, made as unknown as Node, found.rows.length > MOST && h("p.fine", null, words.drawn_first(MOST)));
}
