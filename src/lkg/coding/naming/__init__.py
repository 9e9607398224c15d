"""Whom a text means where it does not name them: a capital, a leader's government, "the country", "they"."""
