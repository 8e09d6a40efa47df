"""Finds the scripts and pictures in the folders of formats: `<format>/static/<slug>/…`, so no setting is edited."""

from typing import Any

from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage

from plugins import registry


class Corner(FileSystemStorage):
    """The files of one format, found below its slug."""

    def __init__(self, slug: str, root: str):
        super().__init__(location=root)
        self.prefix = slug  # what the stock finder and collectstatic ask for


class FormatFolders(FileSystemFinder):
    """Static files of the installed formats. Each has the corner of its slug, and can stand before nobody else's."""

    def __init__(self, app_names: Any = None, *args: Any, **kwargs: Any):
        corners = [(slug, registry.folder(kind) / "static" / slug) for slug, kind in registry.formats().items()]
        self.locations = [(slug, str(root)) for slug, root in corners if root.is_dir()]
        self.storages = {root: Corner(slug, root) for slug, root in self.locations}

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing of ours stands in STATICFILES_DIRS, which the stock finder checks."""
        return []
