"""Tables to take away: rows of plain values turned into CSV and Excel files. pandas lives here."""
