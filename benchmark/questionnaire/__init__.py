"""An assessment outside the database: as JSON and as a workbook, written and read."""
