"""The databases that runs are loaded into: one definition of the tables, a writer for each engine."""
