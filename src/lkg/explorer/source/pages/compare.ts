// Two dates, or two worldviews, side by side: the same places on both, and what only one side has stands out.

import { api } from "../api/client";
import type { Network } from "../api/types";
import { labelOf, remember, type Context } from "../context";
import { button, h, replace } from "../dom/element";
import { announce } from "../dom/live";
import { picker } from "../dom/picker";
import { Drawing } from "../drawing/drawing";
import { keyOf } from "../drawing/elements";
import { familyOf, isPart } from "../drawing/sight";
import type { Part } from "../frame/frame";
import { query, without } from "../state/lens";
import type { Page, Side } from "../state/page";
import { words } from "../words";

const LISTED = 300;

type Name = "left" | "right";

export function comparePage(context: Context): Part {
  const sides = { left: sideOf(context, "left"), right: sideOf(context, "right") };
  const lists = h("section.differences", { "aria-live": "polite" });
  let asked = "";

  const load = async (page: Page) => {
    replace(lists, h("p.waiting", null, words.loading));
    try {
      // places come from all dates together, so that an actor stands at one place on both sides
      const bare = without(page.lens, ["at", "between", "worldview"]);
      const wide = await api.network(query(bare));
      const [left, right] = await Promise.all([sideNetwork(bare, page.left), sideNetwork(bare, page.right)]);
      remember(context, wide);
      for (const network of [wide, left, right]) remember(context, network);
      const places = new Map(wide.nodes.map((node) => [node.id, node]));
      draw(sides.left, left, places, new Set(right.ties.map(keyOf)), context);
      draw(sides.right, right, places, new Set(left.ties.map(keyOf)), context);
      replace(lists, differences(context, left, right));
    } catch (error) {
      announce((error as Error).message);
      replace(lists, h("p.fault", { role: "alert" }, (error as Error).message));
    }
  };
  linkViews(sides.left.drawing, sides.right.drawing);

  const follow = (page: Page) => {
    sides.left.follow(page);
    sides.right.follow(page);
    const filled = withDefaults(page, context);
    const key = JSON.stringify([filled.lens, filled.left, filled.right]);
    if (key === asked) return;
    asked = key;
    void load(filled);
  };
  const element = h("div.page.compare", null, h("h1", null, words.views.compare), h("div.sides", null, sides.left.element, sides.right.element), lists);
  return { element, follow };
}

/** Where nothing was chosen: the middle of 2020 and of 2022, before and in the quarrel that the graph is about. */
function withDefaults(page: Page, { about }: Context): Page {
  const isEmpty = (side: Side) => !side.at && !side.worldview;
  if (!isEmpty(page.left) || !isEmpty(page.right)) return page;
  const last = about.span.last > "2022-07-01" ? "2022-07-01" : about.span.last;
  return { ...page, left: { at: `${Number(last.slice(0, 4)) - 2}${last.slice(4)}`, worldview: "" }, right: { at: last, worldview: "" } };
}

function sideNetwork(lens: Page["lens"], side: Side): Promise<Network> {
  const fields: Record<string, string[]> = {};
  if (side.at) fields.at = [side.at];
  if (side.worldview) fields.worldview = [side.worldview];
  return api.network(query(lens, fields));
}

interface SideView {
  element: HTMLElement;
  drawing: Drawing;
  status: HTMLElement;
  follow: (page: Page) => void;
}

