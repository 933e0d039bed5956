"""The works that pages show or hand out, as they are cited and as schema.org names them: a report, and the site's data."""

from __future__ import annotations

from digest.model.catalogue import SiteSettings
from digest.model.comparison import Comparison
from digest.model.dossier import Dossier
from digest.model.report import Record
from digest.model.written import iso_date
from digest.pages.citations import DATASET, cite
from digest.pages.linked_data import Node, publisher
from digest.pages.metadata import PUBLISHED_BY, Work
from digest.render import filters, routes
from digest.render.routes import absolute

FORMATS = {"csv": "text/csv", "json": "application/json", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
           "sqlite": "application/vnd.sqlite3"}  # fmt: skip
SETS = ("facts", "projects", "pledges", "measures", "ledger", "promises", "words")
MOST = 200  # indicators and places named in a description; more help no search engine


def report_work(record: Record, dossier: Dossier, title: str, site: SiteSettings) -> Work:
    """A report → itself as a work: its speaker, or its government where nobody is named; where it was found, or else our page.

    尹明星. 侯马市2024年政府工作报告[EB/OL]. 博县网（2024-03-12）[引用日期]. https://…
    """
    meta = record.report.meta
    found = meta.url.startswith(("https://", "http://"))
    author = meta.speaker or f"{dossier.place.name}人民政府"
    address = meta.url if found else absolute(site, routes.report_page(record.report.id))
    citation = cite(author, title, meta.publisher if found else site.publisher, iso_date(meta.delivered), address)
    person = {"@type": "Person", "name": meta.speaker, **({"jobTitle": meta.office} if meta.office else {})}
    node: Node = {
        "@type": "Report", "name": title, "inLanguage": "zh-Hans", "datePublished": iso_date(meta.delivered),
        "author": person if meta.speaker else {"@type": "GovernmentOrganization", "name": author},
        "publisher": {"@type": "Organization", "name": meta.publisher} if meta.publisher else {},
        "isBasedOn": meta.url if found else "", "spatialCoverage": _place_node(dossier), "temporalCoverage": str(dossier.year),
    }  # fmt: skip
    return Work(citation, meta.publisher or site.publisher, filters.date(meta.delivered), "报告日期", "来源" if meta.publisher else PUBLISHED_BY, node)


def report_about(record: Record) -> str:
    """A report in one line: 侯马市第十七届人民代表大会第四次会议，2024年3月12日，市长 尹明星，全文"""
    meta = record.report.meta
    said = (meta.session, filters.date(meta.delivered), f"{meta.office} {meta.speaker}".strip(), filters.completeness_name(meta.completeness))
    return "，".join(filter(None, said))


def data_work(comparison: Comparison, site: SiteSettings) -> Work:
    """The data of the site as one set: who made it, what is measured, of where and of which years, in which files."""
    title = f"{site.title or '政府工作报告比较'}：数据"
    years = sorted({dossier.year for dossier in comparison.dossiers})
    span = "/".join(map(str, dict.fromkeys((years[0], years[-1])))) if years else ""
    tables = [table for one in comparison.indicators for table in one.tables]
    node: Node = {
        "@type": "Dataset", "name": title, "description": site.about, "inLanguage": "zh-Hans", "isAccessibleForFree": True,
        "creator": publisher(site), "publisher": publisher(site), "license": site.licence_url or site.licence,
        "version": iso_date(site.data_date), "dateModified": iso_date(site.data_date), "temporalCoverage": span,
        "spatialCoverage": list({d.place.code: _place_node(d) for d in comparison.dossiers}.values())[:MOST],
        "variableMeasured": [{"@type": "PropertyValue", "name": table.name, "unitText": table.unit} for table in tables[:MOST]],
        "distribution": [_file_node(route, site) for route in data_routes()],
    }  # fmt: skip
    citation = cite(site.publisher or site.title, title, site.publisher, iso_date(site.data_date), absolute(site, routes.DATA), DATASET)
    return Work(citation, site.publisher, site.data_date, "数据截至", node=node)


def data_routes() -> tuple[str, ...]:
    """→ the files of the data as a whole."""
    return (*(routes.dataset(name, kind) for name in SETS for kind in ("csv", "json")), routes.DATA_XLSX, routes.DATA_SQLITE)


def _file_node(route: str, site: SiteSettings) -> Node:
    kind = route.rpartition(".")[2]
    return {"@type": "DataDownload", "name": route.rpartition("/")[2], "encodingFormat": FORMATS[kind],
            "contentUrl": absolute(site, route) or routes.relative(routes.DATA, route)}  # fmt: skip


def _place_node(dossier: Dossier) -> Node:
    above = " ".join(dict.fromkeys(filter(None, (dossier.province, dossier.parent))))
    return {"@type": "Place", "name": dossier.place.name, **({"containedInPlace": {"@type": "Place", "name": above}} if above else {})}
