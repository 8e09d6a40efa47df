// On the projector all votes of a poll are drawn on one scale: the largest of a few with which every option fits.
const SIZES = ["large", "middle", "small"]; // of marks, as screen.css knows them

function fit(tally) {
  for (const size of SIZES) {
    tally.dataset.fit = size;
    if (tally.scrollHeight <= tally.clientHeight) return;
  }
  delete tally.dataset.fit; // rows of one height: what is too long takes from its own marks
}

const all = () => document.querySelectorAll("#content .tally").forEach(fit);
const content = document.getElementById("content");
new MutationObserver(all).observe(content, { subtree: true, childList: true, characterData: true, attributeFilter: ["hidden"] });
new ResizeObserver(all).observe(content);
