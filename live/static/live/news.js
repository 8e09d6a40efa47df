// What is told aloud of the room: an activity opened, closed or put on screen, and how much is new in it.
import { announce, interrupt } from "./announce.js";
import { counted, inWords, word } from "./words.js";

const fresh = {}; // new things since the page opened, by activity

// What the news are made from, kept while a patch changes the view in place.
export const brief = (view) => ({
  stage: view.room.stage,
  activities: Object.fromEntries(Object.entries(view.activities).map(
    ([id, one]) => [id, { phase: one.phase, round: one.round, count: one.view?.count ?? 0 }])),
});

export function tell(before, view) {
  const now = brief(view);
  for (const [id, one] of Object.entries(now.activities)) {
    const old = before.activities[id], title = inWords(view.activities[id].title), more = one.count - (old?.count ?? 0);
    if (one.phase === "open" && (old?.phase !== "open" || old.round !== one.round)) interrupt(word("opened", title));
    else if (one.phase === "closed" && old?.phase === "open") announce(id, word("closed", title));
    else if (more > 0) announce(id, counted("fresh", (fresh[id] = (fresh[id] ?? 0) + more)));
  }
  if (now.stage && now.stage !== before.stage) announce("stage", word("staged", inWords(view.activities[now.stage]?.title)));
}
