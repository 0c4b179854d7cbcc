"""A web page that looks and works like a Slack channel, served by the stand-in.

`Page(world, doing, progress).routes()` are its addresses. `render` and `templates/` make the HTML (a template per
block and per element), `live` tells open pages what happens, `doing` carries out what people do.
"""
