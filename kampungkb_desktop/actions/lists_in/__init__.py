"""Lists of families and members from other programs: read, matched column by column, looked through, taken in at once.
What is read here is never trusted and never written before somebody has accepted it."""
