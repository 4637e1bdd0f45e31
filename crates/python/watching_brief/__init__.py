"""Watching Brief: holds descriptions of pilots against stated conditions, and gives each verdict with its reason.

>>> import watching_brief
>>> text = "format: 1\\npilot: riverside\\ntitle: Riverside\\nstatus: proposed\\nreferral:\\n  work_coach_role: suggests\\n"
>>> [report] = watching_brief.check([text], only="MWF-03")
>>> report.pilot.verdicts["MWF-03"]
'breached'
"""

from ._errors import BriefError, Diagnostic, Edit, Fix, RelatedPlace
from ._project import Project, Text, Texts, check
from ._reports import CheckedPilot, Form, Report, Reports, Rule, Standing, Summary, TextReport, Verdict

__all__ = [
    "BriefError",
    "CheckedPilot",
    "Diagnostic",
    "Edit",
    "Fix",
    "Form",
    "Project",
    "RelatedPlace",
    "Report",
    "Reports",
    "Rule",
    "Standing",
    "Summary",
    "Text",
    "TextReport",
    "Texts",
    "Verdict",
    "check",
]

# People see the names that they import, and not the files in which they stand.
for _public in (BriefError, CheckedPilot, Diagnostic, Edit, Fix, Project, RelatedPlace, Report, Reports, Rule, Summary, TextReport):
    _public.__module__ = __name__
check.__module__ = __name__
