"""The statements as a table for a spreadsheet, a page or a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape

from lkg.exports import table
from lkg.legal.statements import Denial, Statement

COLUMNS = (
    "claim",
    "statement",
    "when",
    "modality",
    "said by",
    "source",
    "published",
    "link",
    "archived copy",
    "last checked",
    "rating",
    "place",
    "denied by",
    "disputed by",
    "to do",
)
KINDS: Mapping[str, str] = {
    "taken back": "taken back",
    "uncited": "without a source",
    "denied": "denied",
    "an allegation": "alleged",
    "a plan": "planned",
    "credibility": "of doubtful credibility",
    "no link": "without a link",
    "no archived copy": "without an archived copy",
}
"""how a thing to do begins → how it is counted, the gravest first"""
CAUTION = (
    "A rating says how good the source and the report are, by the Admiralty code; it proves nothing. Last checked is "
    "the day on which the page was read for this graph."
)
_STYLE = (
    "body{font:15px/1.45 sans-serif;margin:2rem;max-width:70rem}table{border-collapse:collapse}"
    "th,td{border-top:1px solid #bbb;padding:.4rem .6rem;text-align:left;vertical-align:top}"
    ".todo{color:#9b1c1c}.mute{color:#555}"
)


def csv_text(found: Sequence[Statement], title: str) -> str:
    """One row a statement; the title is left to the file's name."""
    return table(COLUMNS, (_cells(each) for each in found))


def markdown(found: Sequence[Statement], title: str) -> str:
    """A heading, a line of counts, and a table with links."""
    rows = [f"| {' | '.join(map(_md, _marked(each, _md_link)))} |" for each in found]
    head = ["Claim", "Statement", "Source", "Denied by", "To do"]
    lines = [
        f"# {title}",
        "",
        summary(found),
        "",
        f"| {' | '.join(head)} |",
        "|---|---|---|---|---|",
        *rows,
        "",
        CAUTION,
    ]
    return "\n".join(lines) + "\n"


def html_page(found: Sequence[Statement], title: str) -> str:
    """One page without scripts, for reading and for print."""
    head = "".join(f"<th>{name}</th>" for name in ("Claim", "Statement", "Source", "Denied by", "To do"))
    rows = []
    for each in found:
        *cells, to_do = _marked(each, _html_link, escape)
        body = "".join(f"<td>{cell}</td>" for cell in cells)
        rows.append(f'<tr>{body}<td class="todo">{to_do}</td></tr>')
    return (
        f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>\n'
        f"<style>{_STYLE}</style>\n"
        f"<h1>{escape(title)}</h1>\n<p>{escape(summary(found))}</p>\n<table><tr>{head}</tr>\n"
        + "\n".join(rows)
        + f'\n</table>\n<p class="mute">{escape(CAUTION)}</p></html>\n'
    )


FORMS: Mapping[str, Callable[[Sequence[Statement], str], str]] = {
    "csv": csv_text,
    "html": html_page,
    "md": markdown,
}
"""suffix → writer"""


def text_of(found: Sequence[Statement], form: str, title: str = "What these statements rest on") -> str:
    """The statements in one of these forms."""
    return FORMS[form](found, title)


def summary(found: Sequence[Statement]) -> str:
    """What a reader has to know first: for how many statements there is something to do, and what.

    >>> summary([])
    'no statements'
    """
    waiting = [each for each in found if each.to_do]
    if not found:
        return "no statements"
    head = f"{len(found)} statement{'' if len(found) == 1 else 's'}"
    if not waiting:
        return f"{head}: nothing to do before print"
    whom = "" if len(found) == 1 else " for each" if len(waiting) == len(found) else f" for {len(waiting)} of them"
    return f"{head}: something to do before print{whom} ({', '.join(_counted(waiting))})"


def _counted(waiting: Sequence[Statement]) -> Iterator[str]:
    for begins, words in KINDS.items():
        number = sum(any(do.startswith(begins) for do in each.to_do) for each in waiting)
        if number:
            yield f"{number} {words}"


def _cells(each: Statement) -> tuple[str, ...]:
    denied = "; ".join(f"{d.by} ({d.claim}): {d.words} {d.link}".rstrip() for d in each.denied_by)
    return (
        each.claim, each.words, each.when, each.modality, each.said_by, each.source, each.published, each.link,
        each.archived, each.checked, each.rating, each.place, denied, "; ".join(each.disputed_by),
        "; ".join(each.to_do),
    )  # fmt: skip


def _marked(
    each: Statement, link: Callable[[str, str], str], plain: Callable[[str], str] = str
) -> tuple[str, str, str, str, str]:
    """What a page shows of a statement, in five cells."""
    said = f"; says {each.said_by}" if each.said_by else ""
    facts = (
        link(each.link, each.source) if each.link else plain(each.source),
        plain(each.published),
        plain(each.rating),
        plain(each.place),
        link(each.archived, "archived copy") if each.archived else "",
        plain(f"checked {each.checked}") if each.checked else "",
    )
    against = [_denied(denial, link, plain) for denial in each.denied_by]
    against += [plain(f"disputed by {other}") for other in each.disputed_by]
    return (
        plain(each.claim),
        plain(f"{each.words}, {each.when} ({each.modality}{said})"),
        "; ".join(filter(None, facts)),
        "; ".join(against),
        plain("; ".join(each.to_do)),
    )


def _denied(denial: Denial, link: Callable[[str, str], str], plain: Callable[[str], str]) -> str:
    told = f"{denial.by}, {denial.claim}: {denial.words}"
    return link(denial.link, told) if denial.link else plain(told)


def _html_link(address: str, words: str) -> str:
    if not address.startswith(("http://", "https://")):
        return escape(words)
    return f'<a href="{escape(address)}">{escape(words)}</a>'


def _md_link(address: str, words: str) -> str:
    plain = words.replace("[", "(").replace("]", ")")
    if not address.startswith(("http://", "https://")):
        return plain
    return f"[{plain}](<{address.replace('>', '%3E')}>)"


def _md(cell: str) -> str:
    return cell.replace("|", "\\|").replace("\n", " ")
