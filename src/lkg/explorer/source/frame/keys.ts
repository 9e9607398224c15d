// Keys that work everywhere, and the list of all keys.

import type { Context } from "../context";
import { button, h } from "../dom/element";
import { VIEWS } from "../state/page";
import { words } from "../words";

export function listenForKeys(context: Context): void {
  const { store } = context;
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const view = VIEWS[Number(event.key) - 1];
    if (event.key === "/") document.getElementById("find")?.focus();
    else if (event.key === "?") showKeys();
    else if (event.key === "u") store.undo();
    else if (event.key === "Escape" && !document.querySelector("dialog[open]")) clear(context);
    else if (view) store.change({ view });
    else return;
    event.preventDefault();
  });
}

function clear({ store, drawing }: Context): void {
  store.change({ actor: "", tie: "" });
  // what had the focus may be gone with the panel
  if (document.activeElement === document.body) drawing?.container.focus();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));
}

export function showKeys(): void {
  const rows = words.key_list.map(([key, act]) => [h("dt", null, h("kbd", null, key)), h("dd", null, act)]);
  const dialog = h("dialog.keys", { "aria-labelledby": "keys-title" }, h("h2", { id: "keys-title" }, words.keys_title), h("dl", null, rows.flat()));
  dialog.append(button(words.close, () => dialog.close(), { class: "strong" }));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
