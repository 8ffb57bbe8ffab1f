"""Everything a person can do, from a screen or from a script: the only door for writes."""
