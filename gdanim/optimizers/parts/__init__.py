"""Parts of several rules: vectors of floats, running means of gradients, line searches and proximal steps."""
