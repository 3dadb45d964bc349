// Says whether the page is live, and keeps it so. Everything else works without a script of ours.
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

  // What can be decided is fetched anew while somebody presses a button: it stays until they let go, or the click is lost.
  let pressed = null;
  let postponed = null;
  document.addEventListener('pointerdown', ({target}) => { pressed = target; }, true);
  const released = () => setTimeout(() => {
    pressed = null;
    if (postponed) {
      htmx.trigger(postponed, 'sse:decisions');
      postponed = null;
    }
  });
  document.addEventListener('pointerup', released, true);
  document.addEventListener('pointercancel', released, true);

  // What can't be taken back is asked about once more.
  document.addEventListener('submit', (event) => {
    const question = event.submitter?.dataset.question;
    if (question && !confirm(question)) {
      event.preventDefault();
    }
  });

  // And while somebody writes why: what they have opened and written stays.
  const unwritten = {open: false, values: []};
  let written = unwritten;
  document.addEventListener('htmx:beforeSwap', ({detail}) => {
    if (detail.target.id !== 'decisions') {
      return;
    }
    if (detail.target.contains(pressed)) {
      detail.shouldSwap = false;
      postponed = detail.requestConfig.elt;
    } else {
      written = {
        open: detail.target.querySelector('details')?.open,
        values: [...detail.target.querySelectorAll('input[id]')]
          .filter((input) => input.value !== input.defaultValue)
          .map((input) => [input.id, input.value]),
      };
    }
  });
  document.addEventListener('htmx:afterSwap', () => {
    const orders = document.querySelector('#decisions details');
    if (orders && written.open) {
      orders.open = true;
    }
    for (const [id, value] of written.values) {
      const input = document.getElementById(id);
      if (input) {
        input.value = value;
      }
    }
    written = unwritten;
  });

  // The address says which moment of a timeline is shown, for whoever reloads it or hands it on.
  document.addEventListener('htmx:afterSwap', ({detail}) => {
    if (detail.target?.id === 'then') {
      const {number} = document.getElementById('then').dataset;
      const address = new URL(location.href);
      address.searchParams.set('at', number);
      history.replaceState(history.state, '', address);
      for (const input of document.querySelectorAll('#verification [name="at"]')) {
        input.value = number;
      }
    }
  });

  // A list that is fetched may be older than a line that came meanwhile: such a line is put in once more.
  const lines = new Map();
  let fetching = 0;
  document.addEventListener('htmx:beforeRequest', () => { fetching += 1; });
  document.addEventListener('htmx:sseBeforeMessage', ({detail}) => {
    if (fetching > 0 && detail.type?.startsWith('line-')) {
      lines.set(detail.type, detail.data);
    }
  });
  document.addEventListener('htmx:afterRequest', () => {
    fetching -= 1;
    if (fetching === 0) {
      for (const [id, line] of lines) {
        if (document.getElementById(id)) {
          htmx.swap('#' + id, line, {swapStyle: 'outerHTML', swapDelay: 0, settleDelay: 0});
        }
      }
      lines.clear();
    }
  });
})();
