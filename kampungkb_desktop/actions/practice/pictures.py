"""A few small drawn pictures, so that activities of practice villages show photos without showing anybody."""

from __future__ import annotations

import io
from functools import cache
from random import Random

from kampungkb_desktop.actions.practice.chance import chance

WIDTH, HEIGHT = 640, 420
COUNT = 6
_SKIES = ((170, 205, 226), (205, 222, 230), (232, 214, 190), (188, 214, 200), (214, 224, 236), (224, 208, 198))
_WALLS = ((238, 229, 205), (214, 226, 214), (236, 214, 196), (222, 224, 232), (240, 236, 226), (206, 222, 230))
_CLOTHES = ((200, 85, 70), (60, 120, 150), (225, 170, 60), (95, 140, 90), (150, 95, 140), (235, 225, 215))
_SKIN = ((141, 96, 66), (120, 80, 54), (164, 116, 82))


@cache
def picture(number: int) -> bytes:
    """One of ``COUNT`` pictures as JPEG."""
    from PIL import Image, ImageDraw  # noqa: PLC0415  start-up time: only practice data draw

    rng = chance("picture", number)
    image = Image.new("RGB", (WIDTH, HEIGHT), _SKIES[number % len(_SKIES)])
    draw = ImageDraw.Draw(image)
    for at in range(0, WIDTH, 70):
        size = rng.randint(60, 130)
        draw.ellipse((at - size, 150 - size // 2, at + size, 150 + size), fill=(92, 132 + rng.randint(0, 30), 92))
    draw.rectangle((0, 250, WIDTH, HEIGHT), fill=(176, 158, 124))
    _hall(draw, number)
    for place in range(rng.randint(6, 9)):
        _figure(draw, rng, 60 + place * 62 + rng.randint(-14, 14), rng.randint(330, 372))
    sink = io.BytesIO()
    image.save(sink, "JPEG", quality=78)
    return sink.getvalue()


def _hall(draw: object, number: int) -> None:
    """An open village hall with a roof and a banner."""
    wall = _WALLS[number % len(_WALLS)]
    draw.polygon(((90, 150), (320, 70), (550, 150)), fill=(142, 76, 58))  # type: ignore[attr-defined]
    draw.rectangle((120, 150, 520, 290), fill=wall)  # type: ignore[attr-defined]
    draw.rectangle((170, 165, 470, 200), fill=(38, 96, 120))  # type: ignore[attr-defined]
    for at in (185, 240, 295, 350, 405):
        draw.rectangle((at, 178, at + 42, 186), fill=(236, 240, 242))  # type: ignore[attr-defined]
    for at in (120, 250, 380, 508):
        draw.rectangle((at, 150, at + 12, 292), fill=(116, 84, 60))  # type: ignore[attr-defined]


def _figure(draw: object, rng: Random, x: int, foot: int) -> None:
    """A person as simple shapes, sitting or standing, some with a headscarf."""
    tall = rng.randint(70, 104)
    cloth, skin = rng.choice(_CLOTHES), rng.choice(_SKIN)
    draw.rounded_rectangle((x - 20, foot - tall + 26, x + 20, foot), 16, fill=cloth)  # type: ignore[attr-defined]
    if rng.random() < 0.5:
        draw.ellipse((x - 16, foot - tall - 6, x + 16, foot - tall + 34), fill=rng.choice(_CLOTHES))  # type: ignore[attr-defined]
        draw.ellipse((x - 9, foot - tall + 2, x + 9, foot - tall + 22), fill=skin)  # type: ignore[attr-defined]
    else:
        draw.ellipse((x - 13, foot - tall, x + 13, foot - tall + 26), fill=skin)  # type: ignore[attr-defined]
        draw.pieslice((x - 13, foot - tall - 2, x + 13, foot - tall + 24), 180, 360, fill=(36, 30, 28))  # type: ignore[attr-defined]
