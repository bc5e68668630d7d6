"""A 台账 that was there before: read, compared and told before anything is written."""
