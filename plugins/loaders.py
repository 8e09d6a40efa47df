"""Finds the templates in the folders of formats, so that adding a format edits no setting."""

from django.template.loaders.filesystem import Loader

from plugins import registry


class FormatFolders(Loader):
    """Templates of the installed formats: `<format>/templates/<slug>/…`."""

    def get_dirs(self):
        return [registry.folder(kind) / "templates" for kind in registry.formats().values()]
