// The drawing with its dossiers and a table, in a shadow of its own: neither the page around it nor it changes the other.

import { button, debounce, h, replace } from "../dom/element";
import { Drawing } from "../drawing/drawing";
import { wear, type Theme } from "../drawing/inks";
import { legend } from "../drawing/legend";
import { look } from "../drawing/look";
import { saidOf, saidOfTie } from "../frame/said";
import { words } from "../words";
import { actorDossier, start, tieDossier } from "./dossiers";
import { viewerKeys } from "./keys";
import type { Sourced } from "./sourced";
import { tieTable } from "./table";

/** the style sheet, put in by the build */
declare const VIEWER_STYLE: string;

export interface Chosen {
  actor: string;
  /** the id of the tie in the drawing */
  tie: string;
}

/** milliseconds after which scrolling is over */
const REST = 100;
const NOTHING: Chosen = { actor: "", tie: "" };

export class Viewer {
  readonly drawing: Drawing;
  chosen: Chosen = NOTHING;
  private readonly panel = h("aside.column", { tabindex: -1, "aria-label": words.dossier });
  private readonly live = h("div.unseen", { role: "status", "aria-live": "polite" });
  private readonly end = new AbortController();
  private readonly canvas = h("div.canvas", { tabindex: 0, role: "application", "aria-label": words.drawing });

  constructor(
    private readonly host: HTMLElement,
    readonly network: Sourced,
    private readonly told: (chosen: Chosen) => void = () => undefined,
  ) {
    const shadow = host.shadowRoot ?? host.attachShadow({ mode: "open" });
    const style = new CSSStyleSheet();
    style.replaceSync(VIEWER_STYLE);
    shadow.adoptedStyleSheets = [style];
    // the library listens in the shadow only where it finds itself in one, and ends when it is taken out
    shadow.replaceChildren(h("div.viewer", null, ...this.parts()));
    this.drawing = new Drawing(this.canvas, {
      actor: (actor) => this.choose({ actor, tie: "" }),
      tie: (tie) => this.choose({ actor: "", tie }),
      nothing: () => this.choose(NOTHING),
    });
    this.drawing.add(network, (relation) => relation);
    this.drawing.fit();
    replace(this.panel, start(this));
    this.listen();
  }

  /** What there is before the drawing. */
  private parts(): Node[] {
    const { network } = this;
    const isPart = network.nodes.length < network.size.actors;
    const note = network.note || (isPart ? words.part(network.nodes.length, network.size.actors) : "");
    const tools = h("div.canvas-tools", { role: "toolbar", "aria-label": words.views.map },
      button("−", () => this.drawing.zoomBy(1 / 1.3), { "aria-label": words.zoom_out, title: words.zoom_out }),
      button("+", () => this.drawing.zoomBy(1.3), { "aria-label": words.zoom_in, title: words.zoom_in }),
      button("⤢", () => this.drawing.zoomAll(), { "aria-label": words.fit, title: words.fit }));
    return [
      h("header.headline", null, h("h1", null, network.heading), h("p.subhead", null, [network.title, network.words].filter(Boolean).join(" · "))),
      h("p.note", { hidden: !note }, note),
      h("div.stage-and-dossier", null, h("div.frame", null, this.canvas, tools), this.panel),
      h("div.under", null, h("div.legend"), h("p.status", null, words.status(network.nodes.length, network.ties.length))),
      tieTable(this),
      h("details.receipt", null, h("summary", null, words.receipt), h("pre", { tabindex: 0 }, JSON.stringify(network.receipt, null, 2))),
      this.live,
    ];
  }

  private listen(): void {
    const { canvas, drawing } = this;
    const key = canvas.closest(".viewer")?.querySelector(".legend");
    if (key) replace(key, legend(drawing));
    canvas.addEventListener("keydown", viewerKeys(this, () => this.panel.focus()));
    // a page is scrolled past the drawing: the wheel enlarges it only once it was clicked
    drawing.core.userZoomingEnabled(false);
    // the library takes the focus away when a button goes down
    canvas.addEventListener("click", () => canvas.focus({ preventScroll: true }));
    canvas.addEventListener("focus", () => void drawing.core.userZoomingEnabled(true));
    canvas.addEventListener("blur", () => void drawing.core.userZoomingEnabled(false));
    // the library remembers where it lies, and of what scrolls around it sees nothing beyond the shadow
    const measure = () => void drawing.core.resize();
    canvas.addEventListener("pointerenter", measure);
    document.addEventListener("scroll", debounce(REST, measure), { capture: true, passive: true, signal: this.end.signal });
  }

  choose(chosen: Chosen): void {
    if (chosen.actor === this.chosen.actor && chosen.tie === this.chosen.tie) return;
    this.chosen = chosen;
    const { drawing } = this;
    const tie = drawing.tie(chosen.tie);
    if (tie) {
      drawing.dimAllBut([tie.id, tie.source, tie.target], [tie.id]);
      replace(this.panel, tieDossier(this, tie));
    } else if (drawing.has(chosen.actor)) {
      drawing.dimAllBut(drawing.neighbourhood(chosen.actor), [chosen.actor]);
      drawing.follow(chosen.actor);
      replace(this.panel, actorDossier(this, chosen.actor));
    } else {
      drawing.dimAllBut([]);
      replace(this.panel, start(this));
    }
    this.panel.scrollTop = 0;
    this.live.textContent = tie ? saidOfTie(drawing, tie.id) : saidOf(drawing, chosen.actor);
    this.told(chosen);
  }

  clear(): void {
    this.choose(NOTHING);
  }

  label(actor: string): string {
    return this.network.nodes.find((node) => node.id === actor)?.label ?? actor;
  }

  /** Wears light or dark where the page around has a choice of its own; null leaves it to the system. */
  dress(theme: Theme | null): void {
    if (theme) this.host.dataset.theme = theme;
    else delete this.host.dataset.theme;
    wear(theme);
    this.drawing.core.style(look()).update();
  }

  destroy(): void {
    this.end.abort();
    this.drawing.core.destroy();
  }
}
