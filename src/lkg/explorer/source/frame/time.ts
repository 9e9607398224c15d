// The strip of time: when ties began, a slider for the day, and a button that plays.

import type { NetworkTie } from "../api/types";
import type { Context } from "../context";
import { button, h, replace, svg } from "../dom/element";
import { changed } from "../state/lens";
import type { Page } from "../state/page";
import { words } from "../words";

export interface Strip {
  element: HTMLElement;
  show: (ties: NetworkTie[]) => void;
  follow: (page: Page) => void;
  toggle: () => void;
}

const TICK = 140;

export function timeStrip(context: Context, widen: () => Promise<void>): Strip {
  const { about, store } = context;
  let last = monthOf(about.span.last);
  let first = monthOf(about.span.first);
  const slider = h("input", { type: "range", min: first, max: last, step: 1, "aria-label": words.time, title: words.time_note, value: last });
  const day = h("input", { type: "date", "aria-label": words.day, min: about.span.first, max: about.span.last });
  const play = button(words.play, () => toggle(), { class: "play" });
  const all = button(words.all_dates, () => choose(""), { class: "quiet" });
  const bars = h("div.bars", { "aria-hidden": "true" });
  let timer = 0;
  let shown = "";
  let isScaled = false;
  let barred = 0;

  const setDay = (value: string, small: boolean) => {
    const lens = changed(store.page.lens, "at", value ? [value] : []);
    if (small) store.adjust({ lens });
    else store.change({ lens });
  };
  const choose = (value: string) => {
    halt();
    setDay(value, false);
  };
  const halt = () => {
    clearInterval(timer);
    timer = 0;
    play.textContent = words.play;
  };
  const step = () => {
    const month = Math.min(Number(slider.value) + 1, last);
    if (month >= last) halt();
    setDay(dayOf(month, about.span), true);
  };
  const toggle = () => {
    if (timer) return halt();
    void widen().then(() => {
      // from the end, or from "all dates", playing begins at the start of what is dense
      if (!store.page.lens.fields.at || Number(slider.value) >= last) setDay(dayOf(first, about.span), false);
      play.textContent = words.pause;
      timer = window.setInterval(step, TICK);
    });
    return undefined;
  };
  slider.addEventListener("input", () => {
    if (timer) halt();
    void widen();
    setDay(dayOf(Number(slider.value), about.span), true);
  });
  day.addEventListener("change", () => choose(day.value));

  const follow = (page: Page) => {
    const at = page.lens.fields.at?.[0] ?? String(context.seen?.network.lens["at"] ?? "");
    const text = at && at !== "null" ? at : "";
    if (text === shown && slider.getAttribute("aria-valuetext")) return;
    shown = text;
    slider.value = String(text ? monthOf(text) : last);
    slider.setAttribute("aria-valuetext", text ? words.on_day(text) : words.all_dates);
    if (day.value !== text) day.value = text;
    all.setAttribute("aria-pressed", String(!text));
    element.classList.toggle("dated", Boolean(text));
  };
  const element = h("div.time", null, play, h("div.track", null, bars, slider), day, all);
  return {
    element, follow, toggle,
    show: (ties) => {
      if (!isScaled && ties.length) {
        isScaled = true;
        [first, last] = dense(ties, first, last);
        [slider.min, slider.max] = [String(first), String(last)];
      }
      if (ties.length && ties.length !== barred) replace(bars, histogram(ties, first, last));
      barred = ties.length || barred;
      follow(store.page);
    },
  };
}

function monthOf(day: string): number {
  const [year = 2000, month = 1] = day.split("-").map(Number);
  return year * 12 + month - 1;
}

/** From the January after which all but a tenth of the ties began, since old treaties would take most of the slider,
 * to the year's end after the last began, since plans reach far ahead. */
function dense(ties: NetworkTie[], first: number, last: number): [number, number] {
  const starts = ties.filter((tie) => tie.first).map((tie) => monthOf(tie.first)).sort((one, other) => one - other);
  const early = starts[Math.floor(starts.length / 10)] ?? first;
  const latest = starts.at(-1) ?? last;
  return [Math.max(first, early - (early % 12) - 12), Math.min(last, latest - (latest % 12) + 11)];
}

/** The last day of a month, within the span. */
function dayOf(month: number, span: { first: string; last: string }): string {
  const found = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).toISOString().slice(0, 10);
  return found < span.first ? span.first : found > span.last ? span.last : found;
}

const HEIGHT = 30;

/** How many ties began in each quarter, cooperation above the line and conflict below. */
function histogram(ties: NetworkTie[], first: number, last: number): SVGElement {
  const bins = Math.max(1, Math.ceil((last - first + 1) / 3));
  const up = new Array<number>(bins).fill(0);
  const down = new Array<number>(bins).fill(0);
  for (const tie of ties) {
    if (!tie.first) continue;
    const at = Math.min(bins - 1, Math.floor((monthOf(tie.first) - first) / 3));
    if (at < 0) continue;
    const side = tie.sign < 0 ? down : up;
    side[at] = (side[at] ?? 0) + 1;
  }
  const most = Math.max(1, ...up, ...down);
  const scale = (number: number) => (number ? Math.max(1, Math.sqrt(number / most) * (HEIGHT / 2 - 1)) : 0);
  const made = svg("svg", { viewBox: `0 0 ${bins} ${HEIGHT}`, preserveAspectRatio: "none" });
  for (let at = 0; at < bins; at += 1) {
    const above = scale(up[at] ?? 0);
    const below = scale(down[at] ?? 0);
    if (above) made.append(svg("rect", { class: "cooperation", x: at + 0.1, width: 0.8, y: HEIGHT / 2 - above, height: above }));
    if (below) made.append(svg("rect", { class: "conflict", x: at + 0.1, width: 0.8, y: HEIGHT / 2, height: below }));
  }
  return made;
}
