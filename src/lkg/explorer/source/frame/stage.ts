// The drawing with its headline, legend, tools and the strip of time below.

import type { Context } from "../context";
import { familyLabel, labelOf, remember } from "../context";
import { api } from "../api/client";
import { button, h, replace } from "../dom/element";
import { announce } from "../dom/live";
import { Drawing } from "../drawing/drawing";
import { legend } from "../drawing/legend";
import { passes, pick, type Known } from "../drawing/picking";
import { familyOf, Sight, type Seen } from "../drawing/sight";
import { query } from "../state/lens";
import type { Page } from "../state/page";
import { words } from "../words";
import { canvasKeys } from "./canvas_keys";
import type { Part } from "./frame";
import { timeStrip } from "./time";
import { saidOf } from "./said";

export function stage(context: Context): Part {
  const { about, store } = context;
  const family = familyOf(about);
  const heading = h("h1", null, about.title);
  const subhead = h("p.subhead");
  const key = h("div.legend");
  const note = h("p.note", { hidden: true });
  const status = h("p.status", { id: "status" }, words.loading);
  const canvas = h("div.canvas", { tabindex: 0, role: "application", "aria-label": words.drawing, "aria-describedby": "status" });
  const undo = button("↶", () => store.undo(), { "aria-label": words.undo, title: words.undo, disabled: true });
  // on a telephone the column lies below the drawing, out of sight
  const read = (changes: Partial<Page>) => {
    store.change(changes);
    if (document.documentElement.clientWidth <= 900) document.querySelector("aside.column")?.scrollIntoView({ behavior: "smooth" });
  };
  const drawing = new Drawing(canvas, {
    actor: (id) => read({ actor: id, tie: "", view: store.page.view === "table" ? "table" : "map" }),
    tie: (id) => read({ tie: id }),
    nothing: () => store.change({ actor: "", tie: "" }),
    moved: (id, x, y) => store.change({ pins: [...store.page.pins.filter((pin) => !pin.startsWith(`${id}@`)), `${id}@${x},${y}`] }),
  });
  context.drawing = drawing;
  let drawnLens = "";
  /** the lens that the server was asked for last */
  let asked: string | null = null;
  let exact: Set<string> | null = null;
  const known: Known = {
    groups: new Map(), kinds: new Map(),
    groupOfKind: new Map(about.kinds.map((kind) => [kind.name, kind.group])),
    events: new Set(about.relations.filter((relation) => relation.temporality !== "state").map((relation) => relation.name)),
  };

  const saw = (seen: Seen) => {
    const { network } = seen;
    context.seen = seen;
    remember(context, network);
    const lens = store.page.lens.name;
    const isFresh = drawnLens !== lens || !drawing.core.nodes().nonempty();
    if (drawnLens !== lens) drawing.clear();
    drawnLens = lens;
    for (const node of network.nodes) {
      known.groups.set(node.id, node.group);
      known.kinds.set(node.id, node.kind);
    }
    drawing.add(network, family);
    exact = seen.exact ? drawing.keysOf(network) : null;
    if (seen.exact) {
      figure.classList.remove("stale");
      heading.textContent = network.heading;
      document.title = `${network.heading} · ${about.title}`;
      subhead.textContent = network.words;
      const isPart = network.nodes.length < network.size.actors;
      note.textContent = network.note || (isPart ? words.part(network.nodes.length, network.size.actors) : "");
      note.hidden = !note.textContent;
    }
    refresh(store.page);
    if (!store.page.lens.fields.at) strip.show(network.ties);
    if (isFresh) {
      if (store.page.lens.fields.at) void sight.widen(store.page.lens).then((all) => strip.show(all ?? []));
      if (network.draft) void settle(seen);
      drawing.fit();
      canvas.dataset.drawn = "true";
      performance.mark("drawn");
    }
    replace(key, legend(drawing));
  };
  // the final places, the same as in print, take the server some seconds; the draft is read meanwhile
  const settle = async ({ query: asked, network }: Seen) => {
    const { positions } = await api.positions(asked).catch(() => ({ positions: {} }));
    if (context.seen?.network.lens["name"] === network.lens["name"]) drawing.settle(positions);
  };
  const failed = (error: Error) => {
    figure.classList.remove("stale");
    asked = null;
    note.hidden = false;
    replace(note, `${error.message} `, button(words.again, () => follow(store.page, store.page)));
    announce(error.message);
  };
  const sight = new Sight(saw, failed);
  const strip = timeStrip(context, async () => strip.show((await sight.widen(store.page.lens)) ?? []));

  const refresh = (page: Page) => {
    const ties = drawing.ties();
    const extra = (id: string) => added.has(id);
    const test = passes(page.lens, known);
    const through = exact ? (tie: { id: string }) => exact?.has(tie.id) || extra(tie.id) : test;
    const picked = pick(ties, drawing.nodes(), page, through as typeof test);
    drawing.grows = page.around.length > 0;
    drawing.reveal(picked);
    drawing.pin(pinsOf(page));
    light(page);
    status.textContent = words.status(picked.nodes.size, picked.ties.size) + (exact ? "" : words.checking);
    if (!picked.ties.size && exact) status.textContent = words.empty;
    everything.hidden = !page.around.length && !page.shut.length && !page.open.length;
    undo.disabled = !store.canUndo;
    for (const watcher of context.watchers) watcher();
  };
  const light = (page: Page) => {
    if (page.view === "paths" && !page.tie) return;
    drawing.bridge([]);
    const tie = page.tie ? drawing.tie(page.tie) : undefined;
    if (tie) drawing.dimAllBut([tie.id, tie.source, tie.target], [tie.id]);
    else if (page.actor && drawing.has(page.actor)) drawing.dimAllBut(drawing.neighbourhood(page.actor), [page.actor]);
    else drawing.dimAllBut([]);
  };
  const everything = button(words.everything, () => store.change({ around: [], shut: [], open: [] }), { class: "quiet", hidden: true });

  // ties that were opened beyond the lens
  const added = new Set<string>();
  context.expand = async (actor, name) => {
    // memberships are in paths alone otherwise, but whoever opens them wants to see them
    const fields = { actors: [actor], families: [name], memberships: ["ties"] };
    const found = await api.network(query(store.page.lens, fields));
    const before = new Set(drawing.ties().map((tie) => tie.id));
    placeAround(drawing, actor, found.nodes);
    drawing.add(found, family);
    remember(context, found);
    for (const id of drawing.keysOf(found)) if (!before.has(id)) added.add(id);
    announce(words.added(labelOf(context, actor), familyLabel(about, name)));
    refresh(store.page);
  };

  const layOut = button("⟲", () => {
    drawing.clear();
    drawnLens = "";
    store.adjust({ pins: [] });
    sight.follow(store.page.lens);
  }, { "aria-label": words.anew, title: words.anew });
  const tools = h("div.canvas-tools", { role: "toolbar", "aria-label": words.views.map },
    everything, undo, layOut,
    button("−", () => drawing.zoomBy(1 / 1.3), { "aria-label": words.zoom_out, title: words.zoom_out }),
    button("+", () => drawing.zoomBy(1.3), { "aria-label": words.zoom_in, title: words.zoom_in }),
    button("⤢", () => drawing.zoomAll(), { "aria-label": words.fit, title: words.fit }));
  canvas.addEventListener("keydown", canvasKeys(context, drawing, strip));

  const follow = (page: Page, before: Page) => {
    const lens = String(query(page.lens));
    if (lens !== asked) {
      asked = lens;
      exact = null;
      added.clear();
      figure.classList.add("stale");
      if (drawnLens !== page.lens.name) status.textContent = words.loading;
      if (drawing.core.nodes().nonempty() && drawnLens === page.lens.name) refresh(page);
      sight.follow(page.lens);
    } else refresh(page);
    strip.follow(page);
    if (page.actor && page.actor !== before.actor) {
      drawing.follow(page.actor);
      announce(saidOf(drawing, page.actor));
    }
  };
  const figure = h("section.stage", { "aria-label": words.views.map },
    h("div.headline", null, heading, subhead), h("div.frame", null, canvas, tools), note, h("div.under", null, key, status), strip.element);
  return { element: figure, follow };
}

function pinsOf(page: Page): Map<string, { x: number; y: number }> {
  const found = new Map<string, { x: number; y: number }>();
  for (const pin of page.pins) {
    const parts = /^(.+)@(-?[\d.]+),(-?[\d.]+)$/.exec(pin);
    if (parts?.[1]) found.set(parts[1], { x: Number(parts[2]), y: Number(parts[3]) });
  }
  return found;
}

/** Newcomers stand in a ring around the actor that brought them. */
function placeAround(drawing: Drawing, actor: string, nodes: { id: string; x: number; y: number }[]): void {
  const middle = drawing.core.getElementById(actor);
  if (middle.empty()) return;
  const fresh = nodes.filter((node) => !drawing.has(node.id));
  const { x, y } = middle.position();
  fresh.forEach((node, at) => {
    const angle = (2 * Math.PI * at) / fresh.length;
    node.x = x + 90 * Math.cos(angle);
    node.y = -(y + 90 * Math.sin(angle));
  });
}
