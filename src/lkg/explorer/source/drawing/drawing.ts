// The network on a canvas: it draws what it is told, and tells what was pointed at.

import cytoscape, { type Core, type ElementDefinition, type NodeSingular } from "cytoscape";
import type { Network } from "../api/types";
import { keyOf, nodeElement, partnersIn, tieElement, widths, type NodeFacts, type TieFacts } from "./elements";
import { onInksChange } from "./inks";
import { shownNodes, writeLabels } from "./labels";
import { look } from "./look";
import type { Picked } from "./picking";
import { showTips } from "./tip";

/** milliseconds in which actors go to their final places */
const SETTLING = 700;
const CLOSEST = 2;
const MARGIN = 36;
/** radii of marks sized by a measure, in points */
const SMALLEST = 3;
const LARGEST = 11;
/** more actors than are named anew in a frame, and how long such a drawing must rest */
const MANY = 400;
const REST = 140;

export interface Told {
  actor?: (id: string) => void;
  tie?: (id: string) => void;
  nothing?: () => void;
  moved?: (id: string, x: number, y: number) => void;
}

export class Drawing {
  readonly core: Core;
  private waiting = 0;
  private isDimmed = false;
  /** whether the reader has moved or enlarged the drawing */
  private isMoved = false;
  /** whether the drawing grows from one actor, and is fitted to the page at each step */
  grows = false;

  constructor(readonly container: HTMLElement, told: Told) {
    this.core = cytoscape({
      container, style: look(), minZoom: 0.15, maxZoom: 8, boxSelectionEnabled: false,
      autounselectify: true, layout: { name: "preset" }, pixelRatio: "auto",
    });
    this.core.on("tap", "node", (event) => told.actor?.((event.target as NodeSingular).id()));
    this.core.on("tap", "edge", (event) => told.tie?.((event.target as { id(): string }).id()));
    this.core.on("tap", (event) => event.target === this.core && told.nothing?.());
    this.core.on("dragfree", "node", (event) => this.tellMoved(event.target as NodeSingular, told));
    this.core.on("zoom", () => this.relabel());
    this.core.on("resize", () => this.refit());
    this.core.on("position", () => this.relabel());
    this.core.on("scrollzoom dragpan pinchzoom", () => { this.isMoved = true; });
    showTips(this.core, container);
    onInksChange(() => this.core.style(look()).update());
    new ResizeObserver(() => this.core.resize()).observe(container);
  }

  /** What fitted still fits when the page changes its size. */
  private refit(): void {
    if (!this.isMoved && this.core.nodes().nonempty()) this.fit();
    this.relabel();
  }

  private tellMoved(node: NodeSingular, told: Told): void {
    const { x, y } = node.position();
    told.moved?.(node.id(), Math.round(x), Math.round(y));
  }

  /** Names are written anew once a frame at most, and where there are many, once things have come to rest. */
  relabel(): void {
    if (this.core.nodes().length > MANY) {
      clearTimeout(this.waiting);
      this.waiting = window.setTimeout(() => writeLabels(this.core), REST);
    } else this.waiting ||= requestAnimationFrame(() => {
      this.waiting = 0;
      writeLabels(this.core);
    });
  }

  /** Adds what is new and brings up to date what is known; actors stay where they are. */
  add(network: Network, family: (relation: string) => string): void {
    const width = widths(network);
    const partners = partnersIn(network);
    const ids = new Set(network.nodes.map((node) => node.id));
    const drawn = network.ties.filter((tie) => (ids.has(tie.source) || this.has(tie.source)) && (ids.has(tie.target) || this.has(tie.target)));
    const made = [
      ...network.nodes.map((node) => nodeElement(node, partners.get(node.id) ?? 0)),
      ...drawn.map((tie) => tieElement(tie, family(tie.relation), width(tie), network.ties.length)),
    ];
    this.core.batch(() => {
      const fresh = made.filter((element) => !this.refresh(element));
      this.core.add(fresh);
    });
    this.easeMoving();
  }

  /** Many actors are moved and enlarged as a picture, drawn anew at rest; the option can be set at the start only. */
  private easeMoving(): void {
    const { renderer } = this.core as unknown as { renderer: () => { textureOnViewport: boolean } };
    renderer.call(this.core).textureOnViewport = this.core.nodes().length > MANY;
  }

  private refresh(element: ElementDefinition): boolean {
    const known = this.core.getElementById(String(element.data.id));
    if (known.empty()) return false;
    known.data(element.data);
    return true;
  }

  has(id: string): boolean {
    return this.core.getElementById(id).nonempty();
  }

  clear(): void {
    this.isMoved = false;
    this.isDimmed = false;
    this.core.elements().remove();
  }

  ties(): TieFacts[] {
    return this.core.edges("[tie]").map((edge) => edge.data() as TieFacts);
  }

  nodes(): NodeFacts[] {
    return this.core.nodes().map((node) => node.data() as NodeFacts);
  }

  tie(id: string): TieFacts | undefined {
    const found = this.core.getElementById(id);
    return found.nonempty() ? (found.data() as TieFacts) : undefined;
  }

