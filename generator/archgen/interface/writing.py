"""The operations of journeys that change something: make, put, change, remove, or a verb below a record."""

from __future__ import annotations

from archgen.blueprint import Journey, belongs
from archgen.interface.drafting import Draft
from archgen.interface.operation import Kind, Operation
from archgen.interface.phrase import Phrase, before
from archgen.interface.resource import Resource, column

_MACHINES = ("partner", "device")


def writing(journey: Journey, phrase: Phrase, draft: Draft) -> Operation:
    """The operation of a journey that changes something."""
    own = [name for name in journey.entities if name in draft.resources]
    if phrase.use == "sign-in":
        sessions = "/sessions" if "session" in draft.resources else f"/{draft.own('sessions')}"
        return draft.operation(journey, "sign-in", "post", sessions, next(iter(own), ""))
    calling = "-".join(phrase.words)
    if calling in draft.dependencies and journey.by in _MACHINES:
        return draft.operation(journey, "callback", "post", f"/{draft.own('callbacks')}/{calling}")
    if not own and not phrase.named:
        return draft.operation(journey, "ask", "post", f"/{draft.own(f'{journey.id}-requests')}")
    if phrase.made:
        return _make(journey, phrase.made, _owner(phrase.made, phrase.named, draft), draft)
    if phrase.named:
        return _named(journey, phrase, own, draft)
    return _unnamed(journey, phrase, own, draft)


def _named(journey: Journey, phrase: Phrase, own: list[str], draft: Draft) -> Operation:
    name = phrase.named
    match phrase.use:
        case "make" | "attach":
            return _make(journey, name, before(draft.entities[name], own) or _within(name, own, draft), draft)
        case "change":
            return _change(journey, name, draft)
        case "remove":
            return _remove(journey, name, draft)
    return _act(journey, name, phrase.verb, draft)


def _unnamed(journey: Journey, phrase: Phrase, own: list[str], draft: Draft) -> Operation:
    """A verb without a record that it names: what the journey makes below what it names first, or its first record."""
    first = own[0]
    if phrase.use == "change":
        return _change(journey, first, draft)
    if phrase.use == "remove":
        return _remove(journey, first, draft)
    child = next((name for name in own if before(draft.entities[name], own)), "")
    if child and not phrase.words:
        return _make(journey, child, before(draft.entities[child], own), draft)
    if phrase.use == "make":
        return _make(journey, first, "", draft)
    if phrase.use == "attach" and phrase.words:
        noun = "-".join(phrase.words)
        resource = draft.resources[first]
        path = f"{resource.item}/{draft.lexicon.plural(noun)}"
        return draft.operation(journey, "attach", "post", path, first, parameters=resource.parameters, noun=noun)
    if any(relation.to in own[1:] for relation in belongs(draft.entities[first])):
        return _make(journey, first, "", draft)
    return _act(journey, first, journey.id if phrase.words else phrase.verb, draft)


def _within(name: str, own: list[str], draft: Draft) -> str:
    """What the key of a record leads through, if the journey touches that as well."""
    entity = draft.entities[name]
    return next((one.to for one in belongs(entity) if one.to in own and column(one) in entity.key), "")


def _owner(made: str, named: str, draft: Draft) -> str:
    """What is made belongs to what the words name, if it always belongs to one."""
    return named if any(relation.to == named for relation in belongs(draft.entities[made])) else ""


def _make(journey: Journey, name: str, above: str, draft: Draft) -> Operation:
    """A new record: put where its client knows the whole key, else added to those of its kind or of its parent."""
    resource = draft.resources[name]
    if resource.stated or not _collected(resource):
        return _addressed(journey, "put", "put", resource, draft)
    above = resource.parent or (above if above != draft.tenant else "")
    path = resource.below(draft.resources[above]) if above else resource.collection
    inside = draft.resources[above].parameters if above else ()
    return draft.operation(journey, "make", "post", path, name, parameters=inside)


def _change(journey: Journey, name: str, draft: Draft) -> Operation:
    resource = draft.resources[name]
    if resource.stated or not _collected(resource):
        return _addressed(journey, "put", "put", resource, draft)
    return _addressed(journey, "change", "patch", resource, draft)


def _remove(journey: Journey, name: str, draft: Draft) -> Operation:
    return _addressed(journey, "remove", "delete", draft.resources[name], draft)


def _act(journey: Journey, name: str, verb: str, draft: Draft) -> Operation:
    resource = draft.resources[name]
    path = f"{resource.item}/{verb}"
    return draft.operation(journey, "act", "post", path, name, parameters=resource.parameters, noun=verb)


def _addressed(journey: Journey, kind: Kind, method: str, resource: Resource, draft: Draft) -> Operation:
    return draft.operation(journey, kind, method, resource.item, resource.entity.id, parameters=resource.parameters)


def _collected(resource: Resource) -> bool:
    """Whether there are many of it below its parent: an address of its own differs from that of all."""
    return resource.collection != resource.item
