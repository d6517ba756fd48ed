"""What was read compared with what is read now: fixtures with golden files, and two runs of one archive."""