  /** Leaves in sight what was picked. */
  reveal(picked: Picked): void {
    this.core.batch(() => {
      this.core.edges("[tie]").forEach((edge) => void edge.toggleClass("off", !picked.ties.has(edge.id())));
      this.core.nodes().forEach((node) => void node.toggleClass("off", !picked.nodes.has(node.id())));
    });
    if (this.grows) this.refit();
    this.relabel();
  }

  /** Dims all but some actors and ties; none dims nothing. */
  dimAllBut(ids: Iterable<string>, here: Iterable<string> = [], stations: Iterable<string> = []): void {
    const lit = new Set(ids);
    if (!lit.size && !this.isDimmed) return;
    this.isDimmed = lit.size > 0;
    const middle = new Set(here);
    const passed = new Set(stations);
    this.core.batch(() => {
      this.core.elements().forEach((element) => {
        const isLit = lit.has(element.id());
        element.toggleClass("dim", lit.size > 0 && !isLit);
        element.toggleClass("near", isLit);
        element.toggleClass("here", middle.has(element.id()));
        element.toggleClass("station", passed.has(element.id()));
      });
    });
    this.relabel();
  }

  /** Marks by other numbers than their own, or by their own again; areas grow with the numbers, as in print. */
  sizeBy(values: Map<string, number> | null): void {
    const most = Math.max(...(values?.values() ?? []), 1e-12);
    this.core.batch(() => {
      this.core.nodes().forEach((node) => {
        const value = Math.max(0, values?.get(node.id()) ?? 0);
        node.data("size", values ? 2 * Math.sqrt(SMALLEST ** 2 + (LARGEST ** 2 - SMALLEST ** 2) * (value / most)) : node.data("own"));
      });
    });
    this.relabel();
  }

  /** An actor, its ties in sight and those at their other ends. */
  neighbourhood(id: string): string[] {
    const node = this.core.getElementById(id);
    if (node.empty()) return [];
    const around = node.connectedEdges().filter((edge) => !edge.hasClass("off"));
    return node.union(around).union(around.connectedNodes()).map((element) => element.id());
  }

  /** Lines for hops of a path that the lens does not draw as ties, as memberships; the earlier ones go. */
  bridge(hops: [string, string][]): string[] {
    this.core.edges(".hop").remove();
    const missing = hops.filter(([source, target]) => this.has(source) && this.has(target));
    const made = missing.map(([source, target]) => ({ group: "edges" as const, classes: "hop", data: { id: `hop:${source}|${target}`, source, target, width: 2, shade: 1, sign: 0 } }));
    return this.core.add(made).map((edge) => edge.id());
  }

  zoomAll(): void {
    this.isMoved = false;
    this.fit();
  }

  pin(places: Map<string, { x: number; y: number }>): void {
    if (!places.size && this.core.nodes(".pinned").empty()) return;
    this.core.batch(() => {
      this.core.nodes().forEach((node) => {
        const place = places.get(node.id());
        node.toggleClass("pinned", place !== undefined);
        if (place && !node.grabbed()) node.position(place);
      });
    });
  }

  /** Moves actors to their final places; pinned ones stay. */
  settle(positions: Record<string, [number, number]>): void {
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    for (const [id, [x, y]] of Object.entries(positions)) {
      const node = this.core.getElementById(id);
      if (node.empty() || node.hasClass("pinned") || node.grabbed()) continue;
      if (isStill) node.position({ x, y: -y });
      else node.animate({ position: { x, y: -y } }, { duration: SETTLING, easing: "ease-in-out" });
    }
    if (!this.isMoved) setTimeout(() => !this.isMoved && this.fit(), isStill ? 0 : SETTLING + 40);
  }

  /** Shows all actors in sight; by their places alone, since the library would measure every line and name, too. */
  fit(): void {
    const places = shownNodes(this.core).map((node) => node.position());
    const [wide, high] = [this.core.width(), this.core.height()];
    if (!places.length || !wide || !high) return;
    const [left, right] = [Math.min(...places.map(({ x }) => x)), Math.max(...places.map(({ x }) => x))];
    const [top, bottom] = [Math.min(...places.map(({ y }) => y)), Math.max(...places.map(({ y }) => y))];
    const room = (side: number, span: number) => (side - 2 * MARGIN) / Math.max(span, 1);
    // a few actors alone would be blown up to the size of the page
    const most = CLOSEST * Math.max(1, wide / 1400);
    const zoom = Math.max(this.core.minZoom(), Math.min(room(wide, right - left), room(high, bottom - top), most));
    const pan = { x: wide / 2 - (zoom * (left + right)) / 2, y: high / 2 - (zoom * (top + bottom)) / 2 };
    this.core.viewport({ zoom, pan });
  }

  zoomBy(factor: number): void {
    const middle = { x: this.core.width() / 2, y: this.core.height() / 2 };
    this.isMoved = true;
    this.core.zoom({ level: this.core.zoom() * factor, renderedPosition: middle });
  }

  /** Brings an actor into sight where it lies outside. */
  follow(id: string): void {
    const node = this.core.getElementById(id);
    if (node.empty()) return;
    const { x, y } = node.renderedPosition();
    if (x < 20 || y < 20 || x > this.core.width() - 20 || y > this.core.height() - 20) this.core.center(node);
  }

  keysOf(network: Network): Set<string> {
    return new Set(network.ties.map(keyOf));
  }
}
