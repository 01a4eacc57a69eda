"""Documents in Dutch, made of a run by templates that a jurist may edit.

Each document has one content model, a frozen dataclass whose fields are the placeholders of its two templates, the Word
one and the HTML one; the fields have Dutch names because those who edit the templates write Dutch. ``write.py`` first.
"""
