"""What the programme asks: pure values declared once, standard library only."""
