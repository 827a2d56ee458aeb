"""Pictures of every kind of reply: `python -m bench.pictures RENDERER [OUT] [--only NAME …]`, into docs/pictures and docs/pictures.md.

RENDERER is any program that is called as `RENDERER blocks.json out.png light|dark height`, with a width as a fifth argument for
a narrow picture. Where Pillow can be imported, pictures are cropped and their colours reduced; it is no dependency.
"""

import argparse
import importlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.shown import PLACES, answered
from bot.knowledge_base import KnowledgeBase
from bot.replies.pressed import Press
from bot.settings import read_settings

Block = dict[str, Any]

DOCS = Path(__file__).parent.parent / "docs"
HEIGHT = 4_000
NARROW = "375"
MOST_BYTES = 150_000
COLOURS = (64, 48, 32)
PAGE_HEAD = """# Every kind of reply

Made with `.venv/bin/python -m bench.pictures RENDERER` from the replies as they are sent to Slack, drawn by a renderer of
Block Kit; Slack itself differs in details. Buttons are shown where the reply has them.
"""


@dataclass(frozen=True)
class Picture:
    """``name``: of the file. ``alt``: what it shows, in one line."""

    name: str
    alt: str
    blocks: Callable[[KnowledgeBase], list[Block]]
    theme: str = "light"
    width: str = ""


def _asked(name: str, alt: str, question: str, theme: str = "light", width: str = "", **press: Any) -> Picture:
    """The reply to a question, with its buttons."""
    return Picture(name, f"{alt}: the reply to “{question}”", lambda knowledge: answered(Press(question, **press), knowledge), theme, width)


PICTURES = (
    _asked("profile", "A profile", "sofacy", private=True),
    _asked("profile-dark", "A profile in dark", "sofacy", "dark"),
    _asked("profile-narrow", "A profile as wide as a phone", "sofacy", width=NARROW),
    _asked("names", "Every name of an actor and who uses it", "names Forest Blizzard"),
    _asked("identity-yes", "Two names of one actor", "is Fancy Bear the same as Sofacy?"),
    _asked("identity-no", "Two actors", "is APT28 the same as APT29?"),
    _asked("identity-related", "Related actors", "is APT28 the same as Sandworm?"),
    _asked("identity-contested", "A name that several actors bear", "who is IRIDIUM"),
    _asked("tools", "Tools of an actor", "tools Turla"),
    _asked("software", "Who uses a tool", "who uses X-Agent"),
    _asked("targets", "Targets of an actor", "targets APT29"),
    _asked("techniques", "Techniques of an actor", "techniques of APT29"),
    _asked("attribution", "Who is behind an actor", "who is behind Sandworm"),
    _asked("campaigns", "Campaigns of an actor", "campaigns Sandworm"),
    _asked("actors", "A list of actors", "who targets telecoms in Kazakhstan"),
    _asked("actors-dark", "A list of actors in dark", "who targets telecoms in Kazakhstan", "dark"),
    _asked("yes", "A claim held against an actor", "does APT28 target Ukraine?"),
    _asked("comparison", "Two actors beside each other", "compare APT28 and Sandworm"),
    _asked("passages", "Passages of reports", "who used satellite links to hide its C2"),
    _asked("help", "Help", "help"),
    _asked("unknown-suggestions", "A name that nobody uses, with one like it", "who is Gorgeous Panda"),
    _asked("unknown", "A name that nobody uses", "who is Glorbnax"),
    _asked(
        "several", "Several questions in one message",
        "Who is behind Sandworm? What tools does Turla use? Is Fancy Bear the same as Sofacy?", "dark",
    ),
    _asked("all", "The first page of “Show all”", "turla", page=1),
    _asked("sources", "All sources of a reply", "sofacy", view="sources"),
    *(Picture(name, alt, lambda knowledge, made=made: made(knowledge)) for name, (alt, made) in PLACES.items()),
)  # fmt: skip


def draw(picture: Picture, knowledge: KnowledgeBase, renderer: str, out: Path) -> None:
    """Write one picture."""
    blocks = json.dumps({"blocks": picture.blocks(knowledge)}).replace('"verbatim": true', '"verbatim": false')
    path = out / f"{picture.name}.png"
    with tempfile.TemporaryDirectory() as folder:
        (given := Path(folder) / "blocks.json").write_text(blocks, encoding="utf-8")
        arguments = [str(given), str(path.resolve()), picture.theme, str(HEIGHT), *filter(None, [picture.width])]
        subprocess.run([renderer, *arguments], check=True, stdout=subprocess.DEVNULL)
    _reduce(path)
    print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


def _reduce(path: Path) -> None:
    """Crop what is empty below and take as many colours as fit the size."""
    try:
        image_of, chops = importlib.import_module("PIL.Image"), importlib.import_module("PIL.ImageChops")
    except ImportError:
        return
    image = image_of.open(path).convert("RGB")
    empty = image_of.new("RGB", image.size, image.getpixel((image.width - 1, image.height - 1)))
    box = chops.difference(image, empty).getbbox()
    if box is None or box[3] == image.height:
        raise ValueError(f"{path.name} is empty or higher than {HEIGHT}")
    image = image.crop((0, 0, image.width, min(image.height, box[3] + 24)))
    for colours in COLOURS:
        image.quantize(colours, method=image_of.Quantize.MAXCOVERAGE).save(path, optimize=True)  # keeps the colours of flags
        if path.stat().st_size < MOST_BYTES:
            return
    raise ValueError(f"{path.name} has {path.stat().st_size} bytes, over {MOST_BYTES}, in {COLOURS[-1]} colours")


def page() -> str:
    """All pictures on one page of Markdown."""
    return PAGE_HEAD + "".join(f"\n![{picture.alt}](pictures/{picture.name}.png)\n" for picture in PICTURES)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("renderer")
    parser.add_argument("out", nargs="?", type=Path, default=DOCS / "pictures")
    parser.add_argument("--only", nargs="+", default=[], choices=[picture.name for picture in PICTURES], metavar="NAME")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    knowledge = KnowledgeBase(read_settings())
    for picture in PICTURES:
        if not options.only or picture.name in options.only:
            draw(picture, knowledge, options.renderer, options.out)
    if not options.only and options.out == DOCS / "pictures":
        (DOCS / "pictures.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
