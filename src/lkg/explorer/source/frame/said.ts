// What is said of an actor or a tie to those who do not see it.

import type { Drawing } from "../drawing/drawing";
import { words } from "../words";

export function saidOf(drawing: Drawing, actor: string): string {
  const node = drawing.core.getElementById(actor);
  if (node.empty()) return "";
  const ties = node.connectedEdges().filter((edge) => !edge.hasClass("off"));
  const of = (way: string) => ties.filter(`[sign ${way} 0]`).length;
  const group = words.groups[node.data("group")] ?? node.data("kind");
  return words.actor_said(node.data("label"), group, of(">"), of("<"), of("="));
}

export function saidOfTie(drawing: Drawing, id: string): string {
  const tie = drawing.tie(id);
  if (!tie) return "";
  const label = (actor: string) => String(drawing.core.getElementById(actor).data("label"));
  const sign = tie.sign > 0 ? words.cooperation : tie.sign < 0 ? words.conflict : words.neither;
  return words.tie_said(label(tie.source), tie.label, label(tie.target), sign);
}
