"""Columns of ``tasks.csv``: one row per municipality, from inhabitants to the number it is given."""

from spreiding.write.column import Table, decimal, text, whole

_SHARE = "Besluit art. 2.1 lid 3"
_AMV = "Besluit art. 2.2 lid 1"
_TASK = "Wet art. 5"
_COUNTS = "Wet art. 2 lid 3; Besluit art. 3.1"
_DELIVERY = "Wet art. 7 lid 1"
_HOUSING = "Hw art. 29"
_TRANSITION = "Uitvoeringsagenda 6.1"
_BALANCE = "Uitvoeringsagenda 4.1 and 4.2"

TASKS = Table(
    name="tasks",
    meaning="The number of places that each municipality is given, its calculation, and what stands on the due date.",
    dutch="Opvangtaak per gemeente",
    key=("municipality_code",),
    columns=(
        text("municipality_code", "gemeentecode", "CBS code of the municipality (`GM` and four digits)"),
        text("municipality", "gemeente", "name of the municipality"),
        text("province_code", "provinciecode", "CBS code of its province (`PV` and two digits)"),
        text(
            "region_code",
            "regiocode",
            "code of its region, of the kind that the model file chooses",
            "Uitvoeringsagenda 2.2.3",
        ),
        whole("population", "inwoners", "persons", "inhabitants behind the indicative share", _SHARE),
        decimal(
            "ses_woa",
            "SES-WOA-score",
            "score",
            "socio-economic score behind the indicative share",
            _SHARE,
            decimals=None,
            signed=True,
        ),
        text(
            "ses_woa_origin",
            "herkomst SES-WOA-score",
            "whether the score is official, reported, estimate, historic, synthetic or assumption",
        ),
        decimal(
            "weighting_factor",
            "wegingsfactor",
            "ratio",
            "Wf = (ses_woa + 1) x population / inhabitants of the Netherlands",
            _SHARE,
            decimals=12,
        ),
        decimal(
            "unrounded_places",
            "indicatief aantal, onafgerond",
            "places",
            "national need x Wf / sum of Wf over all municipalities",
            _SHARE,
            decimals=6,
        ),
        whole("indicative_places", "indicatief aandeel", "places", "unrounded_places, rounded half up", _SHARE),
        whole(
            "indicative_amv",
            "indicatief aandeel amv",
            "places",
            "same share of the national need for unaccompanied minors, rounded half up; inside indicative_places",
            _AMV,
        ),
        whole(
            "exchanged_places",
            "uitgewisseld",
            "places",
            "places that the ledger of exchanges adds (takes over) or takes off (hands over), amv included",
            "Uitvoeringsagenda 4.2",
            signed=True,
        ),
        whole(
            "exchanged_amv",
            "uitgewisseld amv",
            "places",
            "of which for unaccompanied minors",
            "Uitvoeringsagenda 4.2",
            signed=True,
        ),
        whole(
            "task_places",
            "taak",
            "places",
            "the number given to the municipality: task_regular + task_amv",
            _TASK,
        ),
        whole("task_regular", "taak regulier", "places", "of which other than for unaccompanied minors", _TASK),
        whole("task_amv", "taak amv", "places", "of which for unaccompanied minors", _TASK),
        whole(
            "durable_places",
            "duurzame plekken",
            "places",
            "places that count as durable and stand in the due period: durable_regular + durable_amv",
            _COUNTS,
        ),
        whole(
            "durable_regular",
            "duurzame plekken regulier",
            "places",
            "azc and accelerated places if 100 or more together in the municipality, and registration "
            "places if 16 or more together with amv places",
            _COUNTS,
        ),
        whole(
            "durable_amv",
            "duurzame plekken amv",
            "places",
            "amv places if 16 or more together with registration places",
            _COUNTS,
        ),
        whole("shortfall_places", "tekort", "places", "shortfall_regular + shortfall_amv", _DELIVERY),
        whole(
            "shortfall_regular",
            "tekort regulier",
            "places",
            "task_regular less durable_regular, at least 0",
            _DELIVERY,
        ),
        whole("shortfall_amv", "tekort amv", "places", "task_amv less durable_amv, at least 0", _DELIVERY),
        whole(
            "deviation_places",
            "afwijking van het indicatieve aandeel",
            "places",
            "task_places less indicative_places",
            "Wet art. 5 lid 2",
            signed=True,
        ),
        decimal(
            "bonus_places",
            "plekken voor de bonus",
            "places",
            "part in the province's places above 75 percent of its number, divided among the municipalities that did "
            "their task pro rata to durable_places",
            "Wet art. 9 lid 3",
            decimals=3,
        ),
        whole(
            "housing_backlog_persons",
            "achterstand huisvesting",
            "persons",
            "backlog of the housing task before the first half-year of the horizon; negative: lead",
            _HOUSING,
            signed=True,
        ),
        whole(
            "housing_owed_persons",
            "te huisvesten",
            "persons",
            "permit holders to house in the half-years of the horizon: tasks, exchanges, backlog and lead included",
            _HOUSING,
        ),
        whole(
            "today_places",
            "plekken vandaag",
            "places",
            "most places of the sites in the input that stand at the start of the horizon (`existing`), emergency and "
            "set-aside sites included",
            _TRANSITION,
        ),
        whole(
            "change_places",
            "verandering",
            "places",
            "places of the sites that are open in the last period of the horizon, durable or not, and also those "
            "scaled down (`scaling.csv`), less today_places",
            _TRANSITION,
            signed=True,
        ),
        whole(
            "ukraine_places",
            "plekken Oekraïne",
            "places",
            "municipal reception places for displaced people from Ukraine, from the input; empty: unknown",
            _BALANCE,
            blank=True,
        ),
        decimal(
            "housing_task_persons",
            "gemiddelde halfjaarlijkse taakstelling",
            "persons",
            "mean housing task of the half-years that the horizon touches, joint changes included",
            f"Hw art. 29; {_BALANCE}",
            decimals=3,
        ),
        decimal(
            "burden_places",
            "lasten samen",
            "places",
            "task_places + ukraine_weight x ukraine_places (nothing where unknown) + housing_weight x "
            "housing_task_persons; empty: the model file does not count burdens together",
            _BALANCE,
            decimals=3,
            blank=True,
        ),
        decimal(
            "burden_per_1000",
            "lasten per 1.000 inwoners",
            "places per 1,000 inhabitants",
            "1,000 x burden_places / population; empty: as burden_places",
            _BALANCE,
            decimals=3,
            blank=True,
        ),
    ),
)
