"""A file in any format -> its lines of text, with all that is wrong with the file as a file."""

import os

# Where lxml is installed openpyxl would read with it, which takes in what defusedxml refuses (``excel.py``). It must be
# said before openpyxl is imported anywhere, and nothing imports it before this room.
os.environ["OPENPYXL_LXML"] = "False"
