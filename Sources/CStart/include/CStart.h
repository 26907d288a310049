// Nothing to call: see Start.c.
