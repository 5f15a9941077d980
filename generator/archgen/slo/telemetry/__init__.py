"""What services and exporters must expose: the metrics contract, pinned exporters, component alerts, snippets."""

from archgen.slo.telemetry.components import Component, Row, alert_name, component_alerts, rows_from, threshold
from archgen.slo.telemetry.contract import Contract, Label, Metric, Terms, contract, terms_from, with_bounds
from archgen.slo.telemetry.exporters import Exporter, exporters_from, metric_names, needed
from archgen.slo.telemetry.instrumentation import Snippet, instrument, snippets_from

__all__ = [
    "Component",
    "Contract",
    "Exporter",
    "Label",
    "Metric",
    "Row",
    "Snippet",
    "Terms",
    "alert_name",
    "component_alerts",
    "contract",
    "exporters_from",
    "instrument",
    "metric_names",
    "needed",
    "rows_from",
    "snippets_from",
    "terms_from",
    "threshold",
    "with_bounds",
]
