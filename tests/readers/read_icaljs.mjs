// Reads feeds with ical.js, as Thunderbird does: `read_icaljs.mjs FILE…` prints one JSON list a file, sorted.

import { readFileSync } from "node:fs";
import ICAL from "ical.js";

function events(path) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, "utf8")));
  return calendar
    .getAllSubcomponents("vevent")
    .map((component) => new ICAL.Event(component))
    .map((event) => ({
      uid: event.uid,
      start: event.startDate.toString(),
      end: event.endDate.toString(),
      summary: event.summary,
    }))
    .sort((a, b) => (a.start + a.uid < b.start + b.uid ? -1 : 1));
}

for (const path of process.argv.slice(2)) {
  console.log(JSON.stringify(events(path)));
}
