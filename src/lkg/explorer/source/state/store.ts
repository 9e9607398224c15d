// Holds the page, tells who listens, and keeps the browser's history in step: "back" and undo are one thing.

import { read, write } from "./address";
import type { Page } from "./page";

/** milliseconds after which a small change is a step again, and between two changes of the address */
const APART = 1500;
const PAUSE = 250;

type Listener = (page: Page, before: Page) => void;

export class Store {
  page: Page;
  private readonly listeners = new Set<Listener>();
  private depth = 0;
  private timer = 0;
  private adjusted = -Infinity;

  constructor() {
    this.page = read(location.hash);
    this.depth = Number((history.state as { depth?: number } | null)?.depth ?? 0);
    addEventListener("popstate", (event) => {
      clearTimeout(this.timer);
      this.timer = 0;
      this.depth = Number((event.state as { depth?: number } | null)?.depth ?? 0);
      this.set(read(location.hash));
    });
  }

  listen(listener: Listener): void {
    this.listeners.add(listener);
  }

  /** A step that "back" and undo return from. */
  change(changes: Partial<Page>): void {
    const next = { ...this.page, ...changes };
    if (write(next) === write(this.page)) return;
    this.writeAddress();
    this.depth += 1;
    history.pushState({ depth: this.depth }, "", `#${write(next)}`);
    this.set(next);
  }

  /** A change too small for a step of its own, as each move of a slider; the first after a while is one. */
  adjust(changes: Partial<Page>): void {
    const now = performance.now();
    const isFirst = now - this.adjusted > APART;
    this.adjusted = now;
    if (isFirst) return this.change(changes);
    this.set({ ...this.page, ...changes });
    // browsers refuse to change the address more than some times a second
    this.timer ||= window.setTimeout(() => this.writeAddress(), PAUSE);
    return undefined;
  }

  /** A change that belongs to the last step: "back" does not stop at it. */
  amend(changes: Partial<Page>): void {
    this.set({ ...this.page, ...changes });
    this.writeAddress();
  }

  /** A change that is seen already, as where the reader looks: nobody is told, and the address follows at rest. */
  note(changes: Partial<Page>): void {
    this.page = { ...this.page, ...changes };
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.writeAddress(), PAUSE);
  }

  private writeAddress(): void {
    clearTimeout(this.timer);
    this.timer = 0;
    history.replaceState({ depth: this.depth }, "", `#${write(this.page)}`);
  }

  get canUndo(): boolean {
    return this.depth > 0;
  }

  undo(): void {
    if (this.canUndo) history.back();
  }

  private set(next: Page): void {
    const before = this.page;
    this.page = next;
    for (const listener of this.listeners) listener(next, before);
  }
}
