"""Whether a graph keeps the rules: references that exist, terms that the ontology knows, and the SHACL shapes."""

from lkg.validate.checking import Places, Report, check, placed

__all__ = ["Places", "Report", "check", "placed"]
