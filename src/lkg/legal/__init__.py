"""Before print: what each statement of a text or figure rests on, and who denies it."""

from lkg.legal.pages import FORMS, summary, text_of
from lkg.legal.statements import Statement, claims_of, statements

__all__ = ["FORMS", "Statement", "claims_of", "statements", "summary", "text_of"]
