"""From the facets of a question to a selection."""

from ...catalogue import Facets, Unknown
from ...selection import Selection, known_values
from ..problems import Refused, fault
from ..site import site
from . import parameters


def chosen(query: parameters.Facets) -> Selection:
    """The selection that is asked for; none of the calendars means all. Raises Refused for names there are not."""
    catalogue = site().catalogue
    calendars = tuple(catalogue.renamed.get(id, id) for id in query.calendar)
    faults = []
    for what, values in (("calendar", calendars), ("body", query.body), ("country", query.country)):
        try:
            known_values(what, values, catalogue)
        except Unknown as error:
            faults.append(fault(what, f"the id of a {what}" if what != "country" else "codes of ISO 3166", error.near))
    if faults:
        raise Refused(400, "a parameter is wrong" if len(faults) == 1 else "some parameters are wrong", faults)
    facets = Facets(themes=query.theme, bodies=query.body, countries=query.country, kinds=query.kind)
    return Selection(calendars, facets)
