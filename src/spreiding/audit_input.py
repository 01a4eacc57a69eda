"""What the auditor is told: the validated input as plain values, nothing that the optimiser worked out."""

import pandas as pd

from spreiding.audit.case import (
    AuditCase,
    AuditExchange,
    AuditLaw,
    AuditPeriod,
    AuditRules,
    AuditSpecial,
    AuditStay,
    AuditTrack,
    AuditWishes,
    ReachLimit,
    Strength,
)
from spreiding.instance import Instance
from spreiding.law.housing_task import HalfYear
from spreiding.law.parameters import LawAt
from spreiding.law.special_stay import htl_weeks
from spreiding.model_exchanges import Exchange, HousingExchange
from spreiding.model_families import Burdens, Norm, Reach
from spreiding.model_file import ModelFile
from spreiding.model_inflow import Track
from spreiding.model_special import Special
from spreiding.model_wishes import Wishes
from spreiding.prepare.case import Case
from spreiding.prepare.minutes import site_minutes


def audit_case(case: Case) -> AuditCase:
    """Hand an instance to the auditor; sites come with their minutes, scales as the run planned with them."""
    instance, model = case.instance, case.instance.model
    periods = _periods(case)
    return AuditCase(
        law=_law(instance),
        rules=_rules(instance),
        selection=instance.selection,
        decision_date=model.dates.decision,
        due_date=model.dates.due,
        periods=periods,
        tracks=tuple(_track(track, len(periods)) for track in model.planned_inflow.tracks),
        exchanges=tuple(_exchange(item) for item in model.exchanges),
        steady_state=model.planned_inflow.stay_model == "steady_state",
        weekly_arrivals_before=model.arrivals_before,
        registration_stay_weeks=model.planned_inflow.registration_stay_weeks,
        demand_scale=case.scale.procedure,
        registration_scale=case.scale.registration,
        municipalities=_municipalities(instance),
        housing_need=instance.tables.housing_task_national[["half_year", "persons"]],
        housing_population=_housing_population(instance, periods),
        sites=_sites(instance),
        goals=tuple(goal.goal for goal in model.goals),
        ukraine=instance.tables.ukraine[["municipality_code", "places"]],
    )


def _periods(case: Case) -> tuple[AuditPeriod, ...]:
    model, periods = case.instance.model, case.periods
    starts, ends = periods["start"].dt.date, periods["end"].dt.date
    rows = zip(periods["period"], periods["label"], starts, ends, periods["half_year"], strict=True)
    return tuple(
        AuditPeriod(label, start, end, half_year, model.arrivals(period - 1))
        for period, label, start, end, half_year in rows
    )


def _track(track: Track, periods: int) -> AuditTrack:
    asked = track.decisions_per_week
    bound = tuple(asked) if isinstance(asked, list) else None if asked is None else (asked,) * periods
    return AuditTrack(track.track, track.share, track.stay_weeks, track.recognition, track.stay_shape, bound)


def _exchange(item: Exchange) -> AuditExchange:
    if isinstance(item, HousingExchange):
        return AuditExchange("housing", item.from_code, item.to_code, item.persons, half_year=item.half_year)
    return AuditExchange("reception", item.from_code, item.to_code, item.places, item.amv)


def _law(instance: Instance) -> AuditLaw:
    law, need = instance.law, instance.need
    return AuditLaw(
        need_places=need.places,
        need_amv=need.amv,
        durable_years=law.whole("durable_years"),
        durable_min_regular=law.whole("durable_min_regular"),
        durable_min_special=law.whole("durable_min_special"),
        coupling_to_housing_weeks=law.number("coupling_to_housing_weeks"),
        doorstroom_max_weeks=law.number("doorstroom_max_weeks"),
        occupancy=law.number("occupancy_norm_percent") / 100,
        bonus_threshold=law.number("bonus_threshold_percent") / 100,
        stable_stock=law.whole("stable_stock_places"),
        stock_flexible=law.whole("flexible_places"),
        stock_reserve=law.whole("direct_reserve_places"),
    )


