"""Pictures: typed values in, SVG text out. One file a picture, over one small kit (``svg``, ``words``, ``scales``)."""
