"""Terms of art with the sentence that explains each; `{% term %}` shows them."""

from django.utils.translation import gettext_noop as _

TERMS = {
    "rådighet": _(
        "Hur mycket nämnden själv kan påverka: full, delvis eller ingen. Den som saknar rådighet kan bara be andra."
    ),
    "röda tråden": _("Kedjan från stadens vision ner till det som görs på en plats. En lucka är en länk som saknas."),
    "tertial": _("En tredjedel av året. Nämnderna rapporterar efter april (T1), augusti (T2) och hela året (VB)."),
    "indikator": _(
        "Ett mått som visar om ett mål närmar sig. Det har enhet, period, källa och ett håll som är bättre."
    ),
    "årsmål": _("Det värde en indikator ska nå under året."),
    "nämndmål": _("Det mål en nämnd eller styrelse själv sätter för att bidra till fullmäktiges mål."),
    "huvudansvarig": _("Den som leder samarbetet kring målet. De andra är berörda."),
    "berörd": _("En nämnd eller styrelse som måste svara i sin plan hur den bidrar till målet."),
    "uppföljningsansvarig": _("Den som ska följa upp hur det går med målet."),
    "medverkan": _("Vad parter utanför nämnden tillfrågas om och ger. En avsikt är ingen överenskommelse."),
    "besked": _("Ett svar från förvaltningen. Det är beslutat först när en nämnd eller styrelse har fattat beslut."),
    "så säger siffrorna": _("Vad reglerna för målets indikatorer ger. Bedömningen görs av människor."),
    "tolkning": _("En koppling som inget dokument anger. Någon har gjort den, och det står vem."),
    "exempeldata": _("Påhittade uppgifter som visar hur tjänsten fungerar. De är inga fakta om staden."),
    "ej inlagt": _("Vi vet att det finns, men texten är inte inlagd här. Den hittas inte på."),
    "närmevärde": _("Ett mått på något som ligger nära det målet säger, när det rätta måttet inte finns."),
    "stadsledningskontoret": _("Arbetar för kommunstyrelsen och väger samman nämndernas bedömningar."),
    "utkast": _("Texten är inte utsänd eller beslutad och kan ändras."),
}
