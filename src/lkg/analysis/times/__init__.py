"""How ranks go over time, and what is otherwise on a later day."""
