"""Carrying sealed files to a place others reach too, and back: a folder, or a WebDAV storage such as Nextcloud.

The only layer that may speak to a network (decision 0013). It moves bytes and looks into none of them; what a file
means, where it belongs and whether anybody asked for it is for ``actions`` to know.
"""
