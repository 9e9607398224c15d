"""What would change if claims were added or ended: assumptions as data, two networks held together."""
