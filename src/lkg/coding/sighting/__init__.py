"""Where a wording of a relation stands in a sentence, and who fills its places."""
