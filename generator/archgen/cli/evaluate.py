"""`archgen evaluate`: candidates for a need by the weighted matrix, and the record of the choice."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated

import typer

from archgen import evaluation
from archgen.cli import adr_log, options
from archgen.cli.evaluation_team import known_of
from archgen.library import knowledge

app = typer.Typer(add_completion=False)

Many = list[str] | None


@app.command()
def evaluate(
    need: Annotated[str, typer.Argument(help="What it is needed for, in a few words.")],
    candidate: Annotated[Many, typer.Option(help="A technology by its id; repeat it.")] = None,
    fit: Annotated[Many, typer.Option(help="How well one fits, 1 to 5: postgresql=4, or postgresql=4: why.")] = None,
    score: Annotated[Many, typer.Option(help="Any other score by hand: flask.maturity=4.")] = None,
    skill: Annotated[Many, typer.Option(help="What the team knows: postgresql=production, some or none.")] = None,
    in_use: Annotated[Many, typer.Option(help="A technology that is in use here.")] = None,
    design: Annotated[
        str, typer.Option(help="A design whose brief says what the team knows and uses; else the only one.")
    ] = "",
    cloud: Annotated[str, typer.Option(help="aws, gcp, azure or on-premises; empty if open.")] = "",
    critical: Annotated[bool, typer.Option("--critical", help="Users notice when it fails: one waits longer.")] = False,
    record: Annotated[
        bool, typer.Option("--record", help="Write the choice as a proposed record into the log.")
    ] = False,
    log: adr_log.LogOption = "",
    output: options.Output = None,
    dry_run: options.DryRun = False,
    no_input: options.NoInput = False,
    format: options.Format = "text",
) -> None:
    """Compare technologies for a need: scores with reasons, an outcome for each, and the plan of adoption."""
    known = known_of(options.root(output), design)
    words = (candidate, fit, score, skill, [*(in_use or ()), *known.in_use])
    said = evaluation.Said(*(tuple(listed or ()) for listed in words))
    catalogue, rules = read()
    candidates = evaluation.read_candidates(said, catalogue, rules)
    if options.interactive() and not no_input:
        candidates = tuple(_asked(one, need, rules) for one in candidates)
    team = evaluation.Team(evaluation.read_skills(said, known.skills), cloud or known.cloud)
    matrix = evaluation.evaluate(need, candidates, evaluation.Setting(catalogue, rules, team, critical))
    stages = planned(matrix, options.today())
    if format == "json":
        typer.echo(json.dumps(evaluation.matrix_data(matrix, stages), indent=2, ensure_ascii=False))
    else:
        typer.echo(evaluation.matrix_text(matrix, stages))
    if record:
        from archgen.cli.evaluation_record import write_record  # deferred: comparing needs no log

        write_record(evaluation.record_parts(matrix, stages), output, log=log, dry_run=dry_run, quiet=format == "json")


def read() -> tuple[evaluation.Catalogue, evaluation.Rules]:
    """The technologies with their managed offers, and the rules of the matrix."""
    catalogues = knowledge("catalogues")
    catalogue = evaluation.read_catalogue(knowledge("technologies")["technologies"], catalogues["clouds"])
    return catalogue, evaluation.read_rules(catalogues["evaluation"])


def planned(matrix: evaluation.Matrix, start: date) -> tuple[evaluation.Stage, ...]:
    """The phases that lie before the winner, from `start` on; none where nothing is taken up."""
    winner = matrix.winner
    if winner is None:
        return ()
    wait = None if winner.wait.over else winner.wait.until
    return evaluation.plan(matrix.setting.rules, start=start, first=winner.verdict.outcome, not_before=wait)


def _asked(candidate: evaluation.Candidate, need: str, rules: evaluation.Rules) -> evaluation.Candidate:
    """Ask for the fit where nobody gave it; an empty answer leaves it open."""
    if "fit" in candidate.given:
        return candidate
    marks = [str(mark) for mark in range(rules.lowest, rules.highest + 1)]
    question = (
        f"How well does {candidate.technology.name} fit '{need}', {marks[0]} to {marks[-1]}? Enter leaves it open"
    )
    answer = ""
    while (answer := typer.prompt(question, default="", show_default=False).strip()) not in ("", *marks):
        typer.echo(f"'{answer}' is no score.")
    return candidate.with_score("fit", int(answer), "Said when asked.") if answer else candidate
