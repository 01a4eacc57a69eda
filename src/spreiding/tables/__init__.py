"""What is there: one declared table per file, read and checked whole at the door."""
