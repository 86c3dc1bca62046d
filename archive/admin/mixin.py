"""What the mixins of the admin stand on: for the type checker an admin, at run time nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin
    from django.contrib.admin.options import BaseModelAdmin

    AdminMixin = ModelAdmin[Any]
    FieldsMixin = BaseModelAdmin[Any]  # of inlines too
else:
    AdminMixin = FieldsMixin = object
