"""A graph told to a reader: pictures of its networks and paths, and one page with everything."""
