"""检查汇总: what a term of checks comes to, down to each sheet, and the result of the term."""
