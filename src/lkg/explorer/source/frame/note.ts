// The line beneath the drawing that says what of a large network is drawn, or what went wrong.

import type { Context } from "../context";
import { button, h, replace } from "../dom/element";
import { announce } from "../dom/live";
import { isPart } from "../drawing/sight";
import type { Network } from "../api/types";
import { words } from "../words";

export interface Note {
  element: HTMLElement;
  ofNetwork: (network: Network) => void;
  ofFault: (message: string, again: () => void) => void;
}

export function noteLine({ store }: Context): Note {
  const element = h("p.note", { hidden: true });
  const show = (isFault: boolean, ...children: (Node | string)[]) => {
    element.hidden = !children.length;
    element.classList.toggle("fault", isFault);
    replace(element, ...children);
  };
  return {
    element,
    ofNetwork: (network) => {
      const { part } = store.page;
      const said = network.note || (isPart(network) ? words.part(network.nodes.length, network.size.actors) : "");
      if (!said) show(false);
      else if (!isPart(network)) show(false, said);
      else if (part) show(false, `${said} `, button(words.best_connected, () => store.change({ part: "", actor: "", tie: "", zoom: "" })));
      else show(false, `${said} ${words.other_parts}`);
    },
    ofFault: (message, again) => {
      show(true, `${message} `, button(words.again, again));
      announce(message);
    },
  };
}
