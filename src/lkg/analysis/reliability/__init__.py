"""Whether two who code the same text write down the same claims."""
