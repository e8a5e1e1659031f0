"""The method in plain words, made from the method itself, so that the text and the computation cannot differ.

The words are Swedish. `say` turns each of them into the reader's language where they are shown; here nothing is known
of languages, and `_` only marks a text for the catalogue.
"""

from collections.abc import Callable

from samstad.calculations.index.method import Classes, Indicator, Method, Normalisation, Priority

Say = Callable[[str], str]


def _(text: str) -> str:
    return text


NORMALISED = {
    "none": _("Siffrorna används som de är."),
    "minmax": _(
        "Varje siffra läggs på en skala från {low:g} till {high:g}, där ändarna är det lägsta och det högsta området."
    ),
    "z": _(
        "Varje siffra räknas om till hur många standardavvikelser området ligger från medelvärdet (medelvärdet blir "
        "{mean:g}, en standardavvikelse {sd:g})."
    ),
    "robust_z": _(
        "Varje siffra räknas om till avståndet från medianen, mätt så att enstaka avvikande områden inte stör."
    ),
    "percentile": _("Varje siffra ersätts av sin plats i ordningen, från nära 0 till nära 1."),
    "percentile_0_1": _("Varje siffra ersätts av sin plats i ordningen, från 0 till 1."),
    "rank": _("Varje siffra ersätts av sin plats i ordningen."),
    "borda": _("Varje siffra ersätts av antalet områden med lägre risk."),
    "normal_score": _("Varje siffra ersätts av sin plats i ordningen, utspridd som en normalfördelning."),
    "exponential": _(
        "Områdena ordnas efter varje siffra, och ordningen räknas om så att de med högst risk väger tyngst och låg "
        "risk i en del inte döljer hög risk i en annan (de engelska indexens omräkning)."
    ),
    "relative": _("Varje siffra räknas om så att hela staden är 100."),
    "goalposts": _("Varje siffra läggs på en skala mellan två fasta gränser."),
    "distance_to_max": _("Varje siffra räknas om till avståndet från det område som har högst risk."),
}
AGGREGATED = {
    "arithmetic": _("Delarna vägs ihop med ett medelvärde. Låg risk i en del kan väga upp hög risk i en annan."),
    "geometric": _(
        "Delarna vägs ihop med ett geometriskt medelvärde. Låg risk i en del väger bara till viss del upp hög risk i "
        "en annan."
    ),
    "harmonic": _("Delarna vägs ihop med ett harmoniskt medelvärde, där den lägsta delen väger tyngst."),
    "power": _("Delarna vägs ihop med ett potensmedelvärde."),
    "sum": _("Delarna läggs ihop med sina vikter."),
    "copeland": _("Områdena jämförs två och två: det som har högre risk i de delar som väger mest får en poäng."),
    "borda": _("Ett område får poäng för varje område som det ligger över, del för del."),
    "alkire_foster": _("Ett område räknas när det ligger över gränsen i tillräckligt många delar."),
}
IMPUTED = {
    "none": _("Siffror som saknas fylls inte i."),
    "mean": _("Siffror som saknas fylls i med medelvärdet."),
    "median": _("Siffror som saknas fylls i med medianen."),
    "group_mean": _("Siffror som saknas fylls i med medelvärdet i områdets grupp."),
    "group_median": _("Siffror som saknas fylls i med medianen i områdets grupp."),
    "time": _("Siffror som saknas fylls i med områdets senaste tidigare värde."),
}
TREATED = {
    "none": _("Ytterligheter ändras inte: de är ofta det som indexet ska visa."),
    "winsorise": _("I siffror med några få ytterligheter dras högst {most} av dem in till nästa värde."),
    "log": _("Siffror med ytterligheter räknas om med logaritm."),
    "winsorise_or_log": _(
        "I siffror med några få ytterligheter dras högst {most} av dem in till nästa värde; räcker det inte räknas "
        "siffran om med logaritm."
    ),
}
CLASSED = {
    "none": _("Områdena delas inte i klasser."),
    "quantiles": _("Områdena delas i lika stora klasser efter ordning: {names}."),
    "sd": _("Områdena delas i klasser efter hur många standardavvikelser de ligger från medelvärdet: {names}."),
    "fixed": _("Områdena delas i klasser vid fasta gränser: {names}."),
    "natural": _("Områdena delas i klasser där hoppen mellan dem är störst: {names}."),
}
CLASS_CHANGE = _("Ett område byter klass först när den nya klassen är minst {share:.0%} sannolik.")
VARIED = {
    "choices": _("andra sätt att göra siffrorna jämförbara"),
    "aggregate": _("andra sätt att väga ihop"),
    "weights": _("andra vikter"),
    "left_out": _("en siffra borttagen"),
    "figures": _("slumpen i siffrorna"),
    "normalise": _("sättet att göra siffrorna jämförbara"),
    "treat": _("hur ytterligheter hanteras"),
    "impute": _("hur det som saknas fylls i"),
}
TOWARDS = {
    "city": _("stadens medelvärde"),
    "none": _("stadens medelvärde"),
    "group": _("gruppens medelvärde"),
    "parent": _("det större områdets medelvärde"),
}


