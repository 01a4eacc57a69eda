"""When it can't be done: which wishes and norms clash, and by how much one of them must give way. See find.py."""
