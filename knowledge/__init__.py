"""What is known about threat actors: curated YAML and upstream catalogues, merged. No search and no Slack here."""

from pathlib import Path

FOLDER = Path(__file__).parent
"""The folder of the curated files."""
