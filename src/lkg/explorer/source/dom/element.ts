// Makes elements; text is always text, never markup, so that no label can inject anything.

type Child = Node | string | number | null | undefined | false;
type Value = string | number | boolean | null | undefined | ((event: never) => void);

/** An element by "tag.class.class", attributes (functions become listeners: onclick …) and children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K | `${K}.${string}`,
  given: Record<string, Value> | null = null,
  ...children: (Child | Child[])[]
): HTMLElementTagNameMap[K] {
  const [name, ...classes] = tag.split(".");
  const made = document.createElement(name as K);
  if (classes.length) made.className = classes.join(" ");
  assign(made, given ?? {});
  append(made, children.flat());
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(tag: string, given: Record<string, string | number> = {}, ...children: (Node | string)[]): SVGElement {
  const made = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(given)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

function assign(made: HTMLElement, given: Record<string, Value>): void {
  for (const [key, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") made.addEventListener(key.slice(2), value as EventListener);
    else if (key === "value" && "value" in made) made.value = String(value);
    else made.setAttribute(key, value === true ? "" : String(value));
  }
}

function append(made: HTMLElement, children: Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    made.append(child instanceof Node ? child : String(child));
  }
}

export function replace(parent: Element, ...children: (Child | Child[])[]): void {
  parent.replaceChildren();
  append(parent as HTMLElement, children.flat());
}

export function button(label: string, act: () => void, more: Record<string, Value> = {}): HTMLButtonElement {
  return h("button", { type: "button", onclick: act, ...more }, label);
}

/** A link away from the page; addresses other than http(s) are not linked. */
export function outward(address: string, label: string): Node {
  if (!/^https?:\/\//.test(address)) return document.createTextNode(label);
  return h("a", { href: address, rel: "noreferrer noopener", target: "_blank" }, label);
}

export function debounce(wait: number, act: () => void): () => void {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(act, wait);
  };
}
