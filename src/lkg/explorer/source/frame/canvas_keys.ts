// Keys of the drawing, while it has the focus.

import type { Context } from "../context";
import { announce } from "../dom/live";
import type { Drawing } from "../drawing/drawing";
import { isWay, next, nextTie } from "../drawing/walking";
import { togglePin } from "../panels/actor_acts";
import { ALL } from "../state/page";
import { saidOfTie } from "./said";
import type { Strip } from "./time";

export function canvasKeys(context: Context, drawing: Drawing, strip: Strip): (event: KeyboardEvent) => void {
  const { store } = context;
  const acts: Record<string, () => void> = {
    Enter: () => document.querySelector<HTMLElement>("aside.column")?.focus(),
    t: () => goThroughTies(context, drawing),
    p: () => togglePin(context, store.page.actor),
    s: () => store.page.actor && store.change({ ...ALL, part: store.page.part, around: [store.page.actor] }),
    "+": () => drawing.zoomBy(1.3),
    "=": () => drawing.zoomBy(1.3),
    "-": () => drawing.zoomBy(1 / 1.3),
    "0": () => drawing.zoomAll(),
    " ": () => strip.toggle(),
  };
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = acts[event.key];
    if (isWay(event.key)) store.adjust({ actor: next(drawing.core, store.page.actor, event.key), tie: "" });
    else if (act) act();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function goThroughTies({ store }: Context, drawing: Drawing): void {
  const { actor, tie } = store.page;
  const found = actor ? nextTie(drawing.core, actor, tie) : "";
  if (!found) return;
  store.adjust({ tie: found });
  announce(saidOfTie(drawing, found));
}