def method_sentences(method: Method, say: Say = _) -> list[tuple[str, str]]:
    """Headings with their text, in the order a reader asks: what, comparable how, weighed how, used how."""
    least = say(_("Ett område får ett värde bara när minst {share:.0%} av varje del är känd."))
    missing = f"{say(IMPUTED[method.missing.impute])} {least.format(share=method.missing.least_share)}"
    return [
        (say(_("Vad som mäts")), _measured(method, say)),
        (say(_("Det som saknas")), missing),
        (say(_("Ytterligheter")), say(TREATED[method.treat.method]).format(most=method.treat.most)),
        (say(_("Små tal")), _small(method, say)),
        (say(_("Jämförbart")), normalised(method.normalise, say)),
        (say(_("Sammanvägt")), say(AGGREGATED[method.aggregate])),
        (say(_("Vilka som tas med")), prioritised(method.priority, say)),
        (say(_("Klasser")), classed(method.classes, say)),
    ]


def normalised(choice: Normalisation, say: Say = _) -> str:
    text = say(NORMALISED[choice.method])
    return text.format(low=choice.low, high=choice.high, mean=choice.mean, sd=choice.sd)


def directed(indicator: Indicator, say: Say = _) -> str:
    """Which way an indicator points, said in words."""
    return say(_("mer betyder högre risk")) if indicator.direction == 1 else say(_("mindre betyder högre risk"))


def prioritised(priority: Priority, say: Say = _) -> str:
    if priority.rule == "over" and priority.over is not None:
        return say(_("Regeln tar alla områden med ett värde över {over:g}.")).format(over=priority.over)
    if priority.k:
        return say(_("Regeln tar de {k} områden som har högst risk.")).format(k=priority.k)
    return say(_("Regeln tar den andel ({share:.0%}) av områdena som har högst risk.")).format(
        share=priority.share or 0.2
    )


def classed(classes: Classes, say: Say = _) -> str:
    text = say(CLASSED[classes.method]).format(names=", ".join(classes.names))
    if classes.method == "none":
        return text
    return f"{text} {say(CLASS_CHANGE).format(share=classes.change_at)}"


def _measured(method: Method, say: Say) -> str:
    return "; ".join(
        f"{row.name or row.code} ({directed(row, say)}{', ' + row.period if row.period else ''})"
        for row in method.indicators
    )


def _small(method: Method, say: Say) -> str:
    names = [row.name or row.code for row in method.indicators if row.shrink]
    if not names:
        return say(_("Inga siffror dras mot ett medelvärde."))
    text = say(
        _(
            "{names} bygger på få händelser och dras mot {towards}, mer ju färre människor området har. Det kan dölja "
            "små fickor av hög risk."
        )
    )
    return text.format(names=", ".join(names), towards=say(TOWARDS[method.shrinkage.target]))
