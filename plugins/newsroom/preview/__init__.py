"""The preview: builds at each save, shows the site, and reloads the page that is open.

Two processes: one serves and watches for as long as it runs, the other builds and is started anew
whenever code or settings change, so that no fault in them ends the preview. No part of it is in the
site: the script that reloads is put into pages as they are sent. A change of what serves (server.py
and saves.py) counts when the preview is started again.
"""
