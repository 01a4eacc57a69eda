// Earliest arrivals by an independent router: node raptor_arrivals.cjs query.json, answer in JSON on stdout.
// query: {trips: [[[stop, arrival, departure, board, alight]]], walks: [[from, to, seconds]], changes: {stop: seconds},
// origins: [stop], targets: [stop], moments: [seconds]}; answer: arrivals[origin][moment][target] or null.
const fs = require("fs");
const {RaptorAlgorithmFactory} = require("raptor-journey-planner");

const query = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const service = {runsOn: () => true};
const trips = query.trips.map((stops, number) => ({
  tripId: number,
  serviceId: "day",
  service,
  stopTimes: stops.map(([stop, arrivalTime, departureTime, pickUp, dropOff]) =>
    ({stop, arrivalTime, departureTime, pickUp, dropOff})),
}));
const transfers = {};
for (const [origin, destination, duration] of query.walks) {
  const walk = {origin, destination, duration, startTime: 0, endTime: Number.MAX_SAFE_INTEGER};
  (transfers[origin] = transfers[origin] || []).push(walk);
}
// It groups trips into routes by whether the last arrival overtakes; its search needs that no stop does.
const follows = (trip) => (other) => trip.stopTimes.every((stop, at) =>
  other.stopTimes[at].arrivalTime <= stop.arrivalTime && other.stopTimes[at].departureTime <= stop.departureTime);
RaptorAlgorithmFactory.getRouteId = (trip, tripsByRoute) => {
  const stops = trip.stopTimes.map((s) => s.stop + (s.pickUp ? 1 : 0) + (s.dropOff ? 1 : 0)).join();
  for (let number = 0; ; number++) {
    const route = `${stops}#${number}`;
    if ((tripsByRoute[route] || []).every(follows(trip))) return route;
  }
};
const raptor = RaptorAlgorithmFactory.create(trips, transfers, query.changes);
// It remembers where it last looked on a route and never looks at later trips again, and so misses some: forget that.
const create = raptor.routeScannerFactory.create.bind(raptor.routeScannerFactory);
raptor.routeScannerFactory.create = (date, weekday) => {
  const scanner = create(date, weekday);
  const getTrip = scanner.getTrip.bind(scanner);
  scanner.getTrip = (route, stop, time) => {
    scanner.routeScanPosition = {};
    return getTrip(route, stop, time);
  };
  return scanner;
};
const answer = query.origins.map((origin) => query.moments.map((moment) => {
  const best = raptor.scan({[origin]: moment}, 0, 0)[1];
  // Its arrivals have the change time of the stop added, the last one too; at the origin it is there at once.
  return query.targets.map((stop) => {
    if (stop === origin) return moment;
    return best[stop] < Number.MAX_SAFE_INTEGER ? best[stop] - query.changes[stop] : null;
  });
}));
fs.writeSync(1, JSON.stringify(answer));
