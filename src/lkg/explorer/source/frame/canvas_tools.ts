// Buttons over the drawing.

import { button, h } from "../dom/element";
import type { Drawing } from "../drawing/drawing";
import { ALL, type Page } from "../state/page";
import type { Store } from "../state/store";
import { words } from "../words";

export interface Tools {
  element: HTMLElement;
  follow: (page: Page) => void;
}

export function canvasTools(store: Store, drawing: Drawing, layOut: () => void): Tools {
  const sign = (text: string, label: string, act: () => void, more = {}) => button(text, act, { "aria-label": label, title: label, ...more });
  const undo = sign("↶", words.undo, () => store.undo(), { disabled: true });
  const everything = button(words.everything, () => store.change({ ...ALL, part: store.page.part }), { class: "quiet", hidden: true });
  const element = h("div.canvas-tools", { role: "toolbar", "aria-label": words.views.map },
    everything, undo, sign("⟲", words.anew, layOut),
    sign("−", words.zoom_out, () => drawing.zoomBy(1 / 1.3)),
    sign("+", words.zoom_in, () => drawing.zoomBy(1.3)),
    sign("⤢", words.fit, () => drawing.zoomAll()));
  const follow = (page: Page) => {
    everything.hidden = !page.around.length && !page.shut.length && !page.open.length;
    undo.disabled = !store.canUndo;
  };
  return { element, follow };
}
