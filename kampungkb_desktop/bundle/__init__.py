"""The file an officer carries, and the one pure merge. Knows no database."""
