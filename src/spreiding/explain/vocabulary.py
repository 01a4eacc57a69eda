"""The program's own words in Dutch, as they stand in the explanation's figures."""

DUTCH = {
    # origins of data
    "official": "officieel",
    "reported": "gemeld",
    "estimate": "schatting",
    "historic": "historisch",
    "synthetic": "verzonnen",
    "assumption": "aanname",
    # kinds of places
    "regular": "regulier",
    "amv": "amv",
    "ordinary": "gewone",
    "special": "bijzondere",
    # types of sites
    "registration": "aanmeld",
    "accelerated": "versneld",
    "azc": "azc",
    "htl": "htl",
    "ibo": "ibo",
    "return": "terugkeer",
    # tracks that are no types
    "dublin": "Dublin",
    "safe_country": "veilig land",
    "low_recognition": "kansarm",
    "permit_holder": "vergunninghouder",
    "rejected": "afgewezen",
    # facilities
    "education": "onderwijs",
    "care": "zorg",
    "station": "station",
    # of a site
    "durable": "duurzaam",
    "not durable": "niet duurzaam",
    "emergency": "noodopvang",
    "coa": "COA",
    "municipality": "gemeente",
    "third_party": "derde",
    # goals
    "no_place": "personen zonder plaats",
    "shortfall": "tekort op de uiterste datum",
    "total": "totaal",
    "unevenness_total": "ongelijke spreiding (som)",
    "unevenness_worst": "ongelijke spreiding (verste gemeente)",
    "registration_spread": "spreiding van aanmeldplaatsen",
    "special_spread": "spreiding van bijzondere opvang",
    "late_housing": "late huisvesting",
    "soft_norms": "overschreden zachte normen",
    "burden_balance": "balans van de lasten",
    "moves_distance": "verhuizingen en afstand",
    "cost": "kosten",
    # of a run
    "optimal": "optimaal",
    "feasible": "toelaatbaar",
    "free": "vrij",
    "pro_rata": "naar rato",
    # of an input table, as an origin may stand in one
    "unknown": "onbekend",
}
