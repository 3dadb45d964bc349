// Draws the last hour of the cluster from the table on the page, which is there without a script too.
(() => {
  const numbers = (column) => [...document.querySelectorAll(`#pace-table tbody td:nth-child(${column})`)]
    .map((cell) => Number(cell.dataset.value));
  // As the page writes times, in its zone.
  const written = (seconds) => [...document.querySelectorAll('#pace-table tbody time')]
    .find((time) => Date.parse(time.dateTime) === seconds * 1000)?.textContent ?? '';
  const figures = () => [
    [...document.querySelectorAll('#pace-table tbody time')].map((time) => Date.parse(time.dateTime) / 1000),
    numbers(2).map((ended) => ended / 60),
    numbers(3),
  ];
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  let plot;
  const draw = () => {
    const place = document.getElementById('chart');
    if (!place || !document.getElementById('pace-table')) {
      return;
    }
    if (plot && place.contains(plot.root)) {
      plot.setData(figures());
      return;
    }
    const quiet = colour('--quiet');
    const grid = { stroke: colour('--line'), width: 1 };
    const axis = { stroke: quiet, grid, ticks: grid };
    plot = new uPlot({
      width: Math.max(280, place.clientWidth),
      height: 220,
      scales: { rate: { range: (u, low, high) => [0, Math.max(1, high * 1.1)] }, open: { range: (u, low, high) => [0, Math.max(1, high * 1.1)] } },
      series: [
        { value: (u, time) => written(time) },
        { label: place.dataset.rate, scale: 'rate', stroke: colour('--pico-primary'), width: 2, value: (u, v) => (v == null ? '' : v.toFixed(1)) },
        { label: place.dataset.open, scale: 'open', stroke: colour('--waiting'), width: 2, dash: [6, 4] },
      ],
      axes: [{ ...axis, values: (u, times) => times.map((time) => /\d\d:\d\d/.exec(written(time))?.[0] ?? '') }, { ...axis, scale: 'rate', size: 60 }, { ...axis, scale: 'open', side: 1, size: 70, grid: { show: false } }],
    }, figures(), place);
  };
  addEventListener('resize', () => plot && plot.setSize({ width: Math.max(280, plot.root.parentElement.clientWidth), height: 220 }));
  document.addEventListener('htmx:afterSettle', draw);
  // Its colours are not the style sheet's any more once they are drawn.
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    plot?.destroy();
    plot = undefined;
    draw();
  });
  draw();
})();
