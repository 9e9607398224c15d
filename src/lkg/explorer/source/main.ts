// Starts the explorer: asks what graph this is, builds the page, and follows its address.

import { api, askEarly } from "./api/client";
import { button, h, replace } from "./dom/element";
import { listenLive } from "./dom/live";
import { masthead } from "./frame/masthead";
import { frame } from "./frame/frame";
import { listenForKeys } from "./frame/keys";
import { read } from "./state/address";
import { drawn } from "./state/lens";
import { drawsNetwork } from "./state/page";
import { Store } from "./state/store";
import type { Context } from "./context";
import { words } from "./words";

async function start(root: HTMLElement): Promise<void> {
  replace(root, h("p.waiting", null, words.loading));
  const { lens, view, part } = read(location.hash);
  if (drawsNetwork(view)) askEarly(drawn(lens, part));
  try {
    const about = await api.about();
    document.title = about.title;
    const context: Context = {
      about, store: new Store(), labels: new Map(), drawing: null, seen: null, watchers: new Set(), lastRanking: null, expand: async () => undefined,
    };
    const main = frame(context);
    replace(root, h("a.skip", { href: "#main", onclick: skip }, words.skip), masthead(context), main);
    listenForKeys(context);
    document.documentElement.dataset.ready = "true";
  } catch (error) {
    const retry = button(words.again, () => void start(root), { class: "strong" });
    replace(root, h("main.waiting", { role: "alert" }, h("p", null, (error as Error).message), retry));
  }
}

function skip(event: Event): void {
  // the address after "#" holds the state of the page, so the link may not change it
  event.preventDefault();
  document.getElementById("main")?.focus();
}

listenLive();
const root = document.getElementById("explorer");
if (root) void start(root);
