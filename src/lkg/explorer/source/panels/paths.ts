// From one actor to another: stations as on a line of a metro, with the claims of each hop beside the drawing.

import { api } from "../api/client";
import type { Hop, Path, Paths } from "../api/types";
import { labelOf, lensQuery, type Context } from "../context";
import { button, h, replace } from "../dom/element";
import { announce } from "../dom/live";
import { picker } from "../dom/picker";
import type { Part } from "../frame/frame";
import type { Page } from "../state/page";
import { words } from "../words";
import { claimCard } from "./claim";
import { Asker } from "./panel";

const FOUND = "3";
const SHOWN = 4;

export function pathsPanel(context: Context): Part {
  const { store } = context;
  const form = h("div.path-form");
  const body = h("div.dossiers");
  const asker = new Asker(body);
  let asked = "";
  let latest: Paths | null = null;
  let chosen = 0;

  const light = () => {
    if (store.page.view !== "paths") return;
    const path = latest?.paths[chosen];
    if (path) lightPath(context, path);
    else context.drawing?.dimAllBut([]);
  };
  context.watchers.add(() => body.isConnected && light());

  const show = (found: Paths): Node[] => {
    latest = found;
    for (const hop of found.paths.flatMap((path) => path.hops)) context.labels.set(hop.from, hop.from_label).set(hop.to, hop.to_label);
    chosen = 0;
    light();
    announce(found.paths.length ? words.paths_found(found.paths.length) : found.message);
    if (!found.paths.length) return [h("p.fault", { role: "alert" }, found.message)];
    // names are known only now where the page was opened by its address
    if (!form.contains(document.activeElement)) replace(form, fields(context));
    const articles = found.paths.map((path, at) => dossier(context, path, at, () => choose(at)));
    const choose = (at: number) => {
      chosen = at;
      articles.forEach((article, index) => article.classList.toggle("chosen", index === at));
      light();
    };
    choose(0);
    return [...articles, h("p.fine", null, words.arrow_note)];
  };

  const follow = (page: Page) => {
    const key = JSON.stringify([page.from, page.to, page.via, page.by]);
    if (key !== asked) replace(form, fields(context));
    asked = key;
    if (!page.from || !page.to) {
      latest = null;
      asker.forget();
      replace(body, h("p.fine", null, words.path_hint));
      return light();
    }
    const lens = lensQuery(page.lens);
    const wanted = { from: page.from, to: page.to, via: page.via, k: FOUND, by: page.by };
    void asker.ask(`${key}?${lens}`, () => api.paths(wanted, lens), show).then(light);
    return undefined;
  };
  return { element: h("div.panel.paths", null, h("h2", null, words.views.paths), form, body), follow };
}

function fields(context: Context): Node[] {
  const { store } = context;
  const { from, to, via, by } = store.page;
  const remembered = (key: "from" | "to") => ({
    id: `path-${key}`, label: words[key], value: store.page[key] && labelOf(context, store.page[key]),
    chosen: (found: { id: string; label: string }) => {
      context.labels.set(found.id, found.label);
      store.change({ [key]: found.id, actor: "", tie: "" });
    },
  });
  const row = (key: "from" | "to") => h("div.field", null, h("label", { for: `path-${key}` }, words[key]), picker(remembered(key)).box);
  const station = (actor: string, at: number) => h("li", null, h("span", null, labelOf(context, actor)),
    button("×", () => store.change({ via: via.filter((_, index) => index !== at) }), { class: "close", "aria-label": words.remove(labelOf(context, actor)) }));
  const adder = picker({
    id: "path-via", label: words.add_station, placeholder: words.add_station, empties: true,
    chosen: (found) => {
      context.labels.set(found.id, found.label);
      store.change({ via: [...store.page.via, found.id] });
    },
  });
  const way = h("select", { "aria-label": words.search_paths }, h("option", { value: "hops" }, words.shortest), h("option", { value: "reliability" }, words.surest));
  way.value = by;
  way.addEventListener("change", () => store.change({ by: way.value }));
  return [
    row("from"),
    h("div.field", null, h("label", { for: "path-via" }, words.via), h("div", null, via.length > 0 && h("ol.stations", null, via.map(station)), adder.box)),
    row("to"),
    h("div.acts", null, way, button(words.swap, () => store.change({ from: to, to: from, via: [...via].reverse() }))),
  ];
}

function dossier(context: Context, path: Path, at: number, choose: () => void): HTMLElement {
  const title = h("h3", null, button(words.path_title(at + 1), choose, { class: "link" }), h("small", null, path.sureness));
  const stops = path.hops.flatMap((hop) => [stop(context, hop.from, hop.from_label), leg(context, hop)]);
  const end = path.hops.at(-1);
  return h("article.dossier", null, title, h("ol.line", null, stops, end && stop(context, end.to, end.to_label)));
}

function stop({ store, labels }: Context, actor: string, label: string): HTMLElement {
  labels.set(actor, label);
  return h("li.stop", null, button(label, () => store.change({ view: "map", actor, tie: "" }), { class: "link" }));
}

function leg(context: Context, hop: Hop): HTMLElement {
  const cards = hop.claims.map((claim) => claimCard(context, claim, false));
  const rest = cards.splice(SHOWN);
  const isContested = hop.claims.some((claim) => claim.contested);
  const arrow = { forward: "→", backward: "←", both: "↔" }[hop.direction];
  return h("li", { class: isContested ? "leg contested" : "leg" },
    h("details", { open: cards.length < 3 }, h("summary", null, `${arrow} ${words.claims(hop.claims.length)}`, isContested && h("span.flag.contested", null, words.contested)),
      cards, rest.length > 0 && h("details", null, h("summary", null, words.more_claims(rest.length)), rest)));
}

/** In the drawing: the stations, and all ties between neighbours on the way. */
function lightPath({ drawing }: Context, path: Path): void {
  if (!drawing) return;
  const stations = [path.hops[0]?.from ?? "", ...path.hops.map((hop) => hop.to)];
  const isHop = (one: string, other: string) => path.hops.some((hop) => (hop.from === one && hop.to === other) || (hop.from === other && hop.to === one));
  const ties = drawing.ties().filter((tie) => isHop(tie.source, tie.target));
  const drawn = (hop: Hop) => ties.some((tie) => [tie.source, tie.target].includes(hop.from) && [tie.source, tie.target].includes(hop.to));
  const bridges = drawing.bridge(path.hops.filter((hop) => !drawn(hop)).map((hop) => [hop.from, hop.to]));
  drawing.dimAllBut([...stations, ...ties.map((tie) => tie.id), ...bridges], [], stations);
}
