// A sale as it runs: answers, queue and stock, latency. The table below the charts says the same in words.
const sale = document.getElementById('answers').dataset.sale;
const quiet = matchMedia('(prefers-reduced-motion: reduce)').matches;
const dark = matchMedia('(prefers-color-scheme: dark)');
const told = ['ticket', 'sold-out', 'full', 'limit', 'too-fast', 'other'];
const name = line => document.querySelector(`th[data-told="${line}"], th[data-line="${line}"]`)?.textContent ?? line;
const charts = Object.fromEntries(['answers', 'levels', 'latency'].map(
  id => [id, echarts.init(document.getElementById(id), null, { renderer: 'svg' })]));

// Colours of the page, whichever theme it has now.
function colour(property) {
  const probe = document.createElement('span');
  probe.style.color = `var(${property})`;
  document.body.append(probe);
  const seen = getComputedStyle(probe).color;
  probe.remove();
  return seen;
}

function frame(ink, line) {
  const axis = { axisLabel: { color: ink }, splitLine: { lineStyle: { color: line } } };
  return {
    animation: !quiet,
    textStyle: { color: ink },
    legend: { textStyle: { color: ink }, type: 'scroll' },
    tooltip: { trigger: 'axis', renderMode: 'richText' },
    grid: { left: 56, right: 56, top: 40, bottom: 28 },
    xAxis: { type: 'time', axisLabel: { color: ink } },
    yAxis: { type: 'value', ...axis },
  };
}

async function draw() {
  const answer = await fetch(`/sales/${sale}/series.json`, { headers: { Accept: 'application/json' } });
  if (!answer.ok) return;
  const { at, lines } = await answer.json();
  const ink = colour('--ink');
  const base = frame(ink, colour('--line'));
  const series = (line, more) => ({
    name: name(line), type: 'line', showSymbol: at.length < 2, data: at.map((moment, i) => [moment, lines[line][i]]), ...more,
  });
  charts.answers.setOption({
    ...base,
    series: told.map(line => series(line, { stack: 'told', areaStyle: {}, lineStyle: { width: 1 } })),
  });
  charts.levels.setOption({
    ...base,
    yAxis: [base.yAxis, { ...base.yAxis, splitLine: { show: false } }],
    series: [series('left'), series('waiting', { yAxisIndex: 1, lineStyle: { type: 'dashed' } })],
  });
  charts.latency.setOption({ ...base, series: ['0.5', '0.95', '0.99'].map(line => series(line)) });
}

addEventListener('resize', () => Object.values(charts).forEach(chart => chart.resize()));
dark.addEventListener('change', draw);
draw();
setInterval(() => { if (!document.hidden) draw(); }, 2000);
