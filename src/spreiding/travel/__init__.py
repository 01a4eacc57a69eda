"""Travel times by public transport from reception sites."""
