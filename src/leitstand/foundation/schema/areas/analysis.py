"""Comparison and model results: benchmarks, competitors, customer scores, forecasts as made, and actions as facts."""

from __future__ import annotations

from leitstand.foundation.schema.columns import (
    boolean,
    currency,
    date,
    enum,
    integer,
    json,
    key,
    money,
    number,
    personal,
    ref,
    share,
    text,
)
from leitstand.foundation.schema.contract import Table
from leitstand.foundation.text import Text

_BENCHMARK = Table(
    name="benchmark",
    meaning=Text(de="Vergleichswert aus einer veröffentlichten Quelle", en="Benchmark from a published source"),
    columns=(
        key("benchmark_id", "Vergleichswert", "Benchmark"),
        text("metric_key", "Kennzahl", "Metric"),
        text("definition_hash", "Fassung der Definition der Kennzahl", "Version of the metric's definition"),
        text("peer_group", "Vergleichsgruppe", "Peer group"),
        text("period", "Zeitraum laut Quelle", "Period as the source states it"),
        number("value", "of metric", "Wert, meist der Mittelwert", "Value, usually the mean"),
        number("p25", "of metric", "Unteres Quartil", "Lower quartile"),
        number("p50", "of metric", "Median", "Median"),
        number("p75", "of metric", "Oberes Quartil", "Upper quartile"),
        integer("n", "observations", "Umfang der Stichprobe", "Sample size"),
        text("source_url", "Fundstelle", "Source"),
        date("retrieved_on", "Abgerufen am", "Retrieved on"),
        enum(
            "grade",
            ("A", "B", "C", "D"),
            "Güte des Belegs (A = Experiment, D = nicht belegbar)",
            "Grade of evidence (A = experiment, D = unverifiable)",
        ),
    ),
    key=("benchmark_id",),
)

_COMPETITOR = Table(
    name="competitor",
    meaning=Text(
        de="Wettbewerber; die eigene Marke steht zum Vergleich dabei",
        en="Competitor; the own brand is listed for comparison",
    ),
    columns=(
        key("competitor_id", "Wettbewerber", "Competitor"),
        text("name", "Name", "Name"),
        boolean("is_own", "Eigene Marke", "Own brand"),
    ),
    key=("competitor_id",),
)

_COMPETITOR_OBSERVATION = Table(
    name="competitor_observation",
    meaning=Text(de="Beobachteter Wert eines Wettbewerbers", en="Observed figure of a competitor"),
    columns=(
        ref("competitor_id", "competitor", "Wettbewerber", "Competitor"),
        text("metric_key", "Kennzahl", "Metric"),
        text("period", "Zeitraum laut Quelle", "Period as the source states it"),
        number("value", "of metric", "Wert", "Value"),
        text("source_url", "Fundstelle", "Source"),
        text("method", "Wie der Wert ermittelt wurde", "How the figure was obtained"),
        date("observed_on", "Beobachtet am", "Observed on"),
        enum("confidence", ("high", "medium", "low"), "Verlässlichkeit", "Confidence"),
    ),
    key=("competitor_id", "metric_key", "period", "source_url"),
)

_CUSTOMER_SCORE = Table(
    name="customer_score",
    meaning=Text(
        de="Einschätzung eines Kunden durch ein Modell an einem Tag", en="A model's assessment of a customer on a day"
    ),
    columns=personal(
        ref("customer_key", "customer", "Kunde", "Customer"),
        text("model_id", "Modell", "Model"),
        text("model_version", "Fassung des Modells", "Version of the model"),
        date("scored_on", "Eingeschätzt am", "Scored on"),
        share("p_alive", "Wahrscheinlichkeit, noch Kunde zu sein", "Probability of still being a customer"),
        money("expected_value", "Erwarteter künftiger Wert", "Expected future value"),
        currency(),
        text("segment", "Vom Modell zugeteiltes Segment", "Segment assigned by the model"),
    ),
    key=("customer_key", "model_id", "model_version", "scored_on"),
    event_time="scored_on",
)

_FROZEN_FORECAST = Table(
    name="frozen_forecast",
    meaning=Text(
        de="Prognose, wie sie am Tag ihrer Entstehung war; wird nie nachträglich geändert",
        en="Forecast as it stood on the day it was made; never changed afterwards",
    ),
    columns=(
        text("metric_key", "Kennzahl", "Metric"),
        json("dim_json", "Merkmale, auf die sie sich bezieht", "Dimensions it refers to"),
        enum("grain", ("day", "week", "month", "quarter", "year"), "Länge des Zeitraums", "Length of the period"),
        date("made_on", "Erstellt am", "Made on"),
        date("period_start", "Erster Tag des vorhergesagten Zeitraums", "First day of the period forecast"),
        integer("horizon", "periods", "Abstand in Zeiträumen", "Periods ahead"),
        number("mean", "of metric", "Erwarteter Wert", "Expected value"),
        number("low", "of metric", "Untere Grenze", "Lower bound"),
        number("high", "of metric", "Obere Grenze", "Upper bound"),
        share("level", "Abdeckung des Bereichs, etwa 0,8", "Coverage of the interval, such as 0.8"),
        text("model_id", "Modell", "Model"),
        text("model_version", "Fassung des Modells", "Version of the model"),
    ),
    key=(
        "metric_key",
        "dim_json",
        "grain",
        "made_on",
        "period_start",
        "level",
        "model_id",
        "model_version",
    ),
    # Not the period forecast: a day in the future has not happened and must not move the date of the data.
    event_time="made_on",
)

_ACTION_FACT = Table(
    name="action_fact",
    meaning=Text(
        de="Maßnahme als Zeile für Kennzahlen; geplant und bearbeitet wird sie in der Steuerung",
        en="Action as a row for metrics; it is planned and worked on in the control database",
    ),
    columns=(
        text("action_id", "Maßnahme", "Action"),
        text("metric_key", "Kennzahl, die sich ändern soll", "Metric it is to change"),
        text("family", "Familie der Kennzahl", "Family of the metric"),
        text("owner_team", "Verantwortliches Team", "Team in charge"),
        text("rule_id", "Regel, aus der sie stammt", "Rule it came from"),
        date("due_on", "Fällig am", "Due on"),
        date("done_on", "Erledigt am", "Done on"),
        enum("status", ("planned", "started", "done", "dropped"), "Stand", "Status"),
        boolean("has_effect_result", "Wirkung wurde gemessen", "Effect was measured"),
        number("effect", "of metric", "Gemessene Wirkung", "Measured effect"),
        number("se", "of metric", "Standardfehler der Wirkung", "Standard error of the effect"),
    ),
    key=("action_id",),
    event_time="done_on",
)

TABLES = (
    _BENCHMARK,
    _COMPETITOR,
    _COMPETITOR_OBSERVATION,
    _CUSTOMER_SCORE,
    _FROZEN_FORECAST,
    _ACTION_FACT,
)