def _rules(instance: Instance) -> AuditRules:
    model, families = instance.model, instance.model.families
    task = families.municipal_task
    return AuditRules(
        regional_numbers=families.regional_tables.numbers if families.regional_tables.enabled else {},
        staff=families.staff.enabled,
        staff_per_100={str(name): number for name, number in families.staff.per_100_places.items()},
        staff_growth=families.staff.growth,
        staff_new=families.staff.new_staff,
        staff_lent_part=families.staff.lent_part,
        staff_cost_per_day_eur=families.staff.exchange_cost_eur_per_day,
        stock=families.stock.enabled,
        scale_down=families.stock.scale_down,
        reserve_cost_part=families.stock.reserve_cost_part,
        emergency_run_down=families.existing_sites.emergency == "run_down",
        capacity_band=families.capacity_band.band if families.capacity_band.enabled else None,
        soft=families.softened(),
        delivery=_strength(families.delivery),
        tracks=_strength(families.tracks),
        reach=_strength(families.reach),
        housing=_strength(families.housing),
        band_min=task.min_ratio if task.enabled else 0.0,
        band_max=task.max_ratio if task.enabled else None,
        keep_existing=families.existing_sites.enabled,
        durable_minimum=families.durable_places.enabled,
        restriction_policy=families.restrictions.policy,
        reach_limits=_reach_limits(families.reach),
        transport_cost_per_place_day_eur=families.reach.transport_cost_per_place_day_eur,
        overflow_max_km=families.registration.max_distance_km if families.registration.enabled else None,
        mix_band=families.mix.band if families.mix.enabled else None,
        realisation=families.housing.realisation,
        initial_coupling_weeks=families.housing.initial_coupling_weeks,
        rest_offers=_offers(model),
        max_change_places=families.transition.max_change_places if families.transition.enabled else None,
        max_change_ratio=families.transition.max_change_ratio if families.transition.enabled else None,
        burden_weights=_burden_weights(families.burdens),
        km_per_move=next((goal.km_per_move for goal in model.goals if goal.km_per_move is not None), None),
        special=_special(families.special, instance.law),
        wishes=_wishes(model.wishes),
    )


def _reach_limits(reach: Reach) -> tuple[ReachLimit, ...]:
    return tuple(
        ReachLimit(location_type, facility, minutes)
        for location_type, by_facility in reach.limits.items()
        for facility, minutes in by_facility.items()
        if reach.enabled
    )


def _special(special: Special, law: LawAt) -> AuditSpecial | None:
    if not special.enabled:
        return None
    stays = {kind: AuditStay(stay.share, stay.stay_weeks) for kind, stay in special.stays.items()}
    after = special.rejection
    return AuditSpecial(
        htl=stays.get("htl"),
        ibo=stays.get("ibo"),
        after_rejection=None if after is None else AuditStay(after.return_share, after.return_stay_weeks),
        rejected_tracks=() if after is None else tuple(after.tracks),
        rejected_days=law.number("rejected_reception_days"),
        htl_most_weeks=htl_weeks(law),
    )


def _wishes(wishes: Wishes) -> AuditWishes:
    return AuditWishes(
        numbers=tuple(wishes.numbers),
        together=tuple((table.name, tuple(table.municipalities), table.places) for table in wishes.together),
        forced=tuple((item.site, item.type, item.places, item.opens) for item in wishes.force),
        excluded=tuple(wishes.exclude),
    )


def _strength(norm: Norm) -> Strength:
    return norm.strength if norm.enabled else "off"


def _offers(model: ModelFile) -> dict[str, tuple[int, int]] | None:
    asked = model.rest_task
    if asked.rule == "free":
        return None
    return {code: (offer.regular, offer.amv) for code, offer in asked.offers.items()}


def _burden_weights(family: Burdens) -> tuple[float, float] | None:
    return (family.ukraine_weight, family.housing_weight) if family.enabled else None


def _municipalities(instance: Instance) -> pd.DataFrame:
    kind = instance.model.region
    tables, model = instance.tables, instance.model
    columns = ["municipality_code", "municipality", "province_code", f"{kind}_code", kind, "lon", "lat"]
    frame = tables.municipalities[columns].rename(columns={f"{kind}_code": "region_code", kind: "region"})
    people = tables.population[tables.population["reference_date"] == pd.Timestamp(model.dates.population)]
    scores = tables.ses_woa[tables.ses_woa["score_year"] == model.dates.ses_woa_year]
    scores = scores[["municipality_code", "ses_woa_text", "origin"]]
    scores = scores.rename(columns={"ses_woa_text": "ses_woa", "origin": "ses_woa_origin"})
    housing = tables.housing[["municipality_code", "waiting_permit_holders", "doorstroom_places", "backlog_persons"]]
    for other in (people[["municipality_code", "population"]], scores, housing):
        frame = frame.merge(other, on="municipality_code", validate="one_to_one")
    return frame


def _sites(instance: Instance) -> pd.DataFrame:
    """Every site of the country as the table has it, with its minutes: not what the optimiser made of it."""
    return instance.tables.sites.merge(site_minutes(instance.tables.sites, instance.tables), on="site_id")


def _housing_population(instance: Instance, periods: tuple[AuditPeriod, ...]) -> pd.DataFrame:
    population = instance.tables.population
    years_before = instance.law.whole("housing_population_years_before")
    parts = []
    for label in dict.fromkeys(period.half_year for period in periods):
        day = pd.Timestamp(HalfYear.parse(label).population_date(years_before))
        people = population.loc[population["reference_date"] == day, ["municipality_code", "population"]]
        parts.append(people.assign(half_year=label))
    return pd.concat(parts, ignore_index=True)
