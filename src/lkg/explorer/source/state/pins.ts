// Where actors were pinned, as the address holds it.

import type { Page } from "./page";

export function pinsOf(page: Page): Map<string, { x: number; y: number }> {
  const found = new Map<string, { x: number; y: number }>();
  for (const pin of page.pins) {
    const parts = /^(.+)@(-?[\d.]+),(-?[\d.]+)$/.exec(pin);
    if (parts?.[1]) found.set(parts[1], { x: Number(parts[2]), y: Number(parts[3]) });
  }
  return found;
}
