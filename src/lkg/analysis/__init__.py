"""What can be found out from ties: paths, ranks, and what follows from them."""
