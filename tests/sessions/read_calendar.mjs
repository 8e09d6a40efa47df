// Reads a calendar file with ical.js, the parser of Thunderbird and Nextcloud, and says what stands in it.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const book = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of book.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
const entries = book.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    summary: event.summary,
    location: event.location,
    starts: event.startDate.toJSDate().toISOString(),
    ends: event.endDate.toJSDate().toISOString(),
    zone: event.startDate.zone.tzid,
    sequence: event.sequence,
    status: component.getFirstPropertyValue("status"),
    modified: component.getFirstPropertyValue("last-modified").toJSDate().toISOString(),
  };
});
console.log(JSON.stringify({ method: book.getFirstPropertyValue("method"), entries }));
