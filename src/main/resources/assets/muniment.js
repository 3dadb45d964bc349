// Says whether the page is live. Everything else works without a script of ours.
(() => {
  const shown = document.getElementById('connection');
  const say = (state) => {
    if (shown.dataset.state !== state) {
      shown.dataset.state = state;
      shown.textContent = shown.dataset[state];
    }
  };
  document.addEventListener('htmx:sseOpen', () => say('live'));
  document.addEventListener('htmx:sseError', () => say('lost'));
})();
