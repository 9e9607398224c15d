// A field that finds actors by any of their names: the search box, and wherever an actor is asked for.

import { aborted, api } from "../api/client";
import type { Found } from "../api/types";
import { words } from "../words";
import { debounce, h, replace } from "./element";
import { announce } from "./live";
import { glyph } from "./glyph";

export interface PickerOptions {
  id: string;
  label: string;
  placeholder?: string;
  value?: string;
  chosen: (actor: Found) => void;
  cleared?: () => void;
  /** the search box is emptied once it has found */
  empties?: boolean;
}

export function picker(options: PickerOptions): { box: HTMLElement; field: HTMLInputElement } {
  const list = h("ul.matches", { role: "listbox", id: `${options.id}-matches`, "aria-label": options.label, hidden: true });
  const field = h("input", {
    id: options.id, type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-expanded": "false",
    "aria-autocomplete": "list", "aria-controls": list.id, "aria-label": options.label,
    placeholder: options.placeholder ?? "", value: options.value ?? "",
  });
  const box = h("div.picker", null, field, list);
  let matches: Found[] = [];
  let at = -1;
  let controller: AbortController | null = null;

  const close = () => {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    at = -1;
  };
  const choose = (found: Found) => {
    field.value = options.empties ? "" : found.label;
    close();
    options.chosen(found);
  };
  const mark = (next: number) => {
    at = (next + matches.length) % matches.length;
    list.querySelectorAll("[role=option]").forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === at));
      if (index !== at) return;
      field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    });
  };
  const show = (text: string) => {
    // by kind, in the order in which the best match of each kind came
    const groups = [...new Set(matches.map((found) => found.group))];
    matches = groups.flatMap((group) => matches.filter((found) => found.group === group));
    let last = "";
    const rows = matches.flatMap((found, index) => {
      const head = found.group === last ? null : h("li.group", { role: "presentation" }, words.groups[found.group] ?? found.group);
      last = found.group;
      const option = h(
        "li.match", { role: "option", id: `${options.id}-${index}`, "aria-selected": "false", onmousedown: (event: Event) => { event.preventDefault(); choose(found); } },
        glyph(found.group), h("span", null, found.label), found.name !== found.label && h("small", null, words.also(found.name)),
      );
      return head ? [head, option] : [option];
    });
    replace(list, rows.length ? rows : h("li.nothing", { role: "presentation" }, words.nobody(text)));
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    announce(matches.length ? words.found(matches.length) : words.nobody(text));
    if (matches.length) mark(0);
  };
  const search = debounce(90, async () => {
    const text = field.value.trim();
    if (!text) return close();
    controller?.abort();
    controller = new AbortController();
    try {
      matches = (await api.find(text, controller.signal)).actors;
      if (document.activeElement === field) show(text);
    } catch (error) {
      if (!aborted(error)) announce((error as Error).message);
    }
  });
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      if (list.hidden) field.blur();
      close();
      event.stopPropagation();
    } else if (!list.hidden && matches.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      mark(at + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      const found = matches[at];
      if (found) choose(found);
    }
  };
  field.addEventListener("input", () => {
    if (!field.value) options.cleared?.();
    search();
  });
  field.addEventListener("keydown", onKey);
  field.addEventListener("blur", () => setTimeout(close, 80));
  return { box, field };
}
