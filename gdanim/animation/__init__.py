"""When, not where: the film's timeline, its frame budget, the clock of each run, and a check for flashes."""
