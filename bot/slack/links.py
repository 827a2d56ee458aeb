"""Links to pages about an actor or software: a short card below each, where the page is one that the knowledge knows."""

from collections.abc import Callable
from functools import cache
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from bot.answers.compose import answer_question
from bot.answers.model import Answer, Kind
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Question
from bot.replies.card import render_card
from bot.slack.services import Services
from knowledge.addresses import Addresses
from knowledge.names import meaning_of

MAX_LINKS = 5
_KINDS: dict[str, Kind] = {"actor": "profile", "software": "software"}

Event = dict[str, Any]


def register(app: App, services: Services) -> None:
    @cache
    def addresses() -> Addresses:
        return Addresses(services.knowledge.graph, services.knowledge.names)

    @app.event("link_shared")
    def on_links(event: Event, body: dict[str, Any], client: WebClient, context: dict[str, Any]) -> None:
        if event.get("user") == context.get("bot_user_id") or not services.seen.is_new(body.get("event_id", "")):
            return
        team = str(body.get("team_id") or "")
        services.work.do("unfurl", lambda: unfurl(services, client, team, event, addresses), None)


def unfurl(services: Services, client: WebClient, team: str, event: Event, addresses: Callable[[], Addresses]) -> None:
    """Show the cards of the links of a message, or of one that is being written; nothing where no link is known."""
    composing = event.get("source") == "composer"
    if not composing and services.refusal(team, str(event.get("channel") or "")):
        return
    urls = [str(link.get("url") or "") for link in (event.get("links") or ())[:MAX_LINKS]]
    answers = {url: answer_about(id_, services.knowledge_in(team)) for url in urls if (id_ := addresses().entity_id(url))}
    cards = {url: {"blocks": render_card(answer)} for url, answer in answers.items() if answer}
    if not cards:
        return
    if composing or not event.get("message_ts"):
        client.chat_unfurl(unfurl_id=event["unfurl_id"], source=event["source"], unfurls=cards)
    else:
        client.chat_unfurl(channel=event["channel"], ts=event["message_ts"], unfurls=cards)


def answer_about(entity_id: str, knowledge: KnowledgeBase) -> Answer | None:
    """What is known of an actor or software, asked by its id; None for anything else."""
    entity = knowledge.names.table.entities.get(entity_id)
    kind = _KINDS.get(entity.type) if entity else None
    if entity is None or kind is None:
        return None
    meaning = meaning_of(entity)
    answer = answer_question(Question(entity.name, kind, meaning, subjects=(meaning,)), knowledge)
    return answer if answer.status == "answered" else None
