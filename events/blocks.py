"""The blocks of a page's body: an editor's own words, pictures and files."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

WORDS = ["bold", "italic", "link", "document-link", "ol", "ul"]


class BodyBlock(blocks.StreamBlock):
    """Headings, text, pictures and files. No quotation: only what a person said is set as a voice."""

    heading = blocks.CharBlock(label=_("Heading"), icon="title", max_length=120, template="events/blocks/heading.html")
    text = blocks.RichTextBlock(label=_("Text"), icon="pilcrow", features=WORDS)
    picture = ImageBlock(label=_("Picture"), icon="image", template="events/blocks/picture.html")
    document = DocumentChooserBlock(label=_("File"), icon="doc-full", template="events/blocks/document.html")

    class Meta:
        required = False
