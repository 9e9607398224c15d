// The text and what its source is; lines at its head such as "Title: …" fill the fields.

import { h } from "../dom/element";
import { announce } from "../dom/live";
import { words } from "../words";

const LARGEST = 500_000;
const HEAD = /^(title|publisher|published|date|url|reliability):[ \t]*(.*)$/i;
const GRADES = ["A", "B", "C", "D", "E", "F"];

export interface TextForm {
  element: HTMLFormElement;
  fail: (message: string) => void;
}

export function textForm(propose: (asked: Record<string, string>) => void): TextForm {
  const text = h("textarea", { id: "code-text", rows: 10, required: true, "aria-describedby": "code-text-help" });
  const file = h("input", { id: "code-file", type: "file", accept: ".txt,.md,text/plain" });
  const fault = h("p.fault", { role: "alert", hidden: true });
  const fields: Record<string, HTMLInputElement | HTMLSelectElement> = {
    title: h("input", { id: "code-title", required: true }),
    publisher: h("input", { id: "code-publisher", required: true }),
    published: h("input", { id: "code-published", required: true, placeholder: "2022-04-28", "aria-describedby": "code-published-help" }),
    url: h("input", { id: "code-url", type: "url" }),
    reliability: h("select", { id: "code-reliability" }, h("option", { value: "" }, words.not_rated), GRADES.map((grade, at) => h("option", { value: grade }, words.reliabilities[at]))),
  };
  const fail = (message: string) => {
    fault.hidden = !message;
    fault.textContent = message;
  };
  const fill = () => {
    for (const [name, value] of header(text.value)) {
      const field = fields[name];
      if (field && !field.value) field.value = value;
    }
  };
  const read = async () => {
    const chosen = file.files?.[0];
    if (!chosen) return;
    if (chosen.size > LARGEST) return fail(words.text_large);
    try {
      text.value = new TextDecoder("utf-8", { fatal: true }).decode(await chosen.arrayBuffer());
    } catch {
      return fail(words.text_unread(chosen.name));
    }
    fail("");
    fill();
    announce(words.text_read(chosen.name));
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (new TextEncoder().encode(text.value).length > LARGEST) return fail(words.text_large);
    fail("");
    const given = Object.entries(fields).map(([name, field]) => [name, field.value.trim()]);
    return propose({ text: text.value, ...(Object.fromEntries(given) as Record<string, string>) });
  };
  text.addEventListener("input", fill);
  file.addEventListener("change", () => void read());
  const field = (name: string, label: string, help = "") => h("div.field", null, h("label", { for: `code-${name}` }, label), fields[name], help && h("small", { id: `code-${name}-help` }, help));
  const element = h("form.text-form", { onsubmit: submit },
    h("div", null, h("div.field", null, h("label", { for: text.id }, words.text), text, h("small", { id: "code-text-help" }, words.text_help)),
      h("div.field", null, h("label", { for: file.id }, words.text_file), file)),
    h("div", null, field("title", words.title), field("publisher", words.publisher), field("published", words.published, words.published_help),
      field("url", words.url), field("reliability", words.reliability)),
    h("div.acts", null, h("button.strong", { type: "submit" }, words.propose)), fault);
  return { element, fail };
}

function header(text: string): [string, string][] {
  const found: [string, string][] = [];
  for (const line of text.split("\n")) {
    const [, name = "", value = ""] = HEAD.exec(line.trim()) ?? [];
    if (!name) break;
    found.push([name.toLowerCase() === "date" ? "published" : name.toLowerCase(), value.trim()]);
  }
  return found;
}
