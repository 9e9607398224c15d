// From a text: claims that it seems to make, each decided on by a person before it enters the graph.

import { writing, type RefusedRequest } from "../api/writing";
import type { Coding } from "../api/types";
import type { Context } from "../context";
import { h, replace } from "../dom/element";
import { announce } from "../dom/live";
import type { Part } from "../frame/frame";
import { words } from "../words";
import { access } from "./access";
import { reviewing, type Reviewing } from "./reviewing";
import { textForm } from "./text_form";

export function textPage(context: Context): Part {
  const place = h("div.coding");
  let current: Reviewing | null = null;

  const propose = async (asked: Record<string, string>) => {
    if (current?.hasUnsaved() && !confirm(words.replaces)) return;
    replace(place, h("p.waiting", null, words.proposing));
    announce(words.proposing);
    try {
      const coding = await writing.propose(asked);
      show(asked.text ?? "", coding);
    } catch (error) {
      current = null;
      replace(place);
      form.fail((error as RefusedRequest).message);
    }
  };
  const show = (text: string, coding: Coding) => {
    current = reviewing(context, text, coding);
    replace(place, current.element);
    announce(coding.rows.length ? words.proposed(coding.rows.length) : words.none_proposed);
    current.heading.focus();
  };
  const form = textForm((asked) => void propose(asked));
  addEventListener("beforeunload", (event) => {
    if (current?.hasUnsaved()) event.preventDefault();
  });
  const element = h("div.page.from-text", null, h("h1", null, words.views.text), h("p.subhead", null, words.text_about), access(context, "text", false), form.element, place);
  return { element };
}
