const run = JSON.parse(document.getElementById('run').textContent);
const dark = matchMedia('(prefers-color-scheme: dark)');
const colours = ['#2a9d6f', '#4c9ed9', '#8e6bc9', '#d9a01e', '#d36ba6'];
const number = value => value.toLocaleString('en-US', {maximumFractionDigits: 1});
const last = Math.max(1, ...run.starts.flatMap(start => start.seconds.map(second => second.at)));

document.getElementById('when').textContent =
  `${run.begun} · commit ${run.commit} · ${run.machine.processor}, ${run.machine.processors} cores for everything`;

const curve = (name, data, color, extra) =>
  ({name, data, type: 'line', symbol: 'none', color, lineStyle: {width: 2}, ...extra});

function chart() {
  const style = getComputedStyle(document.documentElement);
  const ink = style.getPropertyValue('--soft').trim();
  const line = style.getPropertyValue('--line').trim();
  const axis = {axisLabel: {color: ink}, nameTextStyle: {color: ink}};
  const series = run.starts.flatMap((start, index) => {
    const color = colours[index % colours.length];
    const points = which => start.seconds.map(second => [second.at, second[which]]);
    return [
      // Nothing is answered before the stack is ready, and nothing is sent in the seconds after.
      curve(`start ${index + 1}: orders/s`, [[0, 0], [start.loadAt, 0], ...points('perSecond')], color, {markLine: {
        symbol: 'none', animation: false, label: {formatter: 'ready', color: ink, position: 'insideEndTop'},
        lineStyle: {color, type: 'dotted'}, data: [{xAxis: start.readyAt}]}}),
      curve(`start ${index + 1}: p99`, points('p99').map(([at, p99]) => [at, Math.max(.1, p99)]), color,
        {yAxisIndex: 1, lineStyle: {width: 1.5, type: 'dashed', opacity: .7}}),
    ];
  });
  const element = document.getElementById('start');
  echarts.getInstanceByDom(element)?.dispose();
  echarts.init(element, null, {renderer: 'svg'}).setOption({
    animation: false,
    textStyle: {color: ink, fontFamily: 'system-ui, sans-serif'},
    grid: {left: 8, right: 16, top: 64, bottom: 8, containLabel: true},
    legend: {top: 4, type: 'scroll', textStyle: {color: ink}},
    tooltip: {trigger: 'axis', valueFormatter: value => value == null ? '–' : number(value)},
    xAxis: {type: 'value', min: 0, max: Math.ceil(last), splitLine: {show: false}, axisLine: {lineStyle: {color: line}},
      axisLabel: {formatter: '{value} s', color: ink}},
    yAxis: [
      {type: 'value', name: 'orders/s', ...axis, splitLine: {lineStyle: {color: line}}},
      {type: 'log', name: 'p99, ms', min: 1, ...axis, splitLine: {show: false}},
    ],
    series,
  });
}

chart();
dark.addEventListener('change', chart);
addEventListener('resize', chart);
