"""The self-check page and its HTTP interface: on this computer only, nothing stored, nothing sent.

Needs the extra `serve`. `app.application` makes the ASGI app, `server.run` serves it on 127.0.0.1.
"""
