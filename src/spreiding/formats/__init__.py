"""A file in any format -> its lines of text, with all that is wrong with the file as a file."""
