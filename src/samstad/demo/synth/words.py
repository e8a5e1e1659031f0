"""Words that invented goals, measures and places are made of."""

AREAS = ("Kvarnvik", "Norrby", "Sörby", "Lindäng", "Björkhaga", "Ekudden", "Åsbacken", "Österäng", "Myrvik", "Hagalund")
SUBJECTS = (
    "Barn och unga",
    "Skolan",
    "Föreningslivet",
    "Torgen",
    "Äldre",
    "Unga vuxna",
    "Parkerna",
    "Hyresgästerna",
    "Biblioteken",
    "Gångvägarna",
)
HOPES = (
    "får stöd i rätt tid",
    "är trygga hela dygnet",
    "når fler än i dag",
    "är tillgängliga för alla",
    "har inflytande över sin vardag",
    "är välskötta året om",
    "bidrar till fler möten",
)
DEEDS = (
    "Öppna mötesplats i",
    "Hålla vandringar i",
    "Rusta gångvägar i",
    "Starta läxhjälp i",
    "Erbjuda feriejobb i",
    "Samverka med föreningar i",
)
