// How transactions ended, minute by minute. The table below the chart says the same in words.
const place = document.getElementById('endings');
const endings = ['committed', 'rolled-back', 'unknown', 'check-commit', 'check-rollback', 'check-unknown'];
const named = ending => document.querySelector(`th[data-ending="${ending}"]`)?.textContent ?? ending;
const quiet = matchMedia('(prefers-reduced-motion: reduce)').matches;
const ink = () => getComputedStyle(document.body).color;
const chart = echarts.init(place, null, { renderer: 'svg' });

async function draw() {
  const answer = await fetch('/transactions/series.json', { headers: { Accept: 'application/json' } });
  if (!answer.ok) return;
  const { minutes, counts } = await answer.json();
  chart.setOption({
    animation: !quiet,
    textStyle: { color: ink() },
    legend: { textStyle: { color: ink() }, type: 'scroll' },
    tooltip: { trigger: 'axis', renderMode: 'richText' },
    grid: { left: 48, right: 16, top: 40, bottom: 28 },
    xAxis: { type: 'time' },
    yAxis: { type: 'value', minInterval: 1 },
    series: endings.map(ending => ({
      name: named(ending),
      type: 'bar',
      stack: ending.startsWith('check') ? 'checks' : 'ends',
      data: minutes.map((minute, at) => [minute, counts[ending][at]]),
    })),
  });
}

addEventListener('resize', () => chart.resize());
draw();
setInterval(() => { if (!document.hidden) draw(); }, 5000);
