"""What people report: the buttons below a reply, the form that they open, ``/apt feedback``, and thumbs up and down."""

import re
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, cast

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.questions.entities import find_names
from bot.replies.buttons import GAP, RATE, WRONG
from bot.replies.escaping import plain
from bot.replies.forms import (
    FORM,
    WHAT,
    Place,
    Typed,
    View,
    confirmation_view,
    correction_form,
    faults_of,
    read_place,
    read_typed,
    waiting_view,
)
from bot.slack.buttons import private, team_of
from bot.slack.lookup import beside, in_person
from bot.slack.services import Services
from bot.state.corrections import Correction, Kind, store_correction, store_rating
from knowledge.names import Names

if TYPE_CHECKING:
    from bot.slack.commands import Asked

ACK_SECONDS = 2.0
"""Slack waits for 3 seconds; a database that takes longer than this is waited for in the window."""

Body = dict[str, Any]
Outcome = int | str
"""The number of a report that is stored, or why it is not."""


def register(app: App, services: Services) -> None:
    @app.action(re.compile(f"^({GAP}|{WRONG})$"))
    def on_report(ack: Ack, respond: Respond, body: Body, client: WebClient) -> None:
        ack()
        pressed = body["actions"][0]
        kind = "gap" if pressed["action_id"] == GAP else "wrong"
        open_soon(services, client, body, respond, place_of(body, pressed.get("value") or ""), kind)

    @app.action(RATE)
    def on_rate(ack: Ack, respond: Respond, body: Body, client: WebClient) -> None:
        ack()
        mark, _, question = str(body["actions"][0].get("value") or "").partition("|")
        place = place_of(body, question)
        if mark == "bad":
            open_soon(services, client, body, respond, place, "wrong")
        user = body["user"]["id"]
        tell = None if mark == "bad" else private(respond)  # the form of a bad one says enough
        services.work.do("rating", lambda: store_rating(services.database, place.team, user, question, mark == "good"), tell)

    @app.view(FORM)
    def on_submit(ack: Ack, body: Body, view: View, client: WebClient) -> None:
        typed = read_typed(view)
        if faults := faults_of(typed):
            ack(response_action="errors", errors=faults)
            return
        outcome = store_soon(services, lambda: correction_of(typed, body, services.knowledge_in(team_of(body)).names))
        try:
            acknowledge(ack, outcome.result(timeout=ACK_SECONDS), typed)
        except TimeoutError:
            ack(response_action="update", view=waiting_view())
            outcome.add_done_callback(lambda done: say_late(services, client, body, typed, done.result()))


def open_for_command(services: Services, asked: "Asked") -> bool:
    """``/apt feedback`` opens the form, with what stands behind it filled in."""
    command = asked.command
    names = services.knowledge_in(str(command.get("team_id") or "")).names
    typed = Typed("wrong", asked.text) if names.exactly(asked.text) else Typed("wrong", subject_of(asked.text, names)[1], what=asked.text)
    place = Place(str(command.get("team_id") or ""), str(command.get("channel_id") or ""))
    asked.client.views_open(trigger_id=command["trigger_id"], view=correction_form(place, typed))
    return True


def open_soon(services: Services, client: WebClient, body: Body, respond: Respond, place: Place, kind: str) -> None:
    """Open the form, filled in with the actor or the question that the reply was about."""

    def task() -> object:
        typed = Typed(kind, subject_of(place.question, services.knowledge_in(place.team).names)[1] or place.question)
        show = client.views_push if body.get("view") else client.views_open
        return show(trigger_id=body["trigger_id"], view=correction_form(place, typed))

    services.work.do("report form", task, beside(client, body, respond))


def place_of(body: Body, question: str) -> Place:
    """Where a button was pressed, below the reply to which question."""
    container = body.get("container") or {}
    thread = container.get("thread_ts") or (body.get("message") or {}).get("thread_ts") or ""
    return Place(team_of(body), str((body.get("channel") or {}).get("id") or ""), str(thread), question)


def subject_of(text: str, names: Names) -> tuple[str, str]:
    """The id and the name of what a text is about: its first curated actor, else its first curated software, else nothing.

    A name that several curated actors bear says of none of them that it is meant.
    """
    mentions = list(find_names(text, names))
    for type_ in ("actor", "software"):
        for mention in mentions:
            meant = [candidate.entity for candidate in mention.meaning.of_type(type_) if candidate.relation == "same"]
            curated = [entity for entity in meant if "curated" in entity.layers]
            if len(curated) == 1 and (type_ == "software" or len(meant) == 1):
                return curated[0].id, curated[0].name
    return "", ""


def correction_of(typed: Typed, body: Body, names: Names) -> Correction:
    """A report as it is kept. Raises ValueError where the form does not say whence it came."""
    place = read_place(body["view"]["private_metadata"])
    actor, name = subject_of(typed.about, names)
    told = not place.question or typed.about in (place.question, name)
    question = (place.question or typed.about) if told else f"{typed.about} (asked: {place.question})"
    return Correction(
        cast(Kind, typed.kind), question, typed.what, place.team or team_of(body), body["user"]["id"], place.channel, actor,
        typed.fact, typed.source,
    )  # fmt: skip


def store_soon(services: Services, correction: Callable[[], Correction]) -> "Future[Outcome]":
    """Store a report in the pool; the outcome says how it went, and never raises."""
    outcome: Future[Outcome] = Future()

    def task() -> None:
        outcome.set_result(store_correction(services.database, correction()))

    services.work.do("correction", task, outcome.set_result)
    return outcome


def acknowledge(ack: Ack, outcome: Outcome, typed: Typed) -> None:
    """Put the number of the report in the place of the form; where it is not stored, the form stays as it is and says so."""
    if isinstance(outcome, str):
        ack(response_action="errors", errors={WHAT: f"Not stored. {outcome}"})
    else:
        ack(response_action="update", view=confirmation_view(outcome, bool(typed.source)))


def say_late(services: Services, client: WebClient, body: Body, typed: Typed, outcome: Outcome) -> None:
    """Say in the window that waits how it went: the number, or the form with everything that was typed. In person if it was closed."""
    said = f"Your report is stored as #{outcome}."
    if isinstance(outcome, str):
        said = f"Your report could not be stored. {outcome} You wrote: {plain(typed.what)}"

    def task() -> None:
        if isinstance(outcome, str):
            view = correction_form(read_place(body["view"]["private_metadata"]), typed, outcome)
        else:
            view = confirmation_view(outcome, bool(typed.source))
        client.views_update(view_id=body["view"]["id"], view=view)

    tell = in_person(client, body)
    services.work.do("report outcome", task, lambda _text: tell(said))
