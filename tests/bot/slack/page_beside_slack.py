"""Run inside the stand-in's network: start the unmodified app and use the stand-in's page with a browser.

usage: python -m tests.bot.slack.page_beside_slack NODE_MODULES
"""

import json
import subprocess
import sys
from pathlib import Path

from tests.bot.slack.local_slack import running_app

PAGE = Path(__file__).parent / "page.mjs"


def main() -> None:
    with running_app() as app:
        done = subprocess.run(["node", str(PAGE), sys.argv[1]], stdout=subprocess.PIPE, text=True, timeout=120, check=True)
        seen = json.loads(done.stdout.splitlines()[-1])
        print(json.dumps(seen | {"log": app.log}))
        app.stop()


if __name__ == "__main__":
    main()
