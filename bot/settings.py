"""Settings, read from the environment in one place and checked at once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from index.settings import PACKAGED, PACKAGED_SHA256


class SettingsError(Exception):
    """One or more settings are wrong or missing; the message names them all and never a secret's value."""


@dataclass(frozen=True)
class Settings:
    """What the environment says. Secrets are kept out of every representation."""

    data_dir: Path
    knowledge_dir: Path | None = None
    model: str = PACKAGED
    model_sha256: str = PACKAGED_SHA256
    log_level: str = "INFO"
    workers: int = 10
    slack_bot_token: str = field(default="", repr=False)
    slack_app_token: str = field(default="", repr=False)
    slack_api_url: str = "https://slack.com/api/"
    slack_signing_secret: str = field(default="", repr=False)
    state_url: str = field(default="", repr=False)

    @property
    def database_url(self) -> str:
        """Where people's reports and a workspace's settings are kept: SQLite in the data folder, or APTBOT_DATABASE_URL."""
        return self.state_url or f"sqlite:///{self.data_dir / 'state.sqlite3'}"

    @property
    def compiled_dir(self) -> Path:
        return self.data_dir / "knowledge"

    @property
    def index_dir(self) -> Path:
        return self.data_dir / "index"

    @property
    def learned_dir(self) -> Path:
        """What was learned from the exemplars; outlives an index that is made anew."""
        return self.data_dir / "learned"

    @property
    def model_dir(self) -> Path:
        return self.data_dir / "model"

    def require_slack(self) -> None:
        """Raises SettingsError naming every missing or malformed token."""
        faults = _token_faults(("SLACK_BOT_TOKEN", self.slack_bot_token, "xoxb-"), ("SLACK_APP_TOKEN", self.slack_app_token, "xapp-"))
        if faults:
            raise SettingsError(
                "; ".join(faults) + ". Create the app from manifest.yaml, copy its tokens into the environment (README, "
                "'Make the Slack app'), or talk to the bot here with `aptbot chat`."
            )

    def require_http(self) -> None:
        """Raises SettingsError naming everything that signed HTTP requests need and that is missing or malformed."""
        faults = _token_faults(("SLACK_BOT_TOKEN", self.slack_bot_token, "xoxb-"), ("SLACK_SIGNING_SECRET", self.slack_signing_secret, ""))
        if faults:
            raise SettingsError(
                "; ".join(faults) + ". Copy the bot token (OAuth & Permissions) and the signing secret (Basic Information) of the "
                "Slack app into the environment, or leave out --http to use Socket Mode."
            )


def _token_faults(*tokens: tuple[str, str, str]) -> list[str]:
    """What is wrong with tokens, given as (variable, value, how it starts)."""
    faults = []
    for name, value, prefix in tokens:
        if not value:
            faults.append(f"{name} is not set")
        elif not value.startswith(prefix):
            faults.append(f"{name} does not start with {prefix}")
    return faults


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings. Raises SettingsError with every fault at once."""
    faults: list[str] = []
    model = environment.get("APTBOT_MODEL") or PACKAGED
    sha256 = environment.get("APTBOT_MODEL_SHA256", PACKAGED_SHA256 if model == PACKAGED else "").lower()
    if sha256 and (len(sha256) != 64 or set(sha256) - set("0123456789abcdef")):
        faults.append("APTBOT_MODEL_SHA256 must be 64 hexadecimal digits")
    level = (environment.get("APTBOT_LOG_LEVEL") or "INFO").upper()
    if level not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        faults.append(f"APTBOT_LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR, not {level}")
    workers = environment.get("APTBOT_WORKERS") or "10"
    if not workers.isdigit() or not 1 <= int(workers) <= 200:
        faults.append(f"APTBOT_WORKERS must be a whole number from 1 to 200, not {workers}")
    url = environment.get("SLACK_API_URL") or "https://slack.com/api/"
    if not url.startswith(("https://", "http://")):
        faults.append("SLACK_API_URL must be an http(s) address")
    knowledge = environment.get("APTBOT_KNOWLEDGE_DIR")
    if knowledge and not Path(knowledge).is_dir():
        faults.append(f"APTBOT_KNOWLEDGE_DIR is no folder: {knowledge}")
    if faults:
        raise SettingsError("; ".join(faults))
    return Settings(
        data_dir=Path(environment.get("APTBOT_DATA_DIR") or _default_data_dir(environment)),
        knowledge_dir=Path(knowledge) if knowledge else None,
        model=model,
        model_sha256=sha256,
        log_level=level,
        workers=int(workers),
        slack_bot_token=environment.get("SLACK_BOT_TOKEN", ""),
        slack_app_token=environment.get("SLACK_APP_TOKEN", ""),
        slack_signing_secret=environment.get("SLACK_SIGNING_SECRET", ""),
        state_url=environment.get("APTBOT_DATABASE_URL", ""),
        slack_api_url=url if url.endswith("/") else url + "/",
    )


def _default_data_dir(environment: Mapping[str, str]) -> Path:
    """``var`` beside a checkout; where the program is installed, the user's data folder (XDG base directories)."""
    checkout = Path(__file__).parent.parent
    if (checkout / "pyproject.toml").exists():
        return checkout / "var"
    base = environment.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "aptbot"
