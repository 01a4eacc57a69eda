"""A workbook per province, with the run's tables as Excel tables. Read ``make.py`` first."""
