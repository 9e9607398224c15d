"""Groups of actors: blocs and kinds, who brokers between them, communities, shared memberships."""
