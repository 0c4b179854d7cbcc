"""The pictures beside the map, one module each: `pages(journey, look, beside)` lays one out.

They share a small kit: `sheet` (the page and its heading), `axes` (scales, ticks, grid), `badges` (numbers that never
lie over each other), `listing` (what the numbers stand for), `keys` (a legend), `matrix` (five by five).
To add one: its words in `drawing/told`, its module here, an entry in `pictures.PICTURES` and one in `told.CHARTS`.
"""
