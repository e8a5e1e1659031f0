"""What the service must reach, measured as counts and ratios on invented cities; one JSON object a line."""
