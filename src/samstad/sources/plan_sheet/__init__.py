"""A goal tree, indicators and activities out of the spreadsheet that another planning system exports.

`read_plan` gives the file as lines, `try_plan` says what each line would do, `store_plan` does it.
"""

from samstad.sources.plan_sheet.line import PlanLine
from samstad.sources.plan_sheet.lines import PlanFile, read_plan
from samstad.sources.plan_sheet.storing import store_plan
from samstad.sources.plan_sheet.trial import Judged, Trial, try_plan

__all__ = ["Judged", "PlanFile", "PlanLine", "Trial", "read_plan", "store_plan", "try_plan"]
