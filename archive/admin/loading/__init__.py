"""Stories from files: shown what would become of them, and loaded once that is confirmed."""

from archive.admin.loading.views import LoadingMixin

__all__ = ["LoadingMixin"]
