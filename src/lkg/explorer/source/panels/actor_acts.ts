// What can be done with an actor in the drawing.

import { familyLabel, labelOf, type Context } from "../context";
import { announce, tell } from "../dom/live";
import { toggled } from "../state/lens";
import { words } from "../words";

export function isPinned({ store }: Context, actor: string): boolean {
  return store.page.pins.some((pin) => pin.startsWith(`${actor}@`));
}

export function togglePin(context: Context, actor: string): void {
  const { store, drawing } = context;
  const node = drawing?.core.getElementById(actor);
  if (!node?.nonempty()) return;
  const others = store.page.pins.filter((pin) => !pin.startsWith(`${actor}@`));
  const { x, y } = node.position();
  store.change({ pins: isPinned(context, actor) ? others : [...others, `${actor}@${Math.round(x)},${Math.round(y)}`] });
}

/** How many ties of a family around an actor are drawn and in sight. */
export function shownOf({ drawing }: Context, actor: string, family: string): number {
  const node = drawing?.core.getElementById(actor);
  if (!node?.nonempty()) return 0;
  return node.connectedEdges().filter((edge) => edge.data("family") === family && !edge.hasClass("off")).length;
}

export function expand(context: Context, actor: string, family: string, ties: number): void {
  const { store } = context;
  const name = `${actor}:${family}`;
  const { around, open, shut } = store.page;
  store.change({ shut: shut.filter((each) => each !== name), open: around.length || shut.length ? [...open, name] : open });
  announce(words.added(labelOf(context, actor), familyLabel(context.about, family)));
  if (shownOf(context, actor, family) < ties) void context.expand(actor, family).catch((error: Error) => tell(error.message));
}

export function collapse(context: Context, actor: string, family: string): void {
  const { store } = context;
  const name = `${actor}:${family}`;
  const { open, shut, around } = store.page;
  store.change({ open: open.filter((each) => each !== name), shut: around.length ? shut : toggled(shut, name) });
  announce(words.removed(labelOf(context, actor), familyLabel(context.about, family)));
}
