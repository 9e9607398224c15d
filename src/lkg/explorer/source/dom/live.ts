// Says what changed to those who do not see it, and what was done to everybody.

import { h } from "./element";

const region = h("div.unseen", { role: "status", "aria-live": "polite", id: "live" });
const slip = h("div.slip", { "aria-hidden": "true", hidden: true });
const SHOWN = 4500;
let timer = 0;

/** Puts the region on the page, where it must be before anything is said. */
export function listenLive(): void {
  document.body.append(region, slip);
}

export function announce(text: string): void {
  region.textContent = text;
}

/** Says it, and shows it for a while. */
export function tell(text: string): void {
  announce(text);
  slip.textContent = text;
  slip.hidden = false;
  clearTimeout(timer);
  timer = window.setTimeout(() => { slip.hidden = true; }, SHOWN);
}
