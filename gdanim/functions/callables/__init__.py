"""Functions that are Python callables: what they take and return, called at one point or at many."""
