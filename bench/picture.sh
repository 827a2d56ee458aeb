#!/usr/bin/env bash
# Make the pictures under docs/ anew: bench/picture.sh RENDERER, where RENDERER turns Block Kit JSON into a PNG
# (arguments: blocks.json out.png light|dark height).
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
.venv/bin/aptbot ask --format blocks "/apt sofacy" | sed 's/"verbatim": true/"verbatim": false/g' >"$work/sofacy.json"
"$1" "$work/sofacy.json" "$work/sofacy.png" light 2600
.venv/bin/python - "$work/sofacy.png" docs/sofacy.png <<'P'
import sys
from PIL import Image, ImageChops
image = Image.open(sys.argv[1]).convert("RGB")
box = ImageChops.difference(image, Image.new("RGB", image.size, image.getpixel((0, 0)))).getbbox()
image.crop((0, 0, image.width, box[3] + 24)).quantize(48).save(sys.argv[2], optimize=True)
P
