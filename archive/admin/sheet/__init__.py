"""A page of records as a file to correct in a spreadsheet, and back after a look at it."""

from archive.admin.sheet.views import SheetMixin

__all__ = ["SheetMixin"]
