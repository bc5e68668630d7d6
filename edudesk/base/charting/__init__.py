"""A chart laid out: boxes, lines and words with their places, which papers and kit only have to paint."""
