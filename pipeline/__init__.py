"""svodka: exact, sourced, structured facts from archived press releases of the Moscow city government."""
