// The top of the page: whose graph this is, the search box, the views, and what can be taken away.

import type { Context } from "../context";
import { button, h } from "../dom/element";
import { picker } from "../dom/picker";
import { ALL, VIEWS, type View } from "../state/page";
import { takeMenu } from "../take/menu";
import { words } from "../words";
import { showKeys } from "./keys";

export function masthead(context: Context): HTMLElement {
  const { about, store } = context;
  const search = picker({
    id: "find", label: words.find_label, placeholder: words.find, empties: true,
    chosen: (found) => {
      context.labels.set(found.id, found.label);
      const view = store.page.view === "table" || store.page.view === "map" ? store.page.view : "map";
      store.change({ actor: found.id, tie: "", view });
    },
  });
  const tools = h("div.tools", null, takeMenu(context), button("?", showKeys, { class: "quiet", "aria-label": words.keys, title: words.keys }));
  const title = h("a.wordmark", { href: "#", title: words.facts(about.claims, about.actors, about.sources), onclick: home(context) },
    h("b", null, "lkg"), h("span", null, about.title));
  return h("header.masthead", null, title, h("search", null, search.box), views(context), tools);
}

function home(context: Context): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    context.store.change({ view: "map", actor: "", tie: "", ...ALL, lens: { name: "", fields: {} } });
  };
}

function views({ store }: Context): HTMLElement {
  // a chosen tie stands before a view's own panel, and whoever asks for the view wants that
  const choose = (view: View) => () => store.change({ view, tie: "" });
  const buttons = VIEWS.map((view) => button(words.views[view], choose(view), { "data-view": view }));
  const mark = () => {
    for (const each of buttons) {
      const isHere = each.dataset.view === store.page.view;
      if (isHere) each.setAttribute("aria-current", "page");
      else each.removeAttribute("aria-current");
      if (isHere && document.documentElement.clientWidth < 900) each.scrollIntoView({ inline: "center", block: "nearest" });
    }
  };
  store.listen((page, before) => page.view !== before.view && mark());
  requestAnimationFrame(mark);
  return h("nav.views", { "aria-label": words.views_label }, buttons);
}
