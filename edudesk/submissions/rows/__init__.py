"""What is handed in, as frozen rows: packs, what was sent, forms the bureau asked for, texts, findings."""
