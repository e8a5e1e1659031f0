"""The method page of an index from files: plain Swedish with the numbers beside, one file that needs nothing else."""

from html import escape

from samstad.calculations.index import Result, Uncertainty
from samstad.calculations.index.weigh import effective
from samstad.calculations.index.words import VARIED, directed, method_sentences

STYLE = (
    "body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif}"
    "th,td{text-align:start;padding:.2rem .8rem .2rem 0;border-bottom:1px solid #ccc}"
)


def method_html(result: Result, unsure: Uncertainty | None) -> str:
    """The whole page as text."""
    method = result.plan.method
    sections = "".join(f"<h2>{escape(title)}</h2><p>{escape(text)}</p>" for title, text in method_sentences(method))
    note = f"<p><strong>{escape(method.note)}</strong></p>" if method.note else ""
    return (
        f'<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>{escape(method.title)}</title>'
        f"<style>{STYLE}</style></head><body><h1>{escape(method.title)}</h1>{note}{sections}"
        f"<h2>Säkerhet</h2><p>{escape(sureness(unsure))}</p>{_table(result)}"
        f"<p>Version {escape(method.version)}. Metodfilens sha256: <code>{method.sha256}</code></p></body></html>\n"
    )


def sureness(unsure: Uncertainty | None) -> str:
    """What the intervals stand on, and what they do not hold."""
    if unsure is None:
        return "Spann kan inte beräknas: metoden anger inga alternativ och underlag om siffrornas osäkerhet saknas."
    varied = ", ".join(VARIED[name] for name in unsure.varied)
    text = f"Indexet har räknats {unsure.replicates} gånger med {varied}. Spannen rymmer nio fall av tio."
    if not unsure.sampling:
        text += " Osäkerheten i siffrorna kan inte beräknas: underlag saknas."
    return text


def _table(result: Result) -> str:
    heavy = effective(result.plan, result.weights)
    rows = "".join(
        f"<tr><th scope='row'>{escape(row.name or row.code)}</th><td>{escape(directed(row))}</td>"
        f"<td>{heavy[at]:.4g}</td></tr>"
        for at, row in enumerate(result.plan.method.indicators)
    )
    return (
        "<table><caption>Siffror och vikter</caption><thead><tr><th scope='col'>Siffra</th>"
        "<th scope='col'>Riktning</th>"
        f"<th scope='col'>Vikt i indexet</th></tr></thead><tbody>{rows}</tbody></table>"
    )
