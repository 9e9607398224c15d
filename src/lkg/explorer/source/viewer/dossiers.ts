// What stands beside the drawing: where to start, all ties of an actor, all claims beneath a tie.

import { button, h } from "../dom/element";
import { glyph, stroke } from "../dom/glyph";
import type { NodeFacts, TieFacts } from "../drawing/elements";
import { claimCard } from "../panels/claim";
import { head, section } from "../panels/panel";
import { words } from "../words";
import { claimsOf } from "./sourced";
import type { Viewer } from "./viewer";

const FIRST = 12;

export function start(viewer: Viewer): Node {
  const first = [...viewer.network.nodes].sort((one, other) => one.rank - other.rank).slice(0, FIRST);
  const row = (node: (typeof first)[number]) =>
    h("li", null, glyph(node.group), button(node.label, () => viewer.choose({ actor: node.id, tie: "" }), { class: "link" }));
  return h("div.panel", null, h("p.fine", null, words.viewer_hint), section(words.viewer_first, h("ul.ties", null, first.map(row))));
}

export function actorDossier(viewer: Viewer, actor: string): Node {
  const { drawing } = viewer;
  const node = drawing.core.getElementById(actor).data() as NodeFacts;
  const ties = drawing.ties().filter((tie) => tie.source === actor || tie.target === actor);
  return h("div.panel", null,
    head(h("span", null, glyph(node.group), words.groups[node.group] ?? node.kind), node.label, () => viewer.clear()),
    node.contested && h("p.flag", null, words.status_contested),
    node.ego && h("p.fine", null, words.ego),
    h("p.fine", null, words.partner_count(node.partners)),
    section(`${words.table_ties} · ${ties.length}`, h("ul.ties", null, ties.sort(byClaims).map((tie) => tieRow(viewer, tie)))));
}

function byClaims(one: TieFacts, other: TieFacts): number {
  return other.claims - one.claims || one.label.localeCompare(other.label);
}

function tieRow(viewer: Viewer, tie: TieFacts): HTMLElement {
  const open = button(titleOf(viewer, tie), () => viewer.choose({ actor: "", tie: tie.id }), { class: "link" });
  return h("li", null, stroke(tie.sign, wayOf(tie)),
    h("div", null, open, h("small", null, [datesOf(tie), words.claims(tie.claims), ...remarksOf(tie)].filter(Boolean).join(" · "))));
}

export function tieDossier(viewer: Viewer, tie: TieFacts): Node {
  const claims = claimsOf(viewer.network, tie.tie);
  const isPart = claims.length > 0 && claims.length < tie.claims;
  const ends = [tie.source, tie.target].map((actor) => button(viewer.label(actor), () => viewer.choose({ actor, tie: "" })));
  return h("div.panel", null,
    head(h("span", null, stroke(tie.sign, wayOf(tie)), signOf(tie)), titleOf(viewer, tie), () => viewer.clear()),
    h("p.acts", null, ends),
    tie.via && h("p.fine", null, words.derived_from(viewer.label(tie.via))),
    isPart && h("p.note", null, words.held_of(claims.length, tie.claims)),
    claims.map((claim) => claimCard(null, claim, false)),
    !claims.length && h("p", null, tie.claims ? words.none_held(tie.claims) : words.no_claims));
}

export function titleOf(viewer: Viewer, tie: TieFacts): string {
  return `${viewer.label(tie.source)} ${tie.label} ${viewer.label(tie.target)}`;
}

export function signOf(tie: TieFacts): string {
  return tie.sign > 0 ? words.cooperation : tie.sign < 0 ? words.conflict : words.neither;
}

export function datesOf(tie: TieFacts): string {
  return tie.first || tie.last ? words.since(tie.first, tie.last.startsWith("9999") ? "" : tie.last) : "";
}

export function remarksOf(tie: TieFacts): string[] {
  const found = [tie.contested && words.contested, tie.alleged && words.alleged, tie.via && words.derived, tie.uncited && words.uncited];
  return found.filter((remark): remark is string => Boolean(remark));
}

function wayOf(tie: TieFacts): "" | "alleged" | "derived" | "contested" {
  return tie.contested ? "contested" : tie.via ? "derived" : tie.alleged ? "alleged" : "";
}
