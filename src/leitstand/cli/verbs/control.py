"""`leitstand control`: goals against their corridor, signals that want an answer, and the review of a period."""

from __future__ import annotations

import argparse

from leitstand.cli.verb import Say, Verb
from leitstand.foundation.text import Text

KINDS = {"fix": "temporary_fix", "dismiss": "temporary_dismiss", "lasting": "lasting"}


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument(
        "do",
        nargs="?",
        choices=("answer", "review"),
        help=say(
            de="answer: ein Signal beantworten · review: der Rückblick auf einen Zeitraum",
            en="answer: answer a signal · review: the review of a period",
        ),
    )
    parser.add_argument(
        "signal",
        nargs="?",
        metavar="SIGNAL",
        help=say(de="bei answer: Nummer des Signals", en="with answer: id of the signal"),
    )
    parser.add_argument(
        "kind",
        nargs="?",
        choices=tuple(KINDS),
        help=say(
            de="fix: vorübergehend, wird behoben · dismiss: vorübergehend, nichts zu tun · lasting: bleibt so",
            en="fix: temporary, being fixed · dismiss: temporary, nothing to do · lasting: will stay so",
        ),
    )
    parser.add_argument("--reason", default="", metavar="TEXT", help=say(de="warum", en="why"))
    parser.add_argument(
        "--grain",
        choices=("week", "month", "quarter", "year"),
        default="quarter",
        help=say(de="bei review: Länge des Zeitraums (sonst quarter)", en="with review: its length (default quarter)"),
    )
    parser.add_argument(
        "--period",
        metavar=say(de="TAG", en="DAY"),
        help=say(
            de="bei review: ein Tag oder Monat darin (sonst der letzte volle Zeitraum)",
            en="with review: a day or month in it (default: the latest complete period)",
        ),
    )
    parser.add_argument("--sign", metavar="NAME", help=say(de="bei review: unterschreiben", en="with review: sign it"))
    parser.add_argument("--json", action="store_true", help=say(de="Ergebnis als JSON", en="result as JSON"))


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.control import print_review, print_standing
    from leitstand.cli.output import Page, print_json
    from leitstand.cli.patience import patience
    from leitstand.foundation.period import parse_day
    from leitstand.workspace import Workspace

    control, page = Workspace(args.home).control, Page(args.language)
    if args.do == "answer":
        return _answer(args)
    with patience(Text(de="Erfolgskontrolle", en="Control"), args.language):
        if args.do == "review":
            told_day = args.period or args.signal  # `review 2026-09` means what --period 2026-09 does
            day = parse_day(told_day) if told_day else None
            told = control.sign(args.sign, args.grain, day) if args.sign else control.review(args.grain, day)
        else:
            told = control.standing()
    if args.json:
        print_json(told)
    elif args.do == "review":
        print_review(told, page)
    else:
        print_standing(told, page)
    return 0


def _answer(args: argparse.Namespace) -> int:
    from leitstand.cli.output import Page, print_json
    from leitstand.foundation.errors import UnusableInput
    from leitstand.workspace import Workspace

    if not args.signal or not args.kind:
        raise UnusableInput(
            Text(de="Es fehlt, welches Signal und welche Antwort.", en="Which signal and which answer is missing."),
            Text(
                de="Zum Beispiel: leitstand control answer 3f9c21ab fix --reason „Lieferant gewechselt“",
                en="Such as: leitstand control answer 3f9c21ab fix --reason 'supplier changed'",
            ),
        )
    said = Workspace(args.home).control.answer(args.signal, KINDS[args.kind], args.reason)  # type: ignore[arg-type]
    if args.json:
        print_json(said)
    else:
        Page(args.language).say(Text(de="Beantwortet.", en="Answered."), "good")
    return 0


VERB = Verb(
    order=78,
    summary=Text(de="ob Ziele auf Kurs sind, Signale, Rückblick", en="whether goals are on course, signals, review"),
    description=Text(
        de="Hält jedes Ziel gegen seinen Korridor, mit dem Ausblick bis zum Ende. Signale gibt es nur bei besonderen "
        "Ursachen; jedes wartet auf eine Antwort. `review` schreibt den Rückblick: Stand, was gut lief und was nicht, "
        "womit es einherging, Entscheidungen, nächste Ziele.",
        en="Holds every goal against its corridor, with the outlook to its end. There are signals only on special "
        "causes; each wants an answer. `review` writes the review: how things stand, what went well and what did not, "
        "what went along with it, decisions, next targets.",
    ),
    examples=(
        ("leitstand control", Text(de="Ziele und Signale", en="goals and signals")),
        (
            "leitstand control answer 3f9c21ab dismiss --reason Messe",
            Text(de="ein Signal beantworten", en="answer a signal"),
        ),
        (
            "leitstand control review --grain month",
            Text(de="Rückblick auf den letzten Monat", en="last month's review"),
        ),
        ("leitstand control review --sign Anna", Text(de="den Rückblick unterschreiben", en="sign the review")),
    ),
    arguments=arguments,
    run=run,
)
