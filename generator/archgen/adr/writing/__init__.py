"""A record as text: two formats, the image of a neighbour, and edits in place."""
