"""STIX 2.1 bundles of threat intelligence: who is said to be behind what, whom it hit, and where it sits.

| STIX | claim |
|---|---|
| campaign `attributed-to` threat actor or intrusion set | that actor *organises* the campaign, alleged |
| intrusion set, threat actor `attributed-to` another | *is part of*, alleged; a person *is affiliated with* |
| actor `targets` identity or country | *attacks in cyberspace*; of a campaign: *targets* |
| `located-at`, `originates-from` | *is located in*; where it originates is alleged |
| sighting of a campaign at a location | the campaign *is located in* the country where it was seen |

Who created an object is its claimant, its external references are its sources, its confidence is a credibility by
the Admiralty scale of STIX 2.1 (appendix A), and what was revoked is withdrawn. All else is counted, not taken.
"""

from lkg.importers.stix.reading import read

__all__ = ["read"]
