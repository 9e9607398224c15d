// A panel that asks the server for what it shows, and shows the latest answer only.

import { aborted } from "../api/client";
import { button, h, replace } from "../dom/element";
import { announce } from "../dom/live";
import { words } from "../words";

export class Asker {
  private controller: AbortController | null = null;
  private asked = "";

  constructor(private readonly element: HTMLElement) {}

  /** Asks unless the same was asked last; `key` says what is asked. */
  async ask<T>(key: string, get: (signal: AbortSignal) => Promise<T>, show: (answer: T) => Node[], waiting = words.loading): Promise<void> {
    if (key === this.asked) return;
    this.asked = key;
    this.controller?.abort();
    const controller = new AbortController();
    this.controller = controller;
    const patience = setTimeout(() => replace(this.element, h("p.waiting", null, waiting)), 120);
    try {
      const answer = await get(controller.signal);
      if (!controller.signal.aborted) replace(this.element, show(answer));
    } catch (error) {
      if (!aborted(error) && !controller.signal.aborted) this.fail(error as Error, () => this.ask(key, get, show, waiting));
    } finally {
      clearTimeout(patience);
    }
  }

  private fail(error: Error, again: () => Promise<void>): void {
    this.asked = "";
    announce(error.message);
    replace(this.element, h("div.fault", { role: "alert" }, h("p", null, error.message), button(words.again, () => void again())));
  }

  forget(): void {
    this.asked = "";
    this.controller?.abort();
  }
}

export function head(kicker: Node | string, title: string, close: () => void): HTMLElement {
  return h("header.panel-head", null,
    h("p.kicker", null, kicker), h("h2", null, title),
    button("×", close, { class: "close", "aria-label": words.close, title: words.close }));
}

export function section(title: string, ...children: (Node | null | false)[]): HTMLElement {
  return h("section", null, h("h3", null, title), children);
}
