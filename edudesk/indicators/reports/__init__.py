"""Sheets of the indicators: to be handed in, of now or of a snapshot, each with how its figures are counted."""
