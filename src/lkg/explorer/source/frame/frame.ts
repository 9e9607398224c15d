// Below the masthead: the drawing with its column, or a page of its own; which one is in the address.

import type { Context } from "../context";
import { button, h, replace } from "../dom/element";
import { announce } from "../dom/live";
import { actorPanel } from "../panels/actor";
import { lensPanel } from "../panels/lens";
import { pathsPanel } from "../panels/paths";
import { rankingPanel } from "../panels/ranking";
import { tablePanel } from "../panels/table";
import { tiePanel } from "../panels/tie";
import { comparePage } from "../pages/compare";
import { identityPage } from "../pages/identity";
import { questionsPage } from "../pages/questions";
import { sparqlPage } from "../pages/sparql";
import { textPage } from "../pages/text";
import { drawsNetwork, type Page } from "../state/page";
import { words } from "../words";
import { stage } from "./stage";

/** A part of the page: what it shows, and how it follows a change; it is made once and kept. */
export interface Part {
  element: HTMLElement;
  follow?: (page: Page, before: Page) => void;
}

type Make = (context: Context) => Part;

const PARTS: Record<string, Make> = {
  map: lensPanel, paths: pathsPanel, ranking: rankingPanel, table: tablePanel, actor: actorPanel, tie: tiePanel,
  compare: comparePage, questions: questionsPage, sparql: sparqlPage, identity: identityPage, text: textPage,
};

export function frame(context: Context): HTMLElement {
  const made = new Map<string, Part>();
  const main = h("main", { id: "main", tabindex: -1 });
  const column = h("aside.column", { "aria-label": words.lens, tabindex: -1 });
  let drawn: Part | null = null;

  const part = (name: string): Part => {
    let found = made.get(name);
    if (!found) {
      found = (PARTS[name] ?? lensPanel)(context);
      made.set(name, found);
    }
    return found;
  };

  const show = (page: Page, before: Page) => {
    main.dataset.view = page.view;
    const name = partOf(page);
    const shown = part(name);
    if (drawsNetwork(page.view)) {
      drawn ??= stage(context);
      if (drawn.element.parentElement !== main) replace(main, drawn.element, column);
      drawn.follow?.(page, before);
      if (column.firstElementChild !== shown.element) replace(column, shown.element);
      column.setAttribute("aria-label", { ...words.views, map: words.lens, actor: words.actor, tie: words.tie }[name] ?? words.lens);
    } else if (shown.element.parentElement !== main) replace(main, shown.element);
    shown.follow?.(page, before);
  };

  const guarded = (page: Page, before: Page) => {
    try {
      show(page, before);
    } catch (error) {
      console.error(error);
      announce(words.broken);
      replace(main, h("div.waiting", { role: "alert" }, h("p", null, words.broken), button(words.undo, () => context.store.undo())));
    }
  };
  context.store.listen(guarded);
  // the first view is told by a change from itself
  queueMicrotask(() => guarded(context.store.page, context.store.page));
  return main;
}

/** What the column or the page shows: a chosen tie or actor stands before the lens on the map. */
export function partOf(page: Page): string {
  if (page.view !== "map") return page.tie && drawsNetwork(page.view) ? "tie" : page.view;
  return page.tie ? "tie" : page.actor ? "actor" : "map";
}
