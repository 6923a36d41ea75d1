"""Line charts of a number against the step: the chart, its heading, its lines and their labels."""
