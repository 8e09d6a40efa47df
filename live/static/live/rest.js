// rest.js: what is left to share out, told beside the fields while somebody fills them in.
function tell({ target }) {
  const told = target.form?.querySelector("[data-rest]");
  if (!told) return;
  const given = [...target.form.querySelectorAll("input[inputmode=numeric]")].reduce((sum, field) => sum + Number(field.value), 0);
  const left = told.dataset.rest - given, words = told.querySelector("[data-words]");
  told.hidden = false;
  words.textContent = JSON.parse(words.dataset.words)[left === 0 || left === 1 ? left : "n"].replace("#", left);
}
addEventListener("input", tell);
tell({ target: document.activeElement }); // what was typed while this was on its way
