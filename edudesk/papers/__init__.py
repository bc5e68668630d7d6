"""Paper: reports as PDF, the fonts and line breaking behind them. Knows no school."""
