// What the pointer is on, in words: names that found no room, and ties, which have none.

import type { Core, EdgeSingular, EventObject, NodeSingular } from "cytoscape";
import { h } from "../dom/element";
import { words } from "../words";
import type { TieFacts } from "./elements";

const AWAY = 14;

export function showTips(core: Core, container: HTMLElement): void {
  const tip = h("div.tip", { "aria-hidden": "true", hidden: true });
  container.append(tip);
  // not on the container itself: the library measures it anew whenever an attribute of it changes
  const layers = container.querySelector("div");
  const point = (isOn: boolean) => layers?.classList.toggle("pointing", isOn);
  const hide = () => {
    tip.hidden = true;
    point(false);
  };
  core.on("mouseover", "node, edge[tie]", (event: EventObject) => {
    const element = event.target as NodeSingular | EdgeSingular;
    tip.textContent = element.isNode() ? ofActor(element) : ofTie(core, element.data() as TieFacts);
    tip.hidden = false;
    point(true);
    const { x, y } = event.renderedPosition;
    const isRight = x > core.width() * 0.6;
    tip.style.left = isRight ? "" : `${x + AWAY}px`;
    tip.style.right = isRight ? `${core.width() - x + AWAY}px` : "";
    tip.style.top = `${Math.max(0, y - AWAY)}px`;
  });
  core.on("mouseout viewport grab", hide);
}

function ofActor(node: NodeSingular): string {
  const kind = words.groups[node.data("group")] ?? node.data("kind");
  return [node.data("label"), kind, words.partner_count(node.data("partners"))].filter(Boolean).join(" · ");
}

function ofTie(core: Core, tie: TieFacts): string {
  const label = (id: string) => String(core.getElementById(id).data("label"));
  const flags = [tie.contested && words.contested, tie.alleged && words.alleged, tie.via && words.derived].filter(Boolean);
  const dates = words.since(tie.first, tie.last.startsWith("9999") ? "" : tie.last);
  return [`${label(tie.source)} ${tie.label} ${label(tie.target)}`, tie.first + tie.last && dates, tie.claims > 0 && words.claims(tie.claims), ...flags].filter(Boolean).join(" · ");
}
