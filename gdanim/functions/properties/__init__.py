"""Properties of a function that hold on whole intervals: bounds of its derivatives, convexity, jumps and pieces."""
