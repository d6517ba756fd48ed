"""Speed as ratios measured in one run; by hand or with `make bench`, never as a test."""
