"""Pure calculation of indicators: what is counted, what it comes to, how schools differ."""
