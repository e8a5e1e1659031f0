"""The method in plain Swedish, made from the method itself, so that the text and the computation cannot differ."""

from samstad.calculations.index.method import Classes, Indicator, Method, Normalisation, Priority

NORMALISED = {
    "none": "Siffrorna används som de är.",
    "minmax": "Varje siffra läggs på en skala från {low:g} till {high:g}, där ändarna är det lägsta och det högsta "
    "området.",
    "z": "Varje siffra räknas om till hur många standardavvikelser området ligger från medelvärdet (medelvärdet blir "
    "{mean:g}, en standardavvikelse {sd:g}).",
    "robust_z": "Varje siffra räknas om till avståndet från medianen, mätt så att enstaka avvikande områden inte stör.",
    "percentile": "Varje siffra ersätts av sin plats i ordningen, från nära 0 till nära 1.",
    "percentile_0_1": "Varje siffra ersätts av sin plats i ordningen, från 0 till 1.",
    "rank": "Varje siffra ersätts av sin plats i ordningen.",
    "borda": "Varje siffra ersätts av antalet områden med lägre risk.",
    "normal_score": "Varje siffra ersätts av sin plats i ordningen, utspridd som en normalfördelning.",
    "exponential": "Områdena ordnas efter varje siffra, och ordningen räknas om så att de med högst risk väger tyngst "
    "och låg risk i en del inte döljer hög risk i en annan (de engelska indexens omräkning).",
    "relative": "Varje siffra räknas om så att hela staden är 100.",
    "goalposts": "Varje siffra läggs på en skala mellan två fasta gränser.",
    "distance_to_max": "Varje siffra räknas om till avståndet från det område som har högst risk.",
}
AGGREGATED = {
    "arithmetic": "Delarna vägs ihop med ett medelvärde. Låg risk i en del kan väga upp hög risk i en annan.",
    "geometric": "Delarna vägs ihop med ett geometriskt medelvärde. Låg risk i en del väger bara till viss del upp hög "
    "risk i en annan.",
    "harmonic": "Delarna vägs ihop med ett harmoniskt medelvärde, där den lägsta delen väger tyngst.",
    "power": "Delarna vägs ihop med ett potensmedelvärde.",
    "sum": "Delarna läggs ihop med sina vikter.",
    "copeland": "Områdena jämförs två och två: det som har högre risk i de delar som väger mest får en poäng.",
    "borda": "Ett område får poäng för varje område som det ligger över, del för del.",
    "alkire_foster": "Ett område räknas när det ligger över gränsen i tillräckligt många delar.",
}
IMPUTED = {
    "none": "Siffror som saknas fylls inte i.",
    "mean": "Siffror som saknas fylls i med medelvärdet.",
    "median": "Siffror som saknas fylls i med medianen.",
    "group_mean": "Siffror som saknas fylls i med medelvärdet i områdets grupp.",
    "group_median": "Siffror som saknas fylls i med medianen i områdets grupp.",
    "time": "Siffror som saknas fylls i med områdets senaste tidigare värde.",
}
TREATED = {
    "none": "Ytterligheter ändras inte: de är ofta det som indexet ska visa.",
    "winsorise": "I siffror med några få ytterligheter dras högst {most} av dem in till nästa värde.",
    "log": "Siffror med ytterligheter räknas om med logaritm.",
    "winsorise_or_log": "I siffror med några få ytterligheter dras högst {most} av dem in till nästa värde; räcker det "
    "inte räknas siffran om med logaritm.",
}
VARIED = {
    "choices": "andra sätt att göra siffrorna jämförbara",
    "aggregate": "andra sätt att väga ihop",
    "weights": "andra vikter",
    "left_out": "en siffra borttagen",
    "figures": "slumpen i siffrorna",
    "normalise": "sättet att göra siffrorna jämförbara",
    "treat": "hur ytterligheter hanteras",
    "impute": "hur det som saknas fylls i",
}


def method_sentences(method: Method) -> list[tuple[str, str]]:
    """Headings with their text, in the order a reader asks: what, comparable how, weighed how, sure how, used how."""
    return [
        ("Vad som mäts", _measured(method)),
        ("Det som saknas", f"{IMPUTED[method.missing.impute]} Ett område får ett värde bara när minst "
         f"{method.missing.least_share:.0%} av varje del är känd."),
        ("Ytterligheter", TREATED[method.treat.method].format(most=method.treat.most)),
        ("Små tal", _small(method)),
        ("Jämförbart", normalised(method.normalise)),
        ("Sammanvägt", AGGREGATED[method.aggregate]),
        ("Vilka som tas med", prioritised(method.priority)),
        ("Klasser", classed(method.classes)),
    ]  # fmt: skip


def normalised(choice: Normalisation) -> str:
    return NORMALISED[choice.method].format(low=choice.low, high=choice.high, mean=choice.mean, sd=choice.sd)


def directed(indicator: Indicator) -> str:
    """Which way an indicator points, said in words."""
    return "mer betyder högre risk" if indicator.direction == 1 else "mindre betyder högre risk"


def prioritised(priority: Priority) -> str:
    if priority.rule == "over" and priority.over is not None:
        return f"Regeln tar alla områden med ett värde över {priority.over:g}."
    if priority.k:
        return f"Regeln tar de {priority.k} områden som har högst risk."
    return f"Regeln tar den femtedel ({priority.share or 0.2:.0%}) av områdena som har högst risk."


def classed(classes: Classes) -> str:
    words = {
        "none": "Områdena delas inte i klasser.",
        "quantiles": "Områdena delas i lika stora klasser efter ordning: {names}.",
        "sd": "Områdena delas i klasser efter hur många standardavvikelser de ligger från medelvärdet: {names}.",
        "fixed": "Områdena delas i klasser vid fasta gränser: {names}.",
        "natural": "Områdena delas i klasser där hoppen mellan dem är störst: {names}.",
    }
    changed = f" Ett område byter klass först när den nya klassen är minst {classes.change_at:.0%} sannolik."
    text = words[classes.method].format(names=", ".join(classes.names))
    return text if classes.method == "none" else text + changed


def _measured(method: Method) -> str:
    return "; ".join(
        f"{row.name or row.code} ({directed(row)}{', ' + row.period if row.period else ''})"
        for row in method.indicators
    )


def _small(method: Method) -> str:
    names = [row.name or row.code for row in method.indicators if row.shrink]
    if not names:
        return "Inga siffror dras mot ett medelvärde."
    towards = {"city": "stadens", "none": "stadens", "group": "gruppens", "parent": "det större områdets"}
    return (
        f"{', '.join(names)} bygger på få händelser och dras mot {towards[method.shrinkage.target]} medelvärde, mer ju "
        "färre människor området har. Det kan dölja små fickor av hög risk."
    )
