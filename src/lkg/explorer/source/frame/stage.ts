// The drawing with its headline, legend, tools and the strip of time below.

import type { Context } from "../context";
import { familyLabel, labelOf, remember } from "../context";
import { api } from "../api/client";
import { h, replace } from "../dom/element";
import { announce } from "../dom/live";
import { Drawing } from "../drawing/drawing";
import { legend } from "../drawing/legend";
import { placeAmid, placeAround } from "../drawing/newcomers";
import { passes, pick, type Known } from "../drawing/picking";
import { familyOf, isPart, Sight, type Seen } from "../drawing/sight";
import { drawn, query } from "../state/lens";
import type { Page } from "../state/page";
import { pinsOf } from "../state/pins";
import { words } from "../words";
import { canvasKeys } from "./canvas_keys";
import { canvasTools } from "./canvas_tools";
import type { Part } from "./frame";
import { noteLine } from "./note";
import { timeStrip } from "./time";
import { saidOf } from "./said";

export function stage(context: Context): Part {
  const { about, store } = context;
  const family = familyOf(about);
  const heading = h("h1", null, about.title);
  const subhead = h("p.subhead");
  const key = h("div.legend");
  const note = noteLine(context);
  const status = h("p.status", { id: "status" }, words.loading);
  const canvas = h("div.canvas", { tabindex: 0, role: "application", "aria-label": words.drawing, "aria-describedby": "status" });
  // on a telephone the column lies below the drawing, out of sight
  const read = (changes: Partial<Page>) => {
    store.change(changes);
    if (document.documentElement.clientWidth <= 900) document.querySelector("aside.column")?.scrollIntoView({ behavior: "smooth" });
  };
  const drawing = new Drawing(canvas, {
    actor: (id) => read({ actor: id, tie: "", view: store.page.view === "table" ? "table" : "map" }),
    tie: (id) => read({ tie: id }),
    nothing: () => store.change({ actor: "", tie: "" }),
    looked: (zoom) => store.note({ zoom }),
    moved: (id, x, y) => store.change({ pins: [...store.page.pins.filter((pin) => !pin.startsWith(`${id}@`)), `${id}@${x},${y}`] }),
  });
  context.drawing = drawing;
  /** the lens and the part of its network whose places the drawing has */
  let drawnKey = "";
  /** whether these are the places of a part, which those of another network do not fit */
  let standsInPart = false;
  const keyOf = (page: Page) => `${page.lens.name}|${page.part}`;
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
    const now = keyOf(store.page);
    const isFresh = drawnKey !== now || !drawing.core.nodes().nonempty();
    if (drawnKey !== now) drawing.clear();
    drawnKey = now;
    for (const node of network.nodes) {
      known.groups.set(node.id, node.group);
      known.kinds.set(node.id, node.kind);
    }
    if (isFresh) standsInPart = isPart(network);
    else if (standsInPart || isPart(network)) placeAmid(drawing, network);
    drawing.add(network, family);
    exact = seen.exact ? drawing.keysOf(network) : null;
    if (seen.exact) {
      figure.classList.remove("stale");
      heading.textContent = network.heading;
      document.title = `${network.heading} · ${about.title}`;
      subhead.textContent = network.words;
      note.ofNetwork(network);
    }
    refresh(store.page);
    if (!store.page.lens.fields.at) strip.show(network.ties);
    if (isFresh) {
      if (store.page.lens.fields.at) void sight.widen(store.page.lens, store.page.part).then((all) => strip.show(all ?? []));
      if (network.draft) void settle(seen);
      drawing.lookFrom(store.page.zoom);
      canvas.dataset.drawn = "true";
      performance.mark("drawn");
    }
    replace(key, legend(drawing));
    if (seen.exact) reach(store.page);
  };
  /** Who was chosen, and is not in the part that is drawn, brings a part of their own. */
  const reach = ({ actor, part }: Page) => {
    if (!context.seen || !isPart(context.seen.network) || !actor || actor === part || drawing.isInSight(actor)) return;
    store.amend({ part: actor, zoom: "" });
  };
  // the final places, the same as in print, take the server some seconds; the draft is read meanwhile
  const settle = async ({ query: asked, network }: Seen) => {
    const { positions } = await api.positions(asked).catch(() => ({ positions: {} }));
    if (context.seen?.network.lens["name"] === network.lens["name"]) drawing.settle(positions);
  };
  const failed = (error: Error) => {
    figure.classList.remove("stale");
    asked = null;
    note.ofFault(error.message, () => follow(store.page, store.page));
  };
  const sight = new Sight(saw, failed);
  const strip = timeStrip(context, async () => strip.show((await sight.widen(store.page.lens, store.page.part)) ?? []));

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
    tools.follow(page);
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

  const tools = canvasTools(store, drawing, () => {
    drawing.clear();
    drawnKey = "";
    store.adjust({ pins: [], zoom: "" });
    sight.follow(store.page.lens, store.page.part);
  });
  canvas.addEventListener("keydown", canvasKeys(context, drawing, strip));

  const follow = (page: Page, before: Page) => {
    const wanted = String(drawn(page.lens, page.part));
    if (wanted !== asked) {
      asked = wanted;
      exact = null;
      added.clear();
      figure.classList.add("stale");
      if (drawnKey !== keyOf(page)) status.textContent = words.loading;
      else if (drawing.core.nodes().nonempty()) refresh(page);
      sight.follow(page.lens, page.part);
    } else refresh(page);
    strip.follow(page);
    if (page.zoom !== before.zoom) drawing.lookFrom(page.zoom);
    if (page.actor && page.actor !== before.actor) {
      drawing.follow(page.actor);
      announce(saidOf(drawing, page.actor));
      reach(page);
    }
  };
  const figure = h("section.stage", { "aria-label": words.views.map },
    h("div.headline", null, heading, subhead), h("div.frame", null, canvas, tools.element), note.element, h("div.under", null, key, status), strip.element);
  return { element: figure, follow };
}
