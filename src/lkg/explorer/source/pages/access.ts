// Who may write: asks for the token of the server once, or says how to start a server that has one.

import { isToken } from "../api/writing";
import type { Context } from "../context";
import { button, h, replace } from "../dom/element";
import { announce, tell } from "../dom/live";
import { held, holdAuthor, holdToken, listenForToken } from "../state/token";
import { words } from "../words";

/** A strip above a page that writes; `name` keeps the fields of two pages apart, `signs` asks for a name, too. */
export function access({ about }: Context, name: string, signs: boolean): HTMLElement {
  const strip = h("section.access", { "aria-label": words.token, tabindex: -1 });
  const show = () => {
    const hadFocus = strip.contains(document.activeElement);
    replace(strip, !about.writes ? readOnly() : held.token ? holder(name, signs) : asker(name));
    // not a button: a second Enter would forget the token that the first one gave
    if (hadFocus) (strip.querySelector("input") ?? strip).focus();
  };
  listenForToken(show);
  show();
  return strip;
}

/** Whether what writes is shown at all. */
export function mayWrite({ about }: Context): boolean {
  return about.writes && held.token !== "";
}

function readOnly(): HTMLElement {
  return h("p.note", null, words.read_only, " ", h("code", null, words.read_only_command));
}

function asker(name: string): HTMLElement {
  const field = h("input", { id: `${name}-token`, type: "password", autocomplete: "off", required: true, "aria-describedby": `${name}-token-about` });
  const fault = h("p.fault", { role: "alert", hidden: true });
  const use = async (event: Event) => {
    event.preventDefault();
    try {
      if (await isToken(field.value.trim())) {
        holdToken(field.value.trim());
        return announce(words.token_held);
      }
      fail(words.token_wrong);
    } catch (error) {
      fail((error as Error).message);
    }
  };
  const fail = (message: string) => {
    fault.hidden = false;
    fault.textContent = message;
    field.focus();
  };
  return h("form.token", { onsubmit: (event: Event) => void use(event) },
    h("label", { for: field.id }, words.token), h("span.row", null, field, h("button", { type: "submit" }, words.token_use)),
    h("p.fine", { id: `${name}-token-about` }, words.token_needed, " ", words.token_about), fault);
}

function holder(name: string, signs: boolean): HTMLElement {
  const author = h("input", { id: `${name}-author`, value: held.author, autocomplete: "name", "aria-describedby": `${name}-author-about` });
  author.addEventListener("input", () => holdAuthor(author.value.trim()));
  const forget = () => {
    holdToken("");
    tell(words.token_needed);
  };
  return h("div.token", null,
    h("p.fine", null, words.token_held, " ", button(words.token_forget, forget, { class: "link" })),
    signs && h("label", { for: author.id }, words.author), signs && h("span.row", null, author),
    signs && h("p.fine", { id: `${name}-author-about` }, words.author_about));
}
