"""The bureau's own workbook, filled in place: only the cells meant are changed, all else stays byte for byte.

In the program: survey (what the form looks like), room and singles (where there is place), mapping (what goes
where), proposing and adopting (a new one, a kept one), filling. In the guarded child: look; patch with body, cells,
labels, layout, shifting, stale and parts; checking. Both: references, slots, dates.
"""
