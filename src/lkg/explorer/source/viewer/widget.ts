// The viewer in a notebook, as anywidget wants it: https://anywidget.dev/en/afm/

import type { Theme } from "../drawing/inks";
import type { Sourced } from "./sourced";
import { Viewer } from "./viewer";

/** What anywidget gives of the model in Python. */
interface Model {
  get(name: "network"): Sourced;
  get(name: "height"): number;
  get(name: "chosen"): string;
  set(name: "chosen", value: string): void;
  save_changes(): void;
  on(event: string, act: () => void): void;
  off(event: string, act: () => void): void;
}

function render({ model, el }: { model: Model; el: HTMLElement }): () => void {
  const host = document.createElement("div");
  host.style.setProperty("--height", `${model.get("height")}px`);
  // JupyterLab would take arrows and letters for its own
  host.dataset.lmSuppressShortcuts = "true";
  el.append(host);
  const viewer = new Viewer(host, model.get("network"), ({ actor, tie }) => {
    model.set("chosen", tie ? (viewer.drawing.tie(tie)?.tie ?? "") : actor);
    model.save_changes();
  });
  const follow = () => choose(viewer, model.get("chosen"));
  const dress = () => viewer.dress(themeAround());
  follow();
  dress();
  model.on("change:chosen", follow);
  const watcher = new MutationObserver(dress);
  for (const each of [document.documentElement, document.body]) watcher.observe(each, { attributes: true, attributeFilter: ["class", "theme", "data-jp-theme-light"] });
  return () => {
    watcher.disconnect();
    model.off("change:chosen", follow);
    viewer.destroy();
  };
}

function choose(viewer: Viewer, chosen: string): void {
  const tie = `tie:${chosen}`;
  if (viewer.drawing.has(tie)) {
    if (viewer.chosen.tie !== tie) viewer.choose({ actor: "", tie });
  } else viewer.choose({ actor: chosen, tie: "" });
}

/** What JupyterLab, VS Code or Colab wears; null where none of them says. */
function themeAround(): Theme | null {
  const { documentElement: root, body } = document;
  const light = body.dataset.jpThemeLight;
  if (light) return light === "true" ? "light" : "dark";
  if (body.classList.contains("vscode-dark") || root.getAttribute("theme") === "dark") return "dark";
  if (body.classList.contains("vscode-light") || root.getAttribute("theme") === "light") return "light";
  return null;
}

export default { render };
