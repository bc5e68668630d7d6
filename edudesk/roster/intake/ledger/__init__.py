"""Import of dated facts (年度考核, 培训学分, 称号 …) from their own sheets.

words.py: what is known of each kind's sheets; heads.py: headers, also a column for each year; reading.py: cells;
preview.py: what importing would do; values.py: the preview. Rows of people in a roster: the modules beside.
"""
