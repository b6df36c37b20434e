"""How fast the desk is, beside what the machine could do at best: `make bench`."""
