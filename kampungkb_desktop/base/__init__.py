"""What knows nothing of the programme: errors, progress, paths, clock, ids, text and log."""
