"""The blocks of a page's body: an editor's own words, pictures and files."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

WORDS = ["bold", "italic", "link", "document-link", "ol", "ul"]


class BodyBlock(blocks.StreamBlock):
    """Headings, text, pictures and files. No quotation: only what a person said is set as a voice."""

    heading = blocks.CharBlock(
        label=_("Heading"),
        icon="title",
        max_length=120,
        template="events/blocks/heading.html",
        help_text=_("What the next part is about, in a few words."),
    )
    text = blocks.RichTextBlock(
        label=_("Text"), icon="pilcrow", features=WORDS, help_text=_("Short paragraphs are read to the end.")
    )
    picture = ImageBlock(
        label=_("Picture"),
        icon="image",
        template="events/blocks/picture.html",
        help_text=_("Say what it shows, for those who cannot see it."),
    )
    document = DocumentChooserBlock(
        label=_("File"),
        icon="doc-full",
        template="events/blocks/document.html",
        help_text=_("Something to take along; its title is what people read."),
    )

    class Meta:
        required = False
