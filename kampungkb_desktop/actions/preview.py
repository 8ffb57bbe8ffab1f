"""A finished PDF as pictures and words of its pages, for screen and printer; the window need not know PDF."""

from kampungkb_desktop.report.preview import PageImage, page_count, page_image, page_sizes, page_text

__all__ = ["PageImage", "page_count", "page_image", "page_sizes", "page_text"]
