"""The events of a system as an AsyncAPI document: channels with key, order and retention, who sends, who takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from archgen.artifacts.asyncapi.example import example
from archgen.artifacts.asyncapi.schema import event_schema
from archgen.artifacts.told import line, sentence, told
from archgen.blueprint import Blueprint
from archgen.interface import Event, name_of

Node = dict[str, Any]

_MEDIA = "application/cloudevents+json"
_BINDING = "0.5.0"
_HOUR_MS = 3_600_000


def asyncapi(blueprint: Blueprint, events: Sequence[Event]) -> Node:
    """The document; each event's schema lies beside it, at `events/<type>.schema.json`."""
    broker = blueprint.decision("broker")
    info: Node = {"title": f"Events of {line(blueprint.name)}", "version": "1.0.0"}
    if broker:
        info["description"] = f"**{broker.title}: {broker.option}.** {' '.join(map(sentence, broker.because))}"
    return {
        "asyncapi": "3.0.0",
        "info": info,
        "defaultContentType": _MEDIA,
        "servers": {"broker": _server(blueprint, events[0])},
        "channels": {name: node for event in events for name, node in _channels(event, blueprint)},
        "operations": {name: node for event in events for name, node in _operations(event, blueprint)},
        "components": {"messages": {event.type: _message(event, blueprint) for event in events}},
    }


def _server(blueprint: Blueprint, event: Event) -> Node:
    """The broker; where it answers nobody said, so it is a variable without a value."""
    component = blueprint.component(event.carrier)
    name = component.technology.name if component and component.technology else event.carrier
    host = {"description": f"Where {name} answers; the environment says."}
    return {"host": "{host}", "protocol": _protocol(blueprint, event), "description": name, "variables": {"host": host}}


def _protocol(blueprint: Blueprint, event: Event) -> str:
    component = blueprint.component(event.carrier)
    technology = component.technology.id if component and component.technology else ""
    spoken = blueprint.formats["asyncapi"]["protocols"]
    return str(spoken.get(technology, "kafka" if event.carrier == "event-log" else "amqp"))


def _channels(event: Event, blueprint: Blueprint) -> Iterator[tuple[str, Node]]:
    """The channel of an event, and the one for what its readers could not take."""
    says = blueprint.formats["asyncapi"]["says"]
    key = event.entity if event.key == "id" and event.entity else event.key
    speaker = blueprint.speaker.about(key=key, event=event.type, owner=event.owner)
    address, owner = f"{blueprint.slug}.{event.type}", line(event.owner)
    messages = {event.type: {"$ref": f"#/components/messages/{event.type}"}}
    channel: Node = {"address": address, "title": event.type, "description": sentence(speaker.say(says["order"]))}
    if _protocol(blueprint, event) == "kafka":
        channel["bindings"] = {"kafka": _topic(address, blueprint)}
    yield event.type, channel | {"messages": messages, "x-key": event.key, "x-owner": owner}
    dead: Node = {"address": f"{address}.dead-letters", "title": f"{event.type}, not taken"}
    dead["description"] = sentence(speaker.say(says["dead"]))
    yield f"{event.type}.dead-letters", dead | {"messages": messages, "x-owner": owner}


def _topic(address: str, blueprint: Blueprint) -> Node:
    hours = int(blueprint.design["kafka_retention_default"].value_in("h"))
    return {"topic": address, "topicConfiguration": {"retention.ms": hours * _HOUR_MS}, "bindingVersion": _BINDING}


def _operations(event: Event, blueprint: Blueprint) -> Iterator[tuple[str, Node]]:
    """Who tells it because of what, and each who takes it."""
    speaker = blueprint.speaker.about(journey=event.journey, interaction=event.interaction)
    says = sentence(speaker.say(blueprint.formats["asyncapi"]["says"][_told_how(event)])) or event.type
    because = {"x-journey": event.journey} if event.journey else {"x-interaction": event.interaction}
    sends = {"action": "send", **_of_channel(event.type), "summary": says, **because, "x-component": event.source}
    yield f"{name_of(event.source)}.sends.{event.type}", sends
    for reader in event.readers:
        summary = f"{line(reader)} takes {event.type}"
        takes = {"action": "receive", **_of_channel(event.type), "summary": summary, "x-component": line(reader)}
        yield f"{name_of(reader)}.takes.{event.type}", takes


def _told_how(event: Event) -> str:
    if event.interaction:
        return "told"
    return "logged" if event.source == "ingest" and event.carrier == "event-log" else "handed"


def _of_channel(name: str) -> Node:
    channel = f"#/channels/{name}"
    return {"channel": {"$ref": channel}, "messages": [{"$ref": f"{channel}/messages/{name}"}]}


def _message(event: Event, blueprint: Blueprint) -> Node:
    entity = next((one for one in blueprint.entities if one.id == event.entity), None)
    known = {"subject": event.entity or event.type, "partitionkey": event.key}
    message: Node = {"name": event.type, "title": event.type}
    message |= {"summary": f"About {told(entity.what)}"} if entity else {}
    message |= {
        "contentType": _MEDIA,
        "correlationId": {"location": "$message.payload#/correlationid"},
        "payload": {"$ref": f"./events/{event.type}.schema.json"},
        "examples": [{"name": event.type, "payload": example(event_schema(event, blueprint), known=known)}],
    }
    if _protocol(blueprint, event) == "kafka":
        key = {"type": "string", "description": f"{event.key} of the record"}
        message["bindings"] = {"kafka": {"key": key, "bindingVersion": _BINDING}}
    return message
