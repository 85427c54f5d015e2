const run = JSON.parse(document.getElementById('run').textContent);
const dark = matchMedia('(prefers-color-scheme: dark)');
const outcomes = [
  // One colour per answer, the same in every run; an answer that does not occur has no series.
  ['ticket', '#2a9d6f'], ['sold-out', '#7b8ca0'], ['limit-reached', '#d9a01e'], ['queue-full', '#e2711d'],
  ['rate-limited', '#8e6bc9'], ['not-open', '#4c9ed9'], ['bad-token', '#d36ba6'], ['unauthorized', '#b0577f'],
  ['refused', '#8c6d4f'], ['failed', '#d63c43'], ['no-answer', '#7d1d22'],
];
const seconds = millis => Math.round(millis / 1000) + ' s';
const end = 1000 * Math.ceil(Math.max(1, ...run.seconds.map(second => second.at), ...run.samples.map(sample => sample.at)));
const number = value => value.toLocaleString('en-US', {maximumFractionDigits: 1});

function rows(table, pairs) {
  const body = document.querySelector(table + ' tbody');
  for (const [name, value] of pairs) {
    const row = body.insertRow();
    row.insertCell().textContent = name;
    row.insertCell().textContent = value;
  }
}

function text() {
  document.getElementById('sale').textContent = run.sale;
  const broken = run.checks.filter(check => !check.holds).length;
  const verdict = document.getElementById('verdict');
  verdict.className = run.holds ? 'good' : 'bad';
  verdict.textContent = run.holds
    ? `✓ All ${run.checks.length} checks hold` : `✗ ${broken} of ${run.checks.length} checks do not hold`;
  document.getElementById('when').textContent = `${run.begun} · commit ${run.commit}`;
  const figures = document.getElementById('figures');
  const answered = Object.values(run.answers).reduce((sum, count) => sum + count, 0);
  for (const [name, value] of [
    ['requests', number(run.requests)], ['answers', number(answered)], ['tickets (202)', number(run.answers.ticket ?? 0)],
    ['p50 of a 202, ms', number(run.ticketLatency.p50)], ['p99 of a 202, ms', number(run.ticketLatency.p99)],
    ['p99 of others, ms', number(run.otherLatency.p99)], ['left of ' + number(run.end.units), number(run.end.left)],
    ['client, µs/request', number(run.clientCpuMicrosPerRequest)],
    ['client, % of CPU', run.clientShareOfProcessorTime == null ? '–' : number(100 * run.clientShareOfProcessorTime)],
  ]) {
    const box = figures.appendChild(document.createElement('div'));
    box.appendChild(document.createElement('dt')).textContent = name;
    box.appendChild(document.createElement('dd')).textContent = value;
  }
  const checks = document.querySelector('#checks tbody');
  for (const check of run.checks) {
    const row = checks.insertRow();
    const mark = row.insertCell();
    mark.textContent = check.holds ? '✓ holds' : check.unchecked ? '✗ not checked' : '✗ broken';
    mark.className = check.holds ? 'good' : 'bad';
    const fact = row.insertCell();
    fact.textContent = check.fact;
    if (!check.holds) {
      const by = fact.appendChild(document.createElement('div')).appendChild(document.createElement('code'));
      by.textContent = check.unchecked ?? `${number(check.offenders)}: ${check.examples.join(', ')}`;
    }
  }
  rows('#parameters', Object.entries(run.parameters));
  rows('#machine', [...Object.entries(run.machine), ['commit', run.commit]]);
}

/** A second that was cut short still shows what it was per second. */
function perSecond(value) {
  return run.seconds.map((second, index) => {
    const length = second.at - (index > 0 ? run.seconds[index - 1].at : 0);
    return [second.at * 1000, length > 0 ? value(second) / length : 0];
  });
}

function base(ink, line, extra) {
  return {
    animation: false,
    textStyle: {color: ink, fontFamily: 'system-ui, sans-serif'},
    grid: {left: 8, right: 16, top: 42, bottom: 8, containLabel: true},
    legend: {top: 4, type: 'scroll', textStyle: {color: ink}},
    useUTC: true,
    tooltip: {trigger: 'axis', axisPointer: {label: {formatter: at => seconds(at.value)}},
      valueFormatter: value => value == null ? '–' : number(value)},
    // A time axis: on a plain one ECharts would stack the seconds instead of the answers.
    xAxis: {type: 'time', min: 0, max: end, axisLabel: {formatter: seconds, color: ink, hideOverlap: true},
      splitLine: {show: false}, axisLine: {lineStyle: {color: line}}},
    yAxis: {type: 'value', axisLabel: {color: ink}, splitLine: {lineStyle: {color: line}}},
    ...extra,
  };
}

const curve = (name, data, color, extra) =>
  ({name, data, type: 'line', symbol: 'none', color, lineStyle: {width: 2}, ...extra});

function charts() {
  const style = getComputedStyle(document.documentElement);
  const ink = style.getPropertyValue('--soft').trim();
  const line = style.getPropertyValue('--line').trim();
  const strong = style.getPropertyValue('--ink').trim();
  const seen = outcomes.filter(([outcome]) => run.answers[outcome]);
  draw('answers', base(ink, line, {series: [
    ...seen.map(([outcome, color]) => curve(outcome, perSecond(second => second.answered[outcome] ?? 0), color,
      {stack: 'answers', areaStyle: {opacity: .55}, lineStyle: {width: 1}})),
    curve('arrived', perSecond(second => second.sent), strong, {lineStyle: {width: 2, type: 'dashed'}}),
  ]}));
  const percentile = (kind, which) =>
    run.seconds.filter(second => second[kind].count > 0).map(second => [second.at * 1000, Math.max(.1, second[kind][which])]);
  draw('latency', base(ink, line, {
    yAxis: {type: 'log', min: .1, axisLabel: {color: ink}, splitLine: {lineStyle: {color: line}}},
    series: [
      curve('202 p50', percentile('tickets', 'p50'), '#2a9d6f', {lineStyle: {width: 1.5, opacity: .7}}),
      curve('202 p95', percentile('tickets', 'p95'), '#4c9ed9'),
      curve('202 p99', percentile('tickets', 'p99'), '#e2711d'),
      curve('refusal p99', percentile('others', 'p99'), '#7b8ca0', {lineStyle: {width: 2, type: 'dashed'}}),
    ],
  }));
  const sampled = what => run.samples.filter(sample => sample.at >= 0).map(sample => [sample.at * 1000, sample[what]]);
  draw('queue', base(ink, line, {series: [
    curve('waiting', sampled('waiting'), '#e2711d', {areaStyle: {opacity: .25}}),
    curve('bound', sampled('queueBound'), strong, {lineStyle: {width: 1, type: 'dashed'}}),
  ]}));
  draw('stock', base(ink, line, {series: [
    curve('left', sampled('left'), '#2a9d6f', {areaStyle: {opacity: .25}}),
  ]}));
}

function draw(id, option) {
  const element = document.getElementById(id);
  echarts.getInstanceByDom(element)?.dispose();
  echarts.init(element, null, {renderer: 'svg'}).setOption(option);
}

text();
charts();
dark.addEventListener('change', charts);
addEventListener('resize', () => document.querySelectorAll('.chart')
  .forEach(element => echarts.getInstanceByDom(element)?.resize()));
