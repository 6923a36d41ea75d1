"""From a scene, its runs and a timeline to a laid-out picture and its frames."""
