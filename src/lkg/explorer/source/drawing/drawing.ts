// The network on a canvas: it draws what it is told, and tells what was pointed at.

import cytoscape, { type Core, type ElementDefinition, type NodeSingular } from "cytoscape";
import type { Network } from "../api/types";
import { keyOf, nodeElement, partnersIn, tieElement, widths, type NodeFacts, type TieFacts } from "./elements";
import { eyeOf, fitTo, lookFrom } from "./eye";
import { onInksChange } from "./inks";
import { shownNodes, writeLabels } from "./labels";
import { look } from "./look";
import type { Picked } from "./picking";
import { pinTo, settleTo, sizeBy } from "./places";
import { showTips } from "./tip";

/** more actors or ties than are drawn and named anew in a frame, and how long such a drawing must rest */
const MANY = 400;
const MANY_TIES = 1_000;
const REST = 140;

export interface Told {
  actor?: (id: string) => void;
  tie?: (id: string) => void;
  nothing?: () => void;
  moved?: (id: string, x: number, y: number) => void;
  /** the reader has moved or enlarged the drawing; empty where all of it was asked for */
  looked?: (eye: string) => void;
}

export class Drawing {
  readonly core: Core;
  /** the frame, and the moment of rest, in which names are written anew */
  private waiting = 0;
  private resting = 0;
  private isDimmed = false;
  /** whether the reader has moved or enlarged the drawing */
  private isMoved = false;
  /** where the reader looked last */
  private eye = "";
  /** whether the drawing grows from one actor, and is fitted to the page at each step */
  grows = false;

  constructor(readonly container: HTMLElement, private readonly told: Told) {
    this.core = cytoscape({
      container, style: look(), minZoom: 0.15, maxZoom: 8, boxSelectionEnabled: false,
      autounselectify: true, layout: { name: "preset" }, pixelRatio: "auto",
    });
    this.core.on("tap", "node", (event) => told.actor?.((event.target as NodeSingular).id()));
    this.core.on("tap", "edge", (event) => told.tie?.((event.target as { id(): string }).id()));
    this.core.on("tap", (event) => event.target === this.core && told.nothing?.());
    this.core.on("dragfree", "node", (event) => this.tellMoved(event.target as NodeSingular));
    this.core.on("zoom", () => this.relabel());
    this.core.on("resize", () => this.refit());
    this.core.on("position", () => this.relabel());
    this.core.on("scrollzoom dragpan pinchzoom", () => this.tellLooked());
    showTips(this.core, container);
    onInksChange(() => this.core.style(look()).update());
    new ResizeObserver(() => this.core.resize()).observe(container);
  }

  /** What fitted still fits when the page changes its size, and what lay in the middle still does. */
  private refit(): void {
    if (this.isMoved) lookFrom(this.core, this.eye);
    else if (this.core.nodes().nonempty()) this.fit();
    this.relabel();
  }

  private tellMoved(node: NodeSingular): void {
    const { x, y } = node.position();
    this.told.moved?.(node.id(), Math.round(x), Math.round(y));
  }

  private get isMany(): boolean {
    return this.core.nodes().length > MANY || this.core.edges().length > MANY_TIES;
  }

  /** Names are written anew once a frame at most, and where there are many, once things have come to rest. */
  relabel(): void {
    clearTimeout(this.resting);
    if (this.isMany) this.resting = window.setTimeout(() => writeLabels(this.core), REST);
    else this.waiting ||= requestAnimationFrame(() => {
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
    renderer.call(this.core).textureOnViewport = this.isMany;
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

  isInSight(id: string): boolean {
    const found = this.core.getElementById(id);
    return found.nonempty() && !found.hasClass("off");
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

  /** Marks by other numbers than their own, or by their own again. */
  sizeBy(values: Map<string, number> | null): void {
    sizeBy(this.core, values);
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
    this.told.looked?.("");
  }

  pin(places: Map<string, { x: number; y: number }>): void {
    pinTo(this.core, places);
  }

  /** Moves actors to their final places; pinned ones stay. */
  settle(positions: Record<string, [number, number]>): void {
    const took = settleTo(this.core, positions);
    if (!this.isMoved) setTimeout(() => !this.isMoved && this.fit(), took);
  }

  /** Shows all actors in sight. */
  fit(): void {
    fitTo(this.core, shownNodes(this.core));
  }

  /** Shows what the reader looked at once, or all where that says nothing. */
  lookFrom(eye: string): void {
    this.eye = eye;
    this.isMoved = lookFrom(this.core, eye);
    if (!this.isMoved) this.fit();
  }

  private tellLooked(): void {
    this.isMoved = true;
    this.eye = eyeOf(this.core);
    this.told.looked?.(this.eye);
  }

  zoomBy(factor: number): void {
    const middle = { x: this.core.width() / 2, y: this.core.height() / 2 };
    this.core.zoom({ level: this.core.zoom() * factor, renderedPosition: middle });
    this.tellLooked();
  }

  /** Brings an actor into sight where it lies outside. */
  follow(id: string): void {
    const node = this.core.getElementById(id);
    if (node.empty()) return;
    const { x, y } = node.renderedPosition();
    if (x > 20 && y > 20 && x < this.core.width() - 20 && y < this.core.height() - 20) return;
    this.core.center(node);
    if (this.isMoved) this.tellLooked();
  }

  keysOf(network: Network): Set<string> {
    return new Set(network.ties.map(keyOf));
  }
}
