"""The interview in a terminal that can move its cursor: lists, boxes, typed values that are checked as one types."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any

from archgen.brief.interview import Asked, Draft
from archgen.cli.asking.front import Decision, Move, choices, fitting, heading, kept, paged, reason, wrapped

KEYS = (
    "Enter takes what is marked, or leaves a question open; ? says why it is asked, < or Esc goes back, "
    "Ctrl-D leaves the rest open, Ctrl-C stops and keeps what was said."
)
NOT_SURE = "not sure: leave it open"
SEVERAL = "a mix of several"
_WHY, _SEVERAL = object(), object()
_SHORTEST_WAIT = 0.05  # seconds after Esc in which an arrow key's sequence would follow


class Lists:
    """Asks with questionary, without colours."""

    def session(self) -> AbstractContextManager[object]:
        """Keys are read as keys from the first question to the last, so that none is lost between two prompts."""
        from prompt_toolkit.application import get_app_session

        return get_app_session().input.raw_mode()

    def greet(self) -> None:
        _print(wrapped(KEYS))

    def resume(self, draft: Draft) -> bool:
        _print(wrapped(kept(draft)))
        return bool(_run(_select([("go on with it", True), ("begin anew", False)], marked=True)) is True)

    def ask(self, asked: Asked) -> str | Move:
        _print(heading(asked))
        prompt = self._prompt_for(asked)
        while True:
            said = _run(prompt())
            if said is _WHY:
                _print(reason(asked))
            elif said is _SEVERAL:
                prompt = lambda: _boxes(asked)  # noqa: E731
            elif isinstance(said, Move):
                return said
            else:
                text = ", ".join(said) if isinstance(said, list) else str(said).strip()
                return text or Move.OPEN

    def decide(self, page: str) -> Decision:
        _print(("", *paged(page), ""))
        said = _run(_select([(decision.value, decision) for decision in Decision], marked=Decision.WRITE))
        if isinstance(said, Decision):
            return said
        return Decision.BACK if said is Move.BACK else Decision.LEAVE

    def _prompt_for(self, asked: Asked) -> Callable[[], Any]:
        match asked.question.kind:
            case "one" | "yes-no" | "mix":
                return lambda: _list(asked)
            case "several":
                return lambda: _boxes(asked)
        return lambda: _line(asked)


def _list(asked: Asked) -> Any:
    rows: list[tuple[str, Any]] = [(NOT_SURE, Move.OPEN)]
    rows += [(title, value) for value, title in choices(asked)]
    if asked.question.kind == "mix":
        rows.append((SEVERAL, _SEVERAL))
    known = asked.before in {value for _, value in rows}
    return _select(rows, marked=asked.before if known else Move.OPEN)


def _boxes(asked: Asked) -> Any:
    from questionary import Choice, checkbox  # deferred: a fifth of a second that only an interview pays

    before = [word.strip() for word in asked.before.split(",")]
    rows = [Choice(fitting(title, taken=6), value, checked=value in before) for value, title in choices(asked)]

    def allowed(values: list[str]) -> bool | str:
        return (asked.check(", ".join(values)) if values else "") or True

    hint = "(space marks, Enter goes on)"
    return checkbox("", rows, qmark=">", instruction=hint, validate=allowed, use_jk_keys=False, **_plain())


def _line(asked: Asked) -> Any:
    from questionary import text

    def allowed(said: str) -> bool | str:
        return (asked.check(said) if said.strip() else "") or True

    return text("", default=asked.before, qmark=">", validate=allowed, **_plain())


def _select(rows: list[tuple[str, Any]], *, marked: Any) -> Any:
    from questionary import Choice, select

    listed = [Choice(fitting(title, taken=4), value) for title, value in rows]
    default = next(choice for choice, (_, value) in zip(listed, rows, strict=True) if value == marked)
    return select(
        "",
        listed,
        default=default,
        qmark=">",
        pointer=">",
        instruction="(arrows move, Enter takes)",
        use_jk_keys=False,
        **_plain(),
    )


def _plain() -> dict[str, Any]:
    from prompt_toolkit.output import ColorDepth

    return {"color_depth": ColorDepth.DEPTH_1_BIT}


def _run(question: Any) -> Any:
    """Ask, with our keys on top of the prompt's own; Ctrl-C comes through."""
    from prompt_toolkit.application import get_app
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings

    keys = KeyBindings()
    untouched = Condition(lambda: not get_app().current_buffer.text)

    def bind(key: str, result: object, *, always: bool = False) -> None:
        keys.add(key, eager=True, filter=always or untouched)(lambda event: event.app.exit(result=result))

    bind("?", _WHY)
    bind("<", Move.BACK)
    bind("escape", Move.BACK, always=True)
    bind("c-d", Move.REST)
    application = question.application
    application.key_bindings = merge_key_bindings([application.key_bindings or KeyBindings(), keys])
    application.ttimeoutlen = _SHORTEST_WAIT
    return question.unsafe_ask()


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)
