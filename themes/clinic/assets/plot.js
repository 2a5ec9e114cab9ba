// What a calculator draws of a plan: window.MateriaPlot. Drawings repeat what stands beside them as text.
(function () {
  'use strict';

  const drawn = window.MateriaParts.drawn;

  // Round distances between ticks, for about count of them.
  function ticks(most, count, steps) {
    const wanted = most / count;
    let step = steps ? steps.find((candidate) => candidate >= wanted) : 0;
    if (!step) {
      const power = Math.pow(10, Math.floor(Math.log10(wanted)));
      step = [1, 2, 5, 10].find((factor) => factor * power >= wanted) * power;
    }
    const found = [];
    for (let index = 0; index * step <= most * 1.0001; index++) found.push(index * step);
    return found;
  }

  const grouped = (value) => String(Math.round(value * 100) / 100).replace(/\B(?=(\d{3})+$)/g, ',');

  const widthOf = (svg) => Math.max(240, Math.min(640, svg.parentNode.clientWidth || 480));
  const tenth = (value) => Math.round(value * 10) / 10;

  // A drawing of this size, with its name and what it shows in words.
  function entitle(svg, width, height, id, name, words) {
    svg.setAttribute('viewBox', '0 0 ' + width + ' ' + height);
    svg.setAttribute('width', width);
    svg.setAttribute('height', height);
    svg.setAttribute('aria-labelledby', id + '-title ' + id + '-words');
    svg.append(drawn('title', { id: id + '-title' }, name), drawn('desc', { id: id + '-words' }, words));
  }

  // Rate over time in steps, drawn at the width it has so that its text keeps its size.
  function schedule(svg, report, id) {
    const steps = [];
    for (let step = 1; report.texts.has('step-' + step + '-rate'); step++) {
      const part = (name) => report.numbers.get('step-' + step + name);
      steps.push({ rate: part('-rate'), start: part('-start'), minutes: part('-minutes'), words: report.texts.get('step-' + step + '-rate'), lasts: report.texts.get('step-' + step + '-minutes') });
    }
    svg.replaceChildren();
    const isKnown = steps.length > 0 && steps.every((step) => step.rate > 0 && step.start >= 0 && step.minutes > 0);
    svg.toggleAttribute('hidden', !isKnown);
    if (!isKnown) return;

    const width = widthOf(svg);
    const height = 190;
    const left = 44, right = 14, top = 26, bottom = 40;
    const end = steps[steps.length - 1];
    const minutes = end.start + end.minutes;
    const hours = ticks(minutes / 60, Math.max(3, Math.floor(width / 70)), [0.25, 0.5, 1, 2, 3, 4, 6, 8, 12, 24]);
    const highest = Math.max.apply(null, steps.map((step) => step.rate));
    const rates = ticks(highest, 4);
    const x = (minute) => tenth(left + (width - left - right) * minute / minutes);
    const y = (rate) => tenth(height - bottom - (height - top - bottom) * rate / highest);

    entitle(svg, width, height, id + '-plot', 'Infusion rate over time', steps.map((step) => step.words + ' for ' + step.lasts).join(', then ') + '.');

    rates.forEach((rate) => {
      svg.append(
        drawn('line', { 'class': 'plot-grid', x1: left, x2: width - right, y1: y(rate), y2: y(rate) }),
        drawn('text', { 'class': 'plot-tick plot-end', x: left - 6, y: y(rate) + 4 }, grouped(rate)));
    });
    hours.forEach((hour) => {
      svg.append(
        drawn('line', { 'class': 'plot-axis', x1: x(hour * 60), x2: x(hour * 60), y1: height - bottom, y2: height - bottom + 4 }),
        drawn('text', { 'class': 'plot-tick plot-middle', x: x(hour * 60), y: height - bottom + 17 }, grouped(hour)));
    });
    let path = 'M' + x(0) + ' ' + y(0);
    steps.forEach((step) => { path += 'V' + y(step.rate) + 'H' + x(step.start + step.minutes); });
    path += 'V' + y(0);
    svg.append(
      drawn('path', { 'class': 'plot-area', d: path + 'Z' }),
      drawn('line', { 'class': 'plot-axis', x1: left, x2: width - right, y1: y(0), y2: y(0) }),
      drawn('path', { 'class': 'plot-line', d: path }),
      drawn('text', { 'class': 'plot-name', x: 0, y: 11 }, 'Rate (' + steps[0].words.split(' ').pop() + ')'),
      drawn('text', { 'class': 'plot-name plot-end', x: width - right, y: height - 5 }, 'Time (h)'));
    steps.forEach((step) => {
      // A label stands where its step has room for it.
      const room = x(step.start + step.minutes) - x(step.start);
      if (room < step.words.length * 6.2 + 8) return;
      svg.append(drawn('text', { 'class': 'plot-label plot-middle', x: (x(step.start) + x(step.start + step.minutes)) / 2, y: y(step.rate) + (y(step.rate) > height - bottom - 22 ? -6 : 16) }, step.words));
    });
  }

  // Whole units of time for an axis: their name and how many minutes each is.
  const TIMES = [['h', 60, 4320], ['days', 1440, 40320], ['weeks', 10080, Infinity]];

  // When each step starts and ends, one line for each; a step without an end runs on to the edge. Only where steps are
  // apart in time: a bolus and the infusion that follows at once need no picture.
  function timeline(svg, report, id) {
    const steps = [];
    for (let step = 1; report.texts.has('plan-' + step); step++) {
      const part = (name) => report.numbers.get('plan-' + step + name);
      steps.push({ first: part('-first'), last: part('-last'), words: report.texts.get('plan-' + step + '-label') || 'Step ' + step });
    }
    svg.replaceChildren();
    const isNumber = (value) => typeof value === 'number' && value >= 0;
    const latest = Math.max.apply(null, steps.map((step) => isNumber(step.last) ? step.last : step.first));
    const isKnown = steps.length > 1 && steps.every((step) => isNumber(step.first)) && latest > 0;
    svg.toggleAttribute('hidden', !isKnown);
    if (!isKnown) return;

    const isOpen = steps.some((step) => !isNumber(step.last));
    const minutes = latest * (isOpen ? 1.5 : 1.05);
    const unit = TIMES.find((time) => minutes <= time[2]);
    const width = widthOf(svg);
    const row = 40, left = 10, right = 26, bottom = 40;
    const height = steps.length * row + bottom;
    const x = (minute) => tenth(left + (width - left - right) * minute / minutes);
    const at = (minute) => grouped(minute / unit[1]) + ' ' + unit[0];

    entitle(svg, width, height, id + '-time', 'When the steps are given', steps.map((step) => step.words + ' from ' + at(step.first)
      + (!isNumber(step.last) ? ' on' : step.last > step.first ? ' to ' + at(step.last) : '')).join('; ') + '.');
    ticks(minutes / unit[1], Math.max(3, Math.floor(width / 90))).forEach((tick) => {
      const place = x(tick * unit[1]);
      if (place > width - right) return;
      svg.append(
        drawn('line', { 'class': 'plot-grid', x1: place, x2: place, y1: 0, y2: height - bottom }),
        drawn('text', { 'class': 'plot-tick plot-middle', x: place, y: height - bottom + 17 }, grouped(tick)));
    });
    steps.forEach((step, index) => {
      const y = index * row + 28, from = x(step.first), to = isNumber(step.last) ? x(step.last) : width - right + 8;
      const label = drawn('text', { 'class': 'plot-label', x: from, y: y - 10 }, step.words);
      // A label near the edge ends there.
      if (from + step.words.length * 6.6 > width) { label.setAttribute('class', 'plot-label plot-end'); label.setAttribute('x', width); }
      svg.append(label, drawn('line', { 'class': 'plot-line', x1: from, x2: to, y1: y, y2: y }), drawn('circle', { 'class': 'plot-dot', cx: from, cy: y, r: 5 }));
      if (!isNumber(step.last)) svg.append(drawn('path', { 'class': 'plot-dot', d: 'M' + to + ' ' + (y - 6) + 'l10 6l-10 6z' }));
      else if (step.last > step.first) svg.append(drawn('circle', { 'class': 'plot-dot', cx: to, cy: y, r: 5 }));
    });
    svg.append(
      drawn('line', { 'class': 'plot-axis', x1: left, x2: width - right, y1: height - bottom, y2: height - bottom }),
      drawn('text', { 'class': 'plot-name plot-end', x: width - right, y: height - 5 }, 'Time from the first dose (' + unit[0] + ')'));
  }

  window.MateriaPlot = Object.freeze({ schedule: schedule, timeline: timeline });
})();
