"""The pictures beside the map, one module each: `pages(journey, look, beside)` lays one out."""
