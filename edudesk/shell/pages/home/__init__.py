"""工作台: what waits first, then the school at a glance; each line leads to what is behind it."""
