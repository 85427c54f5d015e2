// "/" searches; "g" and a letter goes to a page. Nothing happens while somebody types.
let going = false;
document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select, [contenteditable]')) {
    return;
  }
  if (event.key === '/') {
    event.preventDefault();
    document.getElementById('search')?.focus();
  } else if (going) {
    document.querySelector(`nav a[data-key="${CSS.escape(event.key)}"]`)?.click();
  }
  going = event.key === 'g' && !going;
});
