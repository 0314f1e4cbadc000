"""How workbooks are written: report, questionnaire and tables to take away."""
