"""The consultation's record: what was offered, wished, exchanged, agreed and remarked about a run, by whom and why."""
