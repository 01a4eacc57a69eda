"""A GTFS timetable: read, checked at once, and laid out as connections of one day."""
