// All about one actor: names, ties by kind with their numbers, years and sources.

import { api } from "../api/client";
import type { Actor, YearCount } from "../api/types";
import type { Context } from "../context";
import { familyLabel, lensQuery } from "../context";
import { button, h, outward, replace, svg } from "../dom/element";
import { glyph } from "../dom/glyph";
import { isPart } from "../drawing/sight";
import type { Part } from "../frame/frame";
import { ALL, type Page } from "../state/page";
import { words } from "../words";
import { collapse, expand, isPinned, shownOf, togglePin } from "./actor_acts";
import { Asker, head, section } from "./panel";
import { sourceActs } from "./source_acts";

export function actorPanel(context: Context): Part {
  const { store } = context;
  const body = h("div.panel");
  const asker = new Asker(body);
  let update = () => {};
  context.watchers.add(() => body.isConnected && update());

  const show = (actor: Actor): Node[] => {
    context.labels.set(actor.id, actor.label);
    const acts = h("div.acts");
    const families = h("ul.families");
    update = () => {
      replace(acts, actsOf(context, actor));
      replace(families, actor.families.map((family) => familyRow(context, actor, family)));
    };
    update();
    const close = () => store.change({ actor: "", tie: "" });
    return [
      head(h("span", null, glyph(actor.group), words.groups[actor.group] ?? actor.kind), actor.label, close),
      ...facts(context, actor), acts,
      section(words.ties_by_family, families),
      actor.years.length > 1 && section(words.years, years(actor.years)),
      actor.sources.length > 0 && section(words.sources_of, sources(context, actor)),
      h("p.fine", null, h("a", { href: pathOf(actor.iri) }, words.linked_data), actor.wikidata && " · ",
        actor.wikidata && outward(wikidata(actor.wikidata), `${words.wikidata} ${actor.wikidata.replace(/^.*\//, "")}`)),
    ].filter((node): node is HTMLElement => node instanceof Node);
  };

  const follow = (page: Page) => {
    const lens = lensQuery(page.lens);
    void asker.ask(`${page.actor}?${lens}`, (signal) => api.actor(page.actor, lens, signal), show);
    update();
  };
  return { element: body, follow };
}

function facts({ about }: Context, actor: Actor): Node[] {
  const names = [...new Set(actor.aliases.map((alias) => alias.name))];
  const contested = typeof actor.contested === "string" ? actor.contested : "";
  return [
    actor.role && h("p", null, actor.role),
    actor.scope && h("p.fine", null, actor.scope),
    actor.contested && h("p.flag", null, h("b", null, words.status_contested), contested && `: ${contested}`),
    actor.id === about.ego && h("p.fine", null, words.ego),
    names.length && h("p.fine", null, `${words.aliases}: `, names.map((name, at) => (at ? `, ${name}` : name)).join("")),
  ].filter((node): node is HTMLParagraphElement => node instanceof Node);
}

function actsOf(context: Context, actor: Actor): Node[] {
  const { store, seen } = context;
  const isPartial = seen !== null && isPart(seen.network);
  return [
    button(words.around, () => store.change({ ...ALL, part: store.page.part, around: [actor.id] })),
    ...(isPartial && store.page.part !== actor.id ? [button(words.part_around, () => store.change({ part: actor.id, zoom: "" }))] : []),
    button(isPinned(context, actor.id) ? words.unpin : words.pin, () => togglePin(context, actor.id)),
    button(words.path_from, () => store.change({ view: "paths", from: actor.id })),
    button(words.path_to, () => store.change({ view: "paths", to: actor.id })),
    button(words.who_else, () => store.change({ view: "identity", who: actor.id })),
  ];
}

function familyRow(context: Context, actor: Actor, family: Actor["families"][number]): HTMLElement {
  const shown = shownOf(context, actor.id, family.name);
  const label = familyLabel(context.about, family.name);
  const numbers = words.family_count(family.ties, family.partners, family.claims);
  const hide = button(words.hide, () => collapse(context, actor.id, family.name), { "aria-label": `${words.hide}: ${label}` });
  const show = button(words.show, () => expand(context, actor.id, family.name, family.ties), { "aria-label": `${words.show}: ${label}`, class: "strong" });
  const isPart = shown > 0 && shown < family.ties;
  return h("li", { "data-family": family.name },
    h("div", null, h("b", null, label), h("small", null, numbers), isPart && h("small", null, words.shown_of(shown, family.ties))),
    h("span.family-acts", null, shown > 0 && hide, shown < family.ties && show));
}

const HIGH = 44;
const RECENT = 30;

/** Claims a year, cooperation above the line and conflict below; the same as a table for those who do not see it. */
function years(all: YearCount[]): HTMLElement {
  const last = Number(all.at(-1)?.year ?? 0);
  const first = Math.max(Number(all[0]?.year ?? 0), last - RECENT);
  const counts = all.filter((each) => Number(each.year) >= first);
  const most = Math.max(...counts.map((each) => Math.max(each.pos + each.neutral, each.neg)));
  const chart = svg("svg", { class: "years", viewBox: `0 0 ${(last - first + 1) * 10} ${HIGH}`, preserveAspectRatio: "none", "aria-hidden": "true" });
  const scale = (number: number) => (number / most) * (HIGH / 2 - 1);
  chart.append(svg("line", { class: "ground", x1: 0, x2: (last - first + 1) * 10, y1: HIGH / 2, y2: HIGH / 2 }));
  for (const each of counts) {
    const x = (Number(each.year) - first) * 10 + 1;
    const [above, between, below] = [scale(each.pos), scale(each.neutral), scale(each.neg)];
    chart.append(
      svg("rect", { class: "cooperation", x, width: 8, y: HIGH / 2 - above, height: above }),
      svg("rect", { class: "neither", x, width: 8, y: HIGH / 2 - above - between, height: between }),
      svg("rect", { class: "conflict", x, width: 8, y: HIGH / 2, height: below }));
  }
  const ends = h("p.ends.fine", { "aria-hidden": "true" }, h("span", null, first), h("span", null, last));
  return h("div", null, chart, ends, yearTable(all));
}

function yearTable(counts: YearCount[]): HTMLElement {
  const rows = counts.map((each) => h("tr", null, h("th", { scope: "row" }, each.year), h("td", null, each.pos), h("td", null, each.neg), h("td", null, each.neutral)));
  const heads = [words.year, words.cooperation, words.conflict, words.neither].map((text) => h("th", { scope: "col" }, text));
  return h("div.unseen", null, h("table", null, h("caption", null, words.years), h("thead", null, h("tr", null, heads)), h("tbody", null, rows)));
}

function sources(context: Context, actor: Actor): HTMLElement {
  return h("ul.sources", null, actor.sources.map((source) => h("li", null,
    h("div", null, h("b", null, source.publisher), h("small", null, `${source.title} · ${words.claims(source.claims)}`)),
    sourceActs(context, source.id))));
}

function wikidata(item: string): string {
  return item.startsWith("http") ? item : `https://www.wikidata.org/wiki/${item}`;
}

/** The page of an actor on this server: its name on the web leads elsewhere. */
function pathOf(iri: string): string {
  try {
    return new URL(iri).pathname.replace(/^.*?\/(actor\/)/, "/$1");
  } catch {
    return iri;
  }
}
