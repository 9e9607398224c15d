// Who stands where, and how sure that is: ranks with the interval that the evidence leaves.

import { api } from "../api/client";
import type { Ranking, RankRow } from "../api/types";
import { lensQuery, type Context } from "../context";
import { button, h, svg } from "../dom/element";
import type { Part } from "../frame/frame";
import type { Page } from "../state/page";
import { words } from "../words";
import { Asker } from "./panel";

const DRAWS = 200;
const SHOWN = 40;

export function rankingPanel(context: Context): Part {
  const { about, store } = context;
  const choice = h("select", { id: "measure" }, about.measures.map((measure) => h("option", { value: measure.name }, `${measure.name}: ${measure.label}`)));
  choice.addEventListener("change", () => store.change({ measure: choice.value }));
  const body = h("div.answer");
  const asker = new Asker(body);
  let isSized = false;
  /** In this view marks are as large as their actors rank; the ego, which is not ranked, is small. */
  const size = () => {
    const isHere = store.page.view === "ranking" && context.lastRanking !== null;
    if (!isHere && !isSized) return;
    isSized = isHere;
    context.drawing?.sizeBy(isHere ? new Map(context.lastRanking?.rows.map((row) => [row.actor, row.value])) : null);
  };
  context.watchers.add(size);
  const show = (ranking: Ranking): Node[] => {
    context.lastRanking = ranking;
    size();
    for (const row of ranking.rows) context.labels.set(row.actor, row.label);
    return [h("p.subhead", null, ranking.title), table(context, ranking.rows.slice(0, SHOWN)), ranking.rows.length > SHOWN && h("p.fine", null, words.drawn_first(SHOWN)), h("p.fine", null, ranking.notes.join(". "))].filter((node): node is HTMLParagraphElement => node instanceof Node);
  };
  const follow = (page: Page) => {
    choice.value = page.measure;
    const lens = lensQuery(page.lens);
    void asker.ask(`${page.measure}?${lens}`, () => api.rank(page.measure, DRAWS, lens), show, words.computing);
    for (const row of body.querySelectorAll<HTMLElement>("tr[data-actor]")) row.classList.toggle("chosen", row.dataset.actor === page.actor);
  };
  return { element: h("div.panel.ranking", null, h("h2", null, words.views.ranking), h("div.field", null, h("label", { for: "measure" }, words.measure), choice), body), follow };
}

function table(context: Context, rows: RankRow[]): HTMLElement {
  const most = Math.max(2, ...rows.map((row) => row.rank_high ?? row.rank));
  const isDrawn = rows.some((row) => row.rank_low !== null);
  const heads = [words.rank, words.actor, isDrawn ? words.interval : words.place, words.value];
  return h("table.ranks", null,
    h("thead", null, h("tr", null, heads.map((text) => h("th", { scope: "col" }, text)))),
    h("tbody", null, rows.map((row) => rankRow(context, row, most))));
}

function rankRow({ store }: Context, row: RankRow, most: number): HTMLElement {
  const low = row.rank_low ?? row.rank;
  const high = row.rank_high ?? row.rank;
  const first = row.first ? `; ${words.first_in(Math.round(row.first * 100))}` : "";
  const tied = row.tied_with?.length ? `; ${words.tied} ${row.tied_with.length}` : "";
  const said = words.rank_of(low, high) + first + tied;
  return h("tr", { "data-actor": row.actor },
    h("td.number", null, plain(row.rank)),
    h("th", { scope: "row" }, button(row.label, () => store.change({ actor: row.actor, tie: "" }), { class: "link" })),
    h("td", { title: said }, bar(low, high, row.rank, most), h("span.unseen", null, said)),
    h("td.number", null, brief(row.value)));
}

/** The interval as a bar with a dot at the median; the best rank is on the left. */
function bar(low: number, high: number, rank: number, most: number): SVGElement {
  const x = (value: number) => 4 + ((value - 1) / (most - 1)) * 112;
  return svg("svg", { class: "interval", viewBox: "0 0 120 12", "aria-hidden": "true" },
    svg("line", { class: "ground", x1: 4, x2: 116, y1: 6, y2: 6 }),
    svg("line", { class: "span", x1: x(low), x2: Math.max(x(high), x(low) + 0.1), y1: 6, y2: 6 }),
    svg("circle", { cx: x(rank), cy: 6, r: 3.2 }));
}

function plain(rank: number): string {
  return Number.isInteger(rank) ? String(rank) : rank.toFixed(1);
}

function brief(value: number | null): string {
  if (value === null || value === undefined) return "–";
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
