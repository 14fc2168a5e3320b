// Reads feeds with ical.js, as Thunderbird does: `read_icaljs.mjs FILE…` prints one JSON list a file.
//
// It takes 30 February for what it says and asks for no UID: both show in the comparison.

import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const utf8 = new TextDecoder("utf-8", { fatal: true });

function events(path) {
  const calendar = new ICAL.Component(ICAL.parse(utf8.decode(readFileSync(path))));
  return calendar
    .getAllSubcomponents("vevent")
    .map((component) => new ICAL.Event(component))
    .map((event) => ({
      uid: event.uid,
      start: event.startDate.toString(),
      end: event.endDate.toString(),
      summary: event.summary,
    }));
}

for (const path of process.argv.slice(2)) {
  console.log(JSON.stringify(events(path)));
}