function sideOf(context: Context, name: Name): SideView {
  const { store, about } = context;
  const canvas = h("div.canvas", { role: "img", "aria-label": words[name] });
  const status = h("p.status");
  const set = (changes: Partial<Side>) => {
    const filled = withDefaults(store.page, context);
    store.change({ left: filled.left, right: filled.right, [name]: { ...filled[name], ...changes } });
  };
  const day = h("input", { type: "date", id: `${name}-day`, min: about.span.first, max: about.span.last });
  day.addEventListener("change", () => set({ at: day.value }));
  const view = picker({
    id: `${name}-worldview`, label: `${words.worldview} (${words[name]})`, placeholder: words.nobody_chosen, cleared: () => set({ worldview: "" }),
    chosen: (found) => {
      context.labels.set(found.id, found.label);
      set({ worldview: found.id });
    },
  });
  const follow = (page: Page) => {
    const side = withDefaults(page, context)[name];
    day.value = side.at;
    if (document.activeElement !== view.field) view.field.value = side.worldview && labelOf(context, side.worldview);
  };
  const drawing = new Drawing(canvas, { actor: (id) => store.change({ view: "map", actor: id }) });
  const form = h("div.pair", null,
    h("div.field", null, h("label", { for: `${name}-day` }, words.day), day),
    h("div.field", null, h("label", { for: `${name}-worldview` }, words.worldview), view.box));
  return { element: h("section.side", { "aria-label": words[name] }, form, h("div.frame", null, canvas), status), drawing, status, follow };
}

function draw(side: SideView, network: Network, places: Map<string, { x: number; y: number }>, other: Set<string>, { about }: Context): void {
  const placed = { ...network, nodes: network.nodes.map((node) => ({ ...node, ...pointOf(places.get(node.id) ?? node) })) };
  side.drawing.clear();
  side.drawing.add(placed, familyOf(about));
  side.drawing.core.edges().forEach((edge) => void edge.addClass(other.has(edge.id()) ? "shared" : "only"));
  side.drawing.fit();
  side.drawing.relabel();
  side.status.textContent = `${words.status(network.nodes.length, network.ties.length)} · ${network.words}`;
}

const pointOf = ({ x, y }: { x: number; y: number }) => ({ x, y });

/** What is moved or enlarged on one side is on the other. */
function linkViews(one: Drawing, other: Drawing): void {
  let isFollowing = false;
  const link = (from: Drawing, to: Drawing) =>
    from.core.on("viewport", () => {
      if (isFollowing) return;
      isFollowing = true;
      to.core.viewport({ zoom: from.core.zoom(), pan: from.core.pan() });
      isFollowing = false;
    });
  link(one, other);
  link(other, one);
}

function differences(context: Context, left: Network, right: Network): Node[] {
  const keys = { left: new Set(left.ties.map(keyOf)), right: new Set(right.ties.map(keyOf)) };
  const only = (network: Network, others: Set<string>) => network.ties.filter((tie) => !others.has(keyOf(tie)));
  const [gone, come] = [only(left, keys.right), only(right, keys.left)];
  const shared = left.ties.length - gone.length;
  announce(`${words.only_left}: ${gone.length}. ${words.only_right}: ${come.length}.`);
  const isPartial = isPart(left) || isPart(right);
  return [...(isPartial ? [h("p.note", null, words.compared_parts)] : []), list(context, words.only_left, gone), list(context, words.only_right, come), h("p.fine", null, words.both_sides(shared))];
}

function list({ store, labels }: Context, title: string, ties: Network["ties"]): HTMLElement {
  const label = (actor: string) => labels.get(actor) ?? actor;
  const row = (tie: Network["ties"][number]) => h("li", { class: tie.sign > 0 ? "cooperation" : tie.sign < 0 ? "conflict" : "neither" },
    button(label(tie.source), () => store.change({ view: "map", actor: tie.source }), { class: "link" }), ` ${tie.label} ${label(tie.target)}`, h("small", null, ` ${words.since(tie.first, tie.last.startsWith("9999") ? "" : tie.last)}`));
  const sorted = [...ties].sort((one, other) => other.weight - one.weight);
  return h("section", null, h("h2", null, `${title} · ${ties.length}`), ties.length ? h("ul", null, sorted.slice(0, LISTED).map(row)) : h("p.fine", null, words.none),
    ties.length > LISTED && h("p.fine", null, words.drawn_first(LISTED)));
}
