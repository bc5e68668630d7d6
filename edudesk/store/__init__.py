"""The one place that opens a database: engine, journal, migrations, backup. Knows no school."""
