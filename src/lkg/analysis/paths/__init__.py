"""How two actors are linked: the best chains of claims, in time, and what would open one."""
