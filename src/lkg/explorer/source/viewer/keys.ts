// Keys of the drawing, the same as in the explorer.

import { isWay, next, nextTie } from "../drawing/walking";
import type { Viewer } from "./viewer";

export function viewerKeys(viewer: Viewer, read: () => void): (event: KeyboardEvent) => void {
  const { drawing } = viewer;
  const acts: Record<string, () => void> = {
    Enter: read,
    Escape: () => viewer.clear(),
    t: () => goThroughTies(viewer),
    "+": () => drawing.zoomBy(1.3),
    "=": () => drawing.zoomBy(1.3),
    "-": () => drawing.zoomBy(1 / 1.3),
    "0": () => drawing.zoomAll(),
  };
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = acts[event.key];
    if (isWay(event.key)) viewer.choose({ actor: next(drawing.core, viewer.chosen.actor, event.key), tie: "" });
    else if (act) act();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function goThroughTies(viewer: Viewer): void {
  const { actor, tie } = viewer.chosen;
  const found = actor ? nextTie(viewer.drawing.core, actor, tie) : "";
  if (found) viewer.choose({ actor, tie: found });
}
