// Tells htmx what changed: an element with data-live="SUBJECT SUBJECT" gets the event "live" when one of them did,
// and fetches itself with hx-trigger="live". One connection serves the whole page; the browser reconnects it.
const watching = () => [...document.querySelectorAll('[data-live]')];
const subjects = element => element.dataset.live.split(/\s+/).filter(Boolean);
const all = [...new Set(watching().flatMap(subjects))];

function tell(subject) {
  for (const element of watching()) {
    if (subject === null || subjects(element).includes(subject)) {
      htmx.trigger(element, 'live');
    }
  }
}

// Forms of htmx carry the token against forged requests, as plain forms do.
document.body.addEventListener('htmx:configRequest', event => {
  event.detail.headers['X-CSRF-TOKEN'] = document.body.dataset.csrf;
});

let events = null;
let first = true;

function connect() {
  events = new EventSource('/live?subjects=' + encodeURIComponent(all.join(',')));
  events.addEventListener('changed', event => tell(event.data));
  events.addEventListener('connected', () => {
    document.body.dataset.connection = 'live';
    // What was missed while there was no connection; the page itself has just been made.
    if (!first) tell(null);
    first = false;
  });
  events.addEventListener('error', () => { document.body.dataset.connection = 'lost'; });
  events.addEventListener('ended', event => {
    events.close();
    events = null;
    document.body.dataset.connection = 'lost';
    if (event.data === 'signed_out') location.reload();
  });
}

if (all.length > 0) {
  connect();
  // Another page took its place; when its reader comes back, this one takes it again.
  window.addEventListener('focus', () => { if (events === null) connect(); });
}
