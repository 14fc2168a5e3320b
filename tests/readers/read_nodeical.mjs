// Reads feeds with node-ical, as MagicMirror and Node-RED do: `read_nodeical.mjs FILE…` prints one JSON list a file.
//
// It never fails of itself: a line that it cannot read is skipped, and of a file that ends too early comes what was
// there. So a calendar that was not closed is a failure here (only a closed one has `vcalendar`), and what else is lost
// shows in the comparison. Its events are kept by UID; a day is a Date at the local midnight, marked `dateOnly`; a text
// with parameters is {params, val}. It takes the quotes from a text that stands in them as a whole, and reads a
// backslash before an n as the end of a line even where the backslash was escaped.

import { readFileSync } from "node:fs";
import ical from "node-ical";

const utf8 = new TextDecoder("utf-8", { fatal: true });

function day(date) {
  if (date.dateOnly !== true) {
    throw new Error(`expected a day, got ${date}`);
  }
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return parts.map((part, index) => String(part).padStart(index ? 2 : 4, "0")).join("-");
}

function events(path) {
  const calendar = ical.sync.parseICS(utf8.decode(readFileSync(path)));
  if (!calendar.vcalendar) {
    throw new Error(`${path}: expected a whole calendar`);
  }
  return Object.values(calendar)
    .filter((component) => component.type === "VEVENT")
    .map((event) => ({
      uid: event.uid,
      start: day(event.start),
      end: day(event.end),
      summary: event.summary.val ?? event.summary,
    }));
}

for (const path of process.argv.slice(2)) {
  console.log(JSON.stringify(events(path)));
}
