// What somebody has unfolded stays so when the path is fetched again.
let unfolded = [];
document.addEventListener('htmx:beforeSwap', event => {
  unfolded = [...document.querySelectorAll('#path details[open][id]')].map(details => details.id);
});
document.addEventListener('htmx:afterSwap', () => {
  for (const id of unfolded) {
    document.getElementById(id)?.setAttribute('open', '');
  }
});
