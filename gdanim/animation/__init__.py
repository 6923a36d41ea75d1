"""Computes the time of everything: the timeline, the frame budget, the clock of each run, and a check for flashes."""
