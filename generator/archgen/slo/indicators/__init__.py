"""What is measured: each kind of indicator as PromQL for valid and bad events. They know no target and no alert."""

from archgen.slo.indicators.counted import Counted
from archgen.slo.indicators.journey import Serial, Step
from archgen.slo.indicators.kinds import Kind, indicator, kinds_from
from archgen.slo.indicators.sliced import SLICE, Sliced
from archgen.slo.indicators.timed import NativeTimed, Timed

Indicator = Counted | Timed | NativeTimed | Sliced | Serial

__all__ = [
    "SLICE",
    "Counted",
    "Indicator",
    "Kind",
    "NativeTimed",
    "Serial",
    "Sliced",
    "Step",
    "Timed",
    "indicator",
    "kinds_from",
]
