"""The card of a page: its poster in 1200 × 630, drawn as the page draws it. Pure: values in, PNG out."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO

from font_source_sans_pro import SourceSansPro, SourceSansProBold
from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630  # what networks ask for
EDGE = 72
FIELDS = {  # field and letters of the eight lines, as in tokens.css; 0 is ink on paper turned round
    0: ("#191b19", "#fbfaf6"),
    1: ("#153197", "#fbfaf6"),
    2: ("#9d300f", "#fbfaf6"),
    3: ("#025332", "#fbfaf6"),
    4: ("#fdc025", "#191b19"),
    5: ("#f993ba", "#191b19"),
    6: ("#005965", "#fbfaf6"),
    7: ("#582b89", "#fbfaf6"),
    8: ("#543521", "#fbfaf6"),
}
SEATS = [(0, -10), (9, 5), (0, 10), (-9, -5), (-9, 5), (-9, 15), (9, -5), (-9, 25)]  # the mark, as in mark.svg
SIZES = (76, 60, 48, 38)  # of a title, the largest that fits
FACES = {"regular": SourceSansPro, "bold": SourceSansProBold}


@dataclass(frozen=True)
class Card:
    """What stands on a card. `line` is the colour family, 0 for none."""

    title: str
    number: str = ""
    line: int = 0
    above: str = ""
    below: str = ""


def draw(card: Card) -> bytes:
    """The card as PNG."""
    field, ink = FIELDS[card.line]
    picture = Image.new("RGB", (WIDTH, HEIGHT), field)
    pen = ImageDraw.Draw(picture)
    top: float = EDGE
    if card.number:
        top = _text(pen, EDGE, top - 24, card.number, font("bold", 150), ink) + 16
    if card.above:
        top = _text(
            pen, EDGE, top, shorten(card.above, font("regular", 30), WIDTH - 2 * EDGE), font("regular", 30), ink
        )
    _title(pen, card.title, top + 18, HEIGHT - EDGE - 64, ink)
    foot = font("regular", 30)
    pen.text((EDGE, HEIGHT - EDGE), shorten(card.below, foot, WIDTH - 2 * EDGE - 260), font=foot, fill=ink, anchor="ls")
    _mark(pen, ink)
    file = BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


def _text(pen: ImageDraw.ImageDraw, left: float, top: float, text: str, face: FreeTypeFont, ink: str) -> float:
    """Writes one line and says where the next may begin."""
    pen.text((left, top), text, font=face, fill=ink, anchor="la")
    return top + sum(face.getmetrics())


def _title(pen: ImageDraw.ImageDraw, title: str, top: float, bottom: float, ink: str) -> None:
    """As large as fits between `top` and `bottom`; the smallest size is cut."""
    for size in SIZES:
        face = font("bold", size)
        lines, step = wrap(title, face, WIDTH - 2 * EDGE), size * 1.18
        if len(lines) * step <= bottom - top:
            break
    room = max(1, int((bottom - top) // step))
    if len(lines) > room:
        lines = [*lines[: room - 1], shorten(" ".join(lines[room - 1 :]), face, WIDTH - 2 * EDGE)]
    for line in lines:
        pen.text((EDGE, top), line, font=face, fill=ink, anchor="la")
        top += step


def wrap(text: str, face: FreeTypeFont, width: float) -> list[str]:
    """The text in lines of whole words; a word wider than a line is cut."""
    lines: list[str] = []
    for word in text.split():
        word = shorten(word, face, width)
        if lines and face.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def shorten(text: str, face: FreeTypeFont, width: float) -> str:
    """The text, or as much as fits with an ellipsis."""
    if face.getlength(text) <= width:
        return text
    while text and face.getlength(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _mark(pen: ImageDraw.ImageDraw, ink: str) -> None:
    """The eight seats and the name, in the lower right corner."""
    face, scale = font("bold", 34), 1.1
    left = WIDTH - EDGE - face.getlength("Plenaria")
    pen.text((left, HEIGHT - EDGE), "Plenaria", font=face, fill=ink, anchor="ls")
    for x, y in SEATS:
        middle, across = left - 34 + x * scale, HEIGHT - EDGE - 18 + y * scale
        pen.ellipse((middle - 4.2, across - 4.2, middle + 4.2, across + 4.2), fill=ink)


@cache
def font(weight: str, size: int) -> FreeTypeFont:
    """The poster's face."""
    return ImageFont.truetype(FACES[weight], size)
