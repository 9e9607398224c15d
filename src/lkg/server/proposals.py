"""`/api/proposals`, from a text to claims for review; `/api/claims`, from those accepted into the graph's folder."""

from __future__ import annotations

import asyncio
import json
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lkg import evidence, folders
from lkg.claims import Record, writing
from lkg.coding import articles, deciding
from lkg.coding.faults import Known
from lkg.coding.review import COLUMNS, DECISIONS, Row
from lkg.errors import InvalidFile
from lkg.importers import Import
from lkg.server.calls import Call, Reply
from lkg.server.crew import Refused
from lkg.server.service import Service
from lkg.server.sparql import check_token
from lkg.server.writing import folder_of

LARGEST = 500_000
"""bytes of a text that is coded at once"""
ASKED = 2 * LARGEST + 16_384
"""bytes of a request for proposals: JSON may write a letter with two"""
TAKEN = 8 * LARGEST
"""bytes of the rows and their text"""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
BY_HAND = "Download the review file and its text, then run `lkg code accept FILE --into my-graph`"
BUNDLED = f"This is the graph that lkg ships, and nothing is written into it. {BY_HAND}; or serve a folder of your own."
NO_FOLDER = f"Claims are written into a folder of Turtle files, and this graph is none. {BY_HAND}, and import that."


class Proposals:
    """Proposals by POST of JSON; whoever may read may ask, and nothing is kept.

    {"text": "China sanctioned Lithuania.", "title": "On trade", "publisher": "A paper", "published": "2022-04-28"}
    """

    def __init__(self, service: Service) -> None:
        self.service = service

    async def __call__(self, call: Call, reply: Reply) -> None:
        """Give rows as those of a review file, and why they cannot be taken over here, if they cannot."""
        asked = _object(call.body, ("text", *articles.FIELDS), ("text",))
        _check_text(asked["text"])
        _, data = await self.service.analysed("proposals", asked | {"text": asked["text"].removeprefix("\ufeff")})
        await reply.json(json.loads(data) | {"refusal": _refusal(self.service)})


class Claims:
    """Rows that a person decided on, by POST of JSON with their text: those accepted become claims, all or none.

    {"text": "China sanctioned Lithuania.", "rows": [{"decision": "accept", "subject": "china", …}]}
    """

    def __init__(self, service: Service) -> None:
        self.service = service

    async def __call__(self, call: Call, reply: Reply) -> None:
        """Write into the folder, then into what is served; the faults of rows are told together, and then none is."""
        check_token(self.service, call)
        folder = folder_of(self.service)
        if folder is None:
            raise Refused(409, _refusal(self.service))
        asked = _object(call.body, ("text", "rows"), ("text", "rows"))
        _check_text(asked["text"])
        text = asked["text"].removeprefix("\ufeff")
        rows = _rows(asked["rows"], evidence.digest(text))
        try:
            done, update = await asyncio.to_thread(_take, rows, text, folder)
        except InvalidFile as error:
            await reply.json(_faults(error), 400)
            return
        if update:
            request = {"base": None, "default": (), "named": (), "services": ()}
            await self.service.change({"do": "update", "text": update, **request})
        told = {"words": done.words(), "added": done.added, "changed": done.changed}
        await reply.json({**told, "files": [str(file) for file in done.files], "saved": str(folder)}, 201)


def _take(rows: Sequence[Row], text: str, folder: Path) -> tuple[Import, str]:
    """Take over, and say by which update what is served becomes what the folder now holds."""
    before = folders.present(folder)
    with tempfile.TemporaryDirectory(prefix="lkg-text-") as place:
        file = Path(place) / "text.txt"
        file.write_bytes(text.encode())
        done = deciding.take(Path("proposal"), rows, Known.of(before), folder, text=file)
    return done, _update(before, folders.present(folder))


def _update(before: Record, after: Record) -> str:
    old, new = set(writing.write(before)), set(writing.write(after))
    parts = [("DELETE DATA", old - new), ("INSERT DATA", new - old)]
    lines = ((act, "".join(f"{triple} .\n" for triple in triples)) for act, triples in parts if triples)
    return " ;\n".join(f"{act} {{\n{triples}}}" for act, triples in lines)


def _faults(error: InvalidFile) -> dict[str, Any]:
    """The faults in one text, and each with the number of its row."""
    faults = [{"row": each.line or 0, "message": each.message} for each in error.problems]
    lines = [f"Proposal {each['row']}: {each['message']}" if each["row"] else str(each["message"]) for each in faults]
    return {"error": "\n".join(lines), "faults": faults}


def _rows(given: Any, digest: str) -> list[Row]:
    """Rows as a client sends them, each with its number; ids as the server gives them, so that no claim is hidden."""
    if not isinstance(given, list):
        raise Refused(400, "rows is a list of objects, as /api/proposals gives them.")
    found = [_row(each, number) for number, each in enumerate(given, 1)]
    chosen = deciding.accepted(found)
    if not chosen:
        raise Refused(400, "No row is accepted. Decide on the proposals first; nothing enters a graph unreviewed.")
    if any(row.sha256 != digest for row in chosen):
        raise Refused(400, "The text is another one than that which was coded. Let claims be proposed again.")
    return found


def _row(given: Any, number: int) -> Row:
    if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
        raise Refused(400, f"Row {number} is no object of texts.")
    strange = given.keys() - set(COLUMNS)
    if strange:
        raise Refused(400, f"Row {number}: {min(strange)!r} is no column. There are {', '.join(COLUMNS)}.")
    decision = given.get("decision", "").lower()
    if decision not in DECISIONS:
        raise Refused(400, f"Row {number}: decision {decision!r}: write accept, edit or reject, or leave it empty.")
    row = Row(**(given | {"decision": DECISIONS[decision]}), line=number)
    if not _NAME.fullmatch(row.source) or not re.fullmatch(rf"{re.escape(row.source)}-[0-9a-f]{{8}}", row.id):
        raise Refused(400, f"Row {number}: source or id is not as it was proposed. Do not change these columns.")
    return row


def _refusal(service: Service) -> str:
    """Why accepted claims cannot be written here, and what to do instead; empty where they can."""
    if folder_of(service):
        return ""
    return NO_FOLDER if service.settings.place else BUNDLED


def _check_text(text: Any) -> None:
    if not isinstance(text, str):
        raise Refused(400, "text is a text.")
    if len(text.encode()) > LARGEST:
        raise Refused(413, f"The text is longer than {LARGEST:,} bytes. Code it in parts.")


def _object(body: bytes, names: Sequence[str], needed: Sequence[str]) -> dict[str, Any]:
    """The JSON object of a body; raises Refused for another one, and for text that is none."""
    try:
        found = json.loads(body)
        # half of a surrogate pair is no text, and nothing could write it down
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise Refused(400, f"The body is no JSON: {error}.") from None
    if not isinstance(found, dict) or not set(needed) <= found.keys() <= set(names):
        raise Refused(400, f"The body is a JSON object with {' and '.join(needed)}. It may have {', '.join(names)}.")
    wrong = [name for name, value in found.items() if name != "rows" and not isinstance(value, str)]
    if wrong:
        raise Refused(400, f"{wrong[0]} is a text.")
    return found
