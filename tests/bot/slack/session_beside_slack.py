"""Run inside the stand-in's network: start the unmodified app, act as a user, and print what came of it as JSON.

usage: python -m tests.bot.slack.session_beside_slack socket|http
"""

import json
import sys
import urllib.error
import urllib.request

from bot.replies.forms import ABOUT, FACT, KIND, KINDS, SOURCE, WHAT
from bot.settings import read_settings
from bot.state.database import Database
from bot.state.workspace import Workspace, write_workspace
from tests.bot.slack.local_slack import (
    ALICE,
    APP,
    APP_PORT,
    CHANNEL,
    Json,
    Page,
    command,
    control,
    message_at,
    messages,
    press,
    running_app,
    wait_for,
    wait_until,
    write,
)


def main() -> None:
    http = sys.argv[1] == "http"
    write_workspace(Database(read_settings().database_url), "T01TEST", Workspace(noticing=(CHANNEL,)))
    with running_app(http) as app:
        page = Page()
        found: Json = {"command": ask_and_share(), "thread": talk_in_a_thread()}
        found |= {"report": report(found["thread"]["answer"], page), "notice": be_noticed(), "direct": write_directly()}
        found |= {"home": go_home(page), "unsigned": unsigned_status() if http else None}
        found["end"] = app.stop()
    print(json.dumps(found))


def ask_and_share() -> Json:
    """``/apt``, a button that changes the reply in its place, and sharing it."""
    command("sofacy")
    reply = wait_for("APT28 · ")
    press(reply, "ask_tools")
    tools = wait_for("Tools of APT28")
    press(tools, "share_answer")
    shared = wait_for("Tools of APT28", holding="asked: tools APT28")
    wait_for("Shared to the channel.")
    return {"reply": reply, "tools": tools, "shared": shared, "left": message_at(reply["ts"])}


def talk_in_a_thread() -> Json:
    """A mention, talk between colleagues, and a follow-up that names neither the bot nor the actor."""
    thread = write("<@U0BOT> what tools does Turla use?")["ts"]
    answer = wait_for("Tools of Turla", thread=thread)
    write("thanks, I will open a ticket", thread=thread)
    write("and who does it target?", thread=thread)
    follow_up = wait_for("Targets of Turla", thread=thread)
    replies = [message for message in messages() if message.get("thread_ts") == thread]
    return {"ts": thread, "answer": answer, "follow_up": follow_up, "by_the_bot": sum("bot_id" in message for message in replies)}


def report(answer: Json, page: Page) -> Json:
    """The form behind "Something wrong?": opened, refused while it is empty, sent; and the one that ``/apt feedback`` opens."""
    press(answer, "report_wrong")
    form = page.wait_for_view("Report a mistake")
    page.submit({})
    refused = wait_until(lambda: page.errors, "what is missing in the form")
    typed = {ABOUT: "Turla", FACT: "uses a tool", WHAT: "It never used it.", SOURCE: "https://example.com/report"}
    choice = {"type": "radio_buttons", "selected_option": {"text": {"type": "plain_text", "text": KINDS["wrong"]}, "value": "wrong"}}
    inputs = {id_: {id_: {"type": "plain_text_input", "value": value}} for id_, value in typed.items()}
    page.submit({KIND: {KIND: choice}, **inputs})
    stored = page.wait_for_view("Report stored")
    page.close_view()
    command("feedback Sandworm")
    by_command = page.wait_for_view("Report a mistake")
    page.close_view()
    return {"form": form, "refused": refused, "stored": stored, "by_command": by_command}


def be_noticed() -> Json:
    """A message that is not for the bot names an actor; Alice adds the same reaction to it and sees who that is."""
    ts = write("we saw Volt Typhoon on a router this morning")["ts"]
    reactions = wait_until(lambda: message_at(ts).get("reactions"), "the reaction")
    control("reaction", {"channel": CHANNEL, "ts": ts, "user": ALICE, "name": reactions[0]["name"]})
    return {"reactions": reactions, "card": wait_for("Volt Typhoon · ")}


def write_directly() -> Json:
    """A direct message, and an edit of it; the stand-in does not stream."""
    sent = write("who is Lazarus Group", channel=ALICE)
    channel = sent["channel"]
    answer = wait_for("Lazarus Group · ", channel=channel, thread=sent["ts"])
    control("edit-message", {"channel": channel, "user": ALICE, "ts": sent["ts"], "text": "who is APT41"})
    edited = wait_for("APT41 · ", channel=channel, thread=sent["ts"])
    refused = [entry["summary"] for entry in control("log")["log"] if entry["summary"] == "chat.startStream"]
    return {"ts": sent["ts"], "answer": answer, "edited": edited, "streams_tried": len(refused)}


def go_home(page: Page) -> Json:
    """The home tab, and a question asked there, answered in a window."""
    control("open-home", {"user": ALICE})
    view = wait_until(lambda: page.homes.get(APP), "the home page")
    page.press_at_home("home_try_asked")
    window = wait_until(lambda: page.views, "the window with the answer")[-1]
    page.close_view()
    return {"view": view, "window": window}


def unsigned_status() -> int:
    """What somebody gets who does not sign."""
    try:
        address = f"http://127.0.0.1:{APP_PORT}/slack/events"
        return int(urllib.request.urlopen(address, b"command=/apt&text=turla", timeout=5).status)
    except urllib.error.HTTPError as error:
        return error.code


if __name__ == "__main__":
    main()
