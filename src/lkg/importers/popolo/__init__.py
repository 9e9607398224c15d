"""Popolo, the format of people in office: persons, organisations, memberships, posts, and the terms they last.

| Popolo | claim |
|---|---|
| membership | person *is a member of* organisation; *leads* or *serves in* where the role says so |
| its `on_behalf_of_id` | person *is a member of* the party; *represents* a state; else *is affiliated with* |
| `parent_id` of an organisation | organisation *is part of* organisation |
| dates | of the membership, else of its term (an event), else the file's own day |

Of persons only the name, the public role and the Wikidata item are taken: no birth dates, addresses or telephones.
"""

from lkg.importers.popolo.reading import read

__all__ = ["read"]
