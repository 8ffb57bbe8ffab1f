"""What the programme computes: pure functions over values. A result carries the reasons that led to it."""
