from django.db import connection

# What only a database with several writers can show.
collect_ignore = [] if connection.vendor == "postgresql" else ["test_races.py"]
