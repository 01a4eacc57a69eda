"""Names of the files of a consultation's record in the folder of a run; imports nothing, so that anybody may ask."""

RECORD = "consultation.jsonl"  # one entry a line, in the order in which they were written
HEAD = "consultation.head.json"  # how many entries there are, and the sha256 of the last
LOCK = ".consultation.lock"  # held while one is written; holds nothing
