"""Static files of production: hashed names, also inside the imports of scripts, so that all may be kept for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Modules import one another by hashed names too."""

    support_js_module_import_aggregation = True
