"""What every room stands on: errors, jobs, columns, reports, dates, files. Knows no school, SQL or Qt."""
