// Checklists and scores: reads the form, asks the criteria core at each change, and shows what it says.
//
// A classic script without requests or storage, so that it works from a file share and under the strictest policy.
// Nothing here decides anything: the core does. On each change the root element sends `materia:assessment`, which
// bubbles, with detail = { set, title, status, answers, items, outcome, possible, missing, outcomes, scores, text }.
(function () {
  'use strict';

  const OPEN = 'Not decided yet';
  const NONE = 'None of these outcomes';

  const { all, make, drawn } = window.MateriaParts;
  const places = (text) => (text || '').split(' ').filter(Boolean);
  const signed = (text) => text.replace(/-/g, '−');

  // No form and no result, and the table in their place.
  function failed(root) {
    root.querySelector('.assessment-panes').hidden = root.querySelector('.assessment-unready').hidden = true;
    root.querySelector('.assessment-failure').hidden = false;
    const around = root.closest('.component, main');
    if (around) all(around, '.assessment-table').forEach((table) => { table.open = true; });
  }

  function enhance(root) {
    const find = (selector) => root.querySelector(selector);
    const form = find('.assessment-form');
    const result = find('.assessment-result');
    const chooser = find('[data-choice="score"]');
    const core = window.MateriaCriteria;
    // A script of another version may read the items of this page in another way.
    if (root.dataset.core !== core.version) throw new Error('The core is of another version than this page.');
    const terms = root.dataset.terms.split(',').map(Number);
    const items = all(form, '[data-item]').map((box) => ({
      id: box.dataset.item, label: box.dataset.label, form: box.dataset.form, unit: box.dataset.unit || '', group: box.dataset.group,
      words: JSON.parse(box.dataset.words), box: box, field: box.querySelector('[data-value]'),
      states: all(box, 'input[type="radio"]'), held: null
    }));
    const outcomes = all(result, '[data-outcome]').map((box) => ({ id: box.dataset.outcome, label: box.dataset.label, box: box }));
    const scores = all(result, '[data-score]').map((box) => ({
      id: box.dataset.score, label: box.dataset.label, box: box, thresholds: JSON.parse(box.dataset.thresholds)
    }));
    let problems = [];
    // The link that these answers are of, until one is changed.
    let linked = null;
    const records = [['criteria', root.dataset.version]];
    let timer = 0;
    let redraw = null;

    // Answers -----------------------------------------------------------------------------------------------------------

    const state = (item) => { const box = item.states.find((radio) => radio.checked); return box ? box.value : 'unknown'; };
    const typed = (item) => item.field ? item.field.value.trim() : '';
    const setState = (item, value) => { item.states.forEach((radio) => { radio.checked = radio.value === value; }); };

    function entry(item) {
      if (item.form === 'number') return core.entry(item.field.value);
      const option = item.field ? item.field.selectedIndex : 0;
      return option > 0 ? [2, option - 1] : [0, 0];
    }

    // A number decides by itself; its states only show what follows, and come back as they were when it is taken out.
    function hold(item) {
      const isHeld = item.form === 'number' && typed(item) !== '' && item.states.length > 0;
      if (isHeld && item.held === null) item.held = state(item);
      if (!isHeld && item.held !== null) {
        setState(item, item.held);
        item.held = null;
      }
      item.states.forEach((radio) => { radio.disabled = isHeld; });
    }

    function ask(answered) {
      const chosen = chooser ? chooser.selectedIndex : 0;
      const numbers = terms.concat(chosen);
      items.forEach((item) => {
        if (!answered) { numbers.push(1, 0, 0); return; }
        const code = item.held !== null ? 1 : { met: 2, 'not-met': 0, unknown: 1 }[state(item)];
        numbers.push.apply(numbers, [code].concat(entry(item)));
      });
      const report = core.assess(numbers);
      const texts = new Map();
      const figures = new Map();
      report.rows.forEach((row) => { texts.set(row.key, row.text); figures.set(row.key, row.number); });
      if (['decided', 'open', 'refused'].indexOf(report.status) < 0) throw new Error('The core gave no report that makes sense.');
      if (report.status === 'refused' && !texts.has('problem-1')) throw new Error('The core could not read its terms.');
      return { status: report.status, texts: texts, figures: figures };
    }

    const whole = ask(false);

    // Words -------------------------------------------------------------------------------------------------------------

    const labels = (text) => places(text).map((place) => items[place - 1]);
    const outcomeName = (place) => place === 'none' ? NONE : outcomes[place - 1].label;
    function className(score, reached) {
      if (reached !== 'none') return score.thresholds[reached - 1].label;
      return score.thresholds.length ? 'Below ' + score.thresholds[0].label : '';
    }

    function needed(text) {
      return places(text).map((part) => {
        const pair = part.split('=');
        const item = items[pair[0] - 1];
        const finding = pair[1] === 'met' ? 'met' : pair[1] === 'not-met' ? 'not met' : item.words[pair[1] - 1];
        return item.label + ': ' + finding;
      }).join('; ');
    }

    function trouble(item, problem) {
      const others = () => items.filter((other) => other.group === item.group && other !== item).map((other) => '“' + other.label + '”').join(', ');
      switch (problem) {
        case 'not-a-number': return 'Enter a plain number, such as 90 or 0.5.';
        case 'out-of-range': return item.box.querySelector('.assess-hint').textContent.trim() + ' Check the number and its unit.';
        case 'excluded': return 'This and ' + others() + ' exclude each other. At most one can be met.';
        default: return 'Answer this once: with the number, or with met or not met.';
      }
    }

    // Items that can still change the conclusion where there are no outcomes: those of every score that is not decided.
    function missing(report) {
      if (outcomes.length) return places(report.texts.get('missing'));
      const found = new Set();
      shownScores().forEach((score) => {
        const key = 'score-' + (scores.indexOf(score) + 1);
        const isOpen = score.thresholds.length ? report.texts.get(key + '-class') === 'open'
          : report.figures.get(key + '-low') !== report.figures.get(key + '-high');
        if (isOpen) places(report.texts.get(key + '-missing')).forEach((place) => { found.add(Number(place)); });
      });
      return Array.from(found).sort((a, b) => a - b);
    }

    const shownScores = () => scores.filter((score) => !chooser || !chooser.value || chooser.value === score.id);

    // Showing -----------------------------------------------------------------------------------------------------------

    function put(name, text) {
      all(result, '[data-result="' + name + '"]').forEach((element) => { element.textContent = text || ''; });
      all(result, '[data-row="' + name + '"]').forEach((element) => { element.hidden = !text; });
    }

    function clear() {
      clearTimeout(timer);
      find('.assessment-status').textContent = '';
      find('.action-status').textContent = '';
      find('.copy-fallback').hidden = true;
      find('.copy-fallback textarea').value = '';
      all(result, '[data-result]').forEach((element) => { element.textContent = ''; });
      all(result, '[data-row], .assess-answers').forEach((element) => { element.hidden = true; });
      find('.assess-refused').hidden = true;
      find('.assess-refused ul').replaceChildren();
      items.forEach((item) => {
        item.box.querySelector('.assess-note').textContent = '';
        item.box.classList.remove('is-wrong');
        if (item.field) item.field.removeAttribute('aria-invalid');
      });
      redraw = null;
    }

    function fail() {
      clear();
      failed(root);
      send('failed', { texts: new Map(), figures: new Map() }, '');
    }

    function update() {
      try {
        clear();
        items.forEach(hold);
        show(ask(true));
      } catch (error) {
        fail();
      }
    }

    function show(report) {
      const status = problems.length ? 'refused' : report.status;
      result.dataset.status = status;
      const isChanged = window.MateriaLink.changed(linked, records).length > 0;
      find('.assess-changed').hidden = !isChanged;
      find('.assess-changed').textContent = isChanged ? 'The criteria have changed since this link was made. Check the result anew.' : '';
      const refusals = problems.slice();
      for (let index = 1; report.texts.has('problem-' + index); index++) {
        const item = items[report.figures.get('problem-' + index) - 1];
        const words = trouble(item, report.texts.get('problem-' + index));
        refusals.push(item.label + ': ' + words);
        item.box.querySelector('.assess-note').textContent = words;
        item.box.classList.add('is-wrong');
        if (item.field) item.field.setAttribute('aria-invalid', 'true');
      }
      if (status === 'refused') {
        find('.assess-refused').hidden = false;
        refusals.forEach((words) => { find('.assess-refused ul').append(make('li', {}, words)); });
        announce('No result. ' + refusals[0]);
        send(status, report, '');
        return;
      }
      const chosen = chooser ? chooser.value : '';
      items.forEach((item, index) => { showItem(item, index + 1, report, chosen); });
      all(form, '.assess-section').forEach((section) => {
        section.hidden = all(section, '[data-item]').every((box) => box.hidden);
      });
      showOutcomes(report);
      scores.forEach((score, index) => { showScore(score, 'score-' + (index + 1), report); });
      const open = labels(missing(report).join(' '));
      put('missing', open.length ? ' ' : '');
      put('missing-count', open.length + (open.length === 1 ? ' item' : ' items'));
      find('.assess-missing').open = open.length <= 6;
      const list = find('[data-result="missing"]');
      list.textContent = '';
      open.forEach((item, index) => {
        if (index) list.append('; ');
        list.append(make('a', { href: '#' + item.box.id }, item.label));
      });
      showAnswers(report);
      announce(summary(report, open.length));
      redraw = () => {
        shownScores().forEach((score) => { scale(score, 'score-' + (scores.indexOf(score) + 1), report, whole, root.id); });
      };
      redraw();
      send(status, report, note());
    }

    function showItem(item, place, report, chosen) {
      const counts = item.box.dataset.counts;
      item.box.hidden = Boolean(chosen && counts && counts.split(' ').indexOf(chosen) < 0);
      const found = report.texts.get('item-' + place);
      if (item.held !== null) setState(item, found);
      const words = [];
      if (item.held === null && found !== 'unknown' && state(item) === 'unknown' && item.states.length) words.push('Not met, since another one is met.');
      const points = places(report.texts.get('item-' + place + '-points'));
      if (points.length && typed(item) !== '' && points.some((text) => text !== '0')) {
        const isSame = points.every((text) => text === points[0]);
        words.push(isSame ? signed(points[0]) + (points[0] === '1' ? ' point' : ' points')
          : points.map((text, index) => scores[index].label + ': ' + signed(text)).join(', '));
      } else if (points.length && typed(item) !== '' && item.words.length > 1 && !item.states.length) {
        words.push('0 points');
      }
      item.box.querySelector('.assess-note').textContent = words.join('. ');
    }

    function showOutcomes(report) {
      if (!outcomes.length) return;
      const outcome = report.texts.get('outcome');
      put('outcome', outcome === 'open' ? OPEN : outcomeName(outcome));
      put('possible', places(report.texts.get('possible')).map(outcomeName).join('; '));
      outcomes.forEach((outcome, index) => {
        const key = 'outcome-' + (index + 1);
        const found = report.texts.get(key);
        outcome.box.dataset.state = found;
        put('outcome-' + outcome.id, { met: 'met', 'not-met': 'not met', unknown: 'not decided yet' }[found]);
        put('outcome-' + outcome.id + '-missing', labels(report.texts.get(key + '-missing')).map((item) => item.label).join('; '));
        put('outcome-' + outcome.id + '-met-by', needed(report.texts.get(key + '-met-by')));
        put('outcome-' + outcome.id + '-not-met-by', needed(report.texts.get(key + '-not-met-by')));
      });
    }

    function showScore(score, key, report) {
      const name = 'score-' + score.id;
      if (shownScores().indexOf(score) < 0) return;
      const texts = report.texts;
      put(name, signed(texts.get(key)));
      score.box.querySelector('[data-points]').textContent = texts.get(key) === '1' ? 'point' : 'points';
      put(name + '-range', signed(texts.get(key + '-range')));
      put(name + '-open', texts.get(key + '-low') === texts.get(key + '-high') ? '' : ' ');
      const reached = texts.get(key + '-class');
      put(name + '-class', reached === 'open' ? OPEN : className(score, reached));
      put(name + '-possible', places(texts.get(key + '-possible')).map((place) => className(score, place)).join('; '));
      if (score.thresholds.length) {
        const soFar = texts.get(key + '-reached');
        put(name + '-reached', className(score, soFar));
        const next = score.thresholds[soFar === 'none' ? 0 : Number(soFar)];
        put(name + '-next', texts.has(key + '-next') && next ? signed(texts.get(key + '-next')) + ' more for ' + next.label : '');
      }
      put(name + '-missing', labels(texts.get(key + '-missing')).map((item) => item.label).join('; '));
      put(name + '-probability', texts.get(key + '-probability'));
    }

    function answered(item, index, report) {
      const found = { met: 'met', 'not-met': 'not met', unknown: '' }[report.texts.get('item-' + (index + 1))];
      if (item.form === 'choice') return item.field.selectedIndex > 0 ? item.field.options[item.field.selectedIndex].textContent : '';
      if (typed(item) === '') return found;
      return typed(item) + (item.unit ? ' ' + item.unit : '') + (found ? ', ' + found : '');
    }

    function showAnswers(report) {
      const list = find('.assess-answers ul');
      list.replaceChildren();
      items.forEach((item, index) => {
        const words = item.box.hidden ? '' : answered(item, index, report);
        if (words) list.append(make('li', {}, item.label + ': ' + words));
      });
      find('.assess-answers').hidden = !list.firstChild;
    }

    function summary(report, open) {
      const parts = [];
      if (outcomes.length) parts.push('Outcome: ' + find('[data-result="outcome"]').textContent + '.');
      shownScores().forEach((score) => {
        const key = 'score-' + (scores.indexOf(score) + 1);
        const reached = report.texts.get(key + '-class');
        parts.push(score.label + ': ' + report.texts.get(key) + ' points, '
          + (reached === undefined || reached === 'open' ? report.texts.get(key + '-range') + ' possible' : className(score, reached)) + '.');
      });
      if (open) parts.push(open + (open === 1 ? ' item' : ' items') + ' still to answer.');
      return parts.join(' ');
    }

    // Said once, when answering has paused; not before the first answer.
    let isBegun = false;
    function announce(text) {
      if (!isBegun) return;
      timer = setTimeout(() => { find('.assessment-status').textContent = text; }, 700);
    }

    function send(status, report, text) {
      const texts = report.texts;
      const isSound = status === 'decided' || status === 'open';
      const ids = (list) => labels(list).map((item) => item.id);
      const name = (list, place) => place === undefined || place === 'open' || place === 'none' ? null : { id: list[place - 1].id, label: list[place - 1].label };
      const answers = { met: [], notMet: [], values: {} };
      items.forEach((item) => {
        if (typed(item) !== '') answers.values[item.id] = item.field.value.trim();
        else if (state(item) === 'met') answers.met.push(item.id);
        else if (state(item) === 'not-met') answers.notMet.push(item.id);
      });
      root.dispatchEvent(new CustomEvent('materia:assessment', {
        bubbles: true,
        detail: {
          set: root.dataset.set, title: find('.assessment-name').textContent, status: status, answers: answers, text: text,
          items: items.map((item, index) => ({
            id: item.id, label: item.label, state: isSound ? texts.get('item-' + (index + 1)) : 'unknown', value: typed(item), unit: item.unit,
            words: typed(item) && item.form === 'choice' ? item.field.options[item.field.selectedIndex].text : (typed(item) + ' ' + item.unit).trim()
          })),
          outcome: isSound ? name(outcomes, texts.get('outcome')) : null,
          possible: isSound ? places(texts.get('possible')).map((place) => place === 'none' ? 'none' : outcomes[place - 1].id) : [],
          missing: isSound ? ids(missing(report).join(' ')) : [],
          outcomes: isSound ? outcomes.map((outcome, index) => ({
            id: outcome.id, label: outcome.label, state: texts.get('outcome-' + (index + 1)), missing: ids(texts.get('outcome-' + (index + 1) + '-missing'))
          })) : [],
          scores: isSound ? scores.map((score, index) => {
            const key = 'score-' + (index + 1);
            return {
              id: score.id, label: score.label, points: report.figures.get(key), low: report.figures.get(key + '-low'),
              high: report.figures.get(key + '-high'), isDecided: texts.get(key + '-class') !== 'open',
              class: name(score.thresholds, texts.get(key + '-class')), classSoFar: name(score.thresholds, texts.get(key + '-reached')),
              missing: ids(texts.get(key + '-missing'))
            };
          }) : []
        }
      }));
    }

    // Text, links, paper ------------------------------------------------------------------------------------------------

    function plain(element) {
      const copy = element.cloneNode(true);
      all(copy, '.citation, [hidden], svg').forEach((part) => { part.remove(); });
      return copy.textContent.replace(/\s+/g, ' ').trim();
    }

    function note() {
      const lines = [find('.assessment-name').textContent];
      const shown = (selector) => all(result, selector).filter((element) => !element.closest('[hidden]'));
      shown('[data-warning]').forEach((element) => { lines.push('WARNING. ' + plain(element)); });
      shown('.assess-changed').forEach((element) => { lines.push('Changed: ' + plain(element)); });
      shown('.assess-refused li').forEach((element) => { lines.push('No result. ' + plain(element)); });
      shown('.assess-outcome').forEach((element) => { lines.push('Outcome: ' + plain(element)); });
      shown('.assess-possible').forEach((element) => { lines.push(plain(element)); });
      shown('[data-result="missing"]').forEach((element) => { lines.push('Still to answer: ' + plain(element)); });
      shown('.assess-score').forEach((box) => { lines.push(all(box, 'h3, p').filter((part) => !part.closest('[hidden]')).map(plain).join('. ')); });
      if (result.dataset.status !== 'refused') outcomes.forEach((outcome) => { lines.push(outcome.label + ': ' + plain(outcome.box.querySelector('.assess-state'))); });
      shown('.assess-answers li').forEach((element) => { lines.push('Answer. ' + plain(element)); });
      shown('.assess-limits li').forEach((element) => { lines.push('Check as well: ' + plain(element)); });
      lines.push(plain(find('.assess-provenance')));
      return lines.join('\n');
    }

    function link() {
      const query = new URLSearchParams();
      query.append('assessment', root.dataset.set);
      if (chooser && chooser.value) query.append('score', chooser.value);
      const named = (value) => items.filter((item) => typed(item) === '' && state(item) === value).map((item) => item.id).join(',');
      if (named('met')) query.append('met', named('met'));
      if (named('not-met')) query.append('not-met', named('not-met'));
      items.forEach((item) => { if (typed(item) !== '') query.append('value', item.id + ':' + item.field.value.trim()); });
      query.append('records', window.MateriaLink.versions(records));
      return window.MateriaLink.address(query);
    }

    // What a link names and this form has not withholds the result: an answer left out could change it.
    function restore(query, strange) {
      linked = query;
      const leave = (what) => { problems.push('The link says ' + what + ', which these criteria do not have or which contradicts it. Check every answer, then change one.'); };
      strange.forEach((part) => { leave('“' + part + '”'); });
      const list = (name) => query.getAll(name).join(',').split(',').map((id) => id.trim()).filter(Boolean);
      const seen = new Set();
      const item = (id, isState) => items.find((candidate) => candidate.id === id && !seen.has(id) && (isState ? candidate.states.length : candidate.field));
      if (query.get('score')) {
        if (chooser) chooser.value = query.get('score');
        if (!chooser || chooser.value !== query.get('score')) {
          if (chooser) chooser.value = '';
          leave('score “' + query.get('score') + '”');
        }
      }
      ['met', 'not-met'].forEach((value) => {
        list(value).forEach((id) => {
          const found = item(id, true);
          if (!found) { leave('“' + id + '” ' + value.replace('-', ' ')); return; }
          seen.add(id);
          setState(found, value);
        });
      });
      query.getAll('value').forEach((text) => {
        text.split(/,(?=[^,:=]+[:=])/).forEach((part) => {
          const cut = part.search(/[:=]/);
          const found = item(part.slice(0, cut).trim(), false);
          const value = part.slice(cut + 1).trim();
          if (cut < 0 || !found) { leave('“' + part + '”'); return; }
          seen.add(found.id);
          found.field.value = value;
          if (found.field.value !== value) { found.field.value = ''; leave('“' + part + '”'); }
        });
      });
      if (query.get('rest') === 'not-met') rest();
      else if (query.has('rest')) leave('rest “' + query.get('rest') + '”');
      if (document.body.dataset.embed) {
        // What the surrounding page asked for is what a reset comes back to.
        items.forEach((found) => {
          found.states.forEach((radio) => { radio.defaultChecked = radio.checked; });
          if (found.form === 'number') found.field.defaultValue = found.field.value;
          if (found.form === 'choice') Array.from(found.field.options).forEach((option) => { option.defaultSelected = option.selected; });
        });
      }
    }

    function rest() {
      items.forEach((item) => { if (item.states.length && !item.box.hidden && typed(item) === '' && state(item) === 'unknown') setState(item, 'not-met'); });
    }

    const isolate = () => { window.MateriaParts.isolate(root, 'printing-assessment', result); };

    // Events ------------------------------------------------------------------------------------------------------------

    form.addEventListener('input', (event) => {
      isBegun = true;
      problems = [];
      linked = null;
      window.MateriaLink.leave();
      // Of a group at most one is met: the latest answer stands.
      const box = event.target.closest('[data-group]');
      if (box && event.target.value === 'met') {
        items.forEach((item) => { if (item.group === box.dataset.group && item.box !== box) setState(item, 'not-met'); });
      }
      update();
    });
    form.addEventListener('submit', (event) => { event.preventDefault(); });
    form.addEventListener('reset', () => {
      problems = [];
      linked = null;
      // The form sets itself back before it reads its link.
      if (root.classList.contains('is-ready')) window.MateriaLink.leave();
      items.forEach((item) => { item.held = null; });
      setTimeout(update, 0);
    });
    root.addEventListener('click', (event) => {
      const button = event.target.closest('[data-action]');
      if (!button) return;
      if (button.dataset.action === 'rest') { isBegun = true; problems = []; linked = null; window.MateriaLink.leave(); rest(); update(); }
      if (button.dataset.action === 'copy') window.MateriaParts.copy(root, note(), 'Result copied.');
      if (button.dataset.action === 'link') window.MateriaParts.copy(root, link(), 'Link copied. It holds the answers.');
      if (button.dataset.action === 'print') { isolate(); window.print(); }
    });
    // A link with answers to this page as it was opened leads nowhere new, so it opens the page again.
    document.addEventListener('click', (event) => {
      const link = event.target.closest('a[href*="="]');
      if (!link || link.hash.indexOf('=') < 0 || link.pathname !== location.pathname || link.hash !== location.hash) return;
      event.preventDefault();
      location.reload();
    });
    addEventListener('beforeprint', () => { if (document.body.classList.contains('page-embed')) isolate(); });
    addEventListener('afterprint', () => { window.MateriaParts.restorePage(root, 'printing-assessment', result); });
    // A page that comes back from the browser's memory may hold what was answered.
    addEventListener('pageshow', (event) => { if (event.persisted) update(); });
    let width = 0;
    new ResizeObserver(() => {
      if (!redraw || result.clientWidth === width) return;
      width = result.clientWidth;
      redraw();
    }).observe(result);

    form.reset();
    items.forEach((item) => { item.held = null; });
    const asked = window.MateriaLink.read('assessment', root);
    if (asked) restore(asked.inputs, asked.strange);
    update();
    if (!find('.assessment-failure').hidden) return;
    root.classList.add('is-ready');
    find('.assessment-unready').hidden = true;
    if (asked && !document.body.dataset.embed) root.scrollIntoView();
  }

  // The scale -----------------------------------------------------------------------------------------------------------

  // Round distances between ticks, for about `count` of them.
  function step(span, count) {
    const power = Math.pow(10, Math.floor(Math.log10(span / count)));
    return [1, 2, 5, 10].find((factor) => factor * power >= span / count) * power;
  }

  // The points on an axis with the cut-offs as flags, drawn at the width it has so that its text keeps its size.
  function scale(score, key, report, whole, id) {
    const svg = score.box.querySelector('.score-scale');
    const figure = (from, part) => from.figures.get(key + part);
    const cuts = score.thresholds;
    const least = Math.min(0, figure(whole, '-low'));
    const most = Math.max(figure(whole, '-high'), cuts.length ? cuts[cuts.length - 1].at : 0, least + 1);
    const low = figure(report, '-low'), high = figure(report, '-high'), known = figure(report, '');
    const edges = getComputedStyle(score.box);
    const room = score.box.clientWidth - parseFloat(edges.paddingInlineStart) - parseFloat(edges.paddingInlineEnd);
    const width = Math.max(220, Math.min(560, room > 0 ? room : 320));
    const left = 8, right = 14, flag = 17;
    const axis = cuts.length * flag + 34;
    const height = axis + 26;
    const x = (points) => Math.round((left + (width - left - right) * (points - least) / (most - least)) * 10) / 10;
    const words = 'Scale from ' + signed(String(least)) + ' to ' + signed(String(most)) + ' points';

    svg.replaceChildren();
    svg.setAttribute('viewBox', '0 0 ' + width + ' ' + height);
    svg.setAttribute('width', width);
    svg.setAttribute('height', height);
    const name = id + '-' + key;
    svg.setAttribute('aria-labelledby', name + '-title ' + name + '-words');
    const range = signed(report.texts.get(key + '-range'));
    svg.append(
      drawn('title', { id: name + '-title' }, words),
      drawn('desc', { id: name + '-words' }, signed(report.texts.get(key)) + ' points' + (low === high ? '' : ' so far, ' + range + ' possible')
        + (cuts.length ? '. Cut-offs: ' + cuts.map((cut) => cut.label + ' from ' + cut.at).join(', ') : '') + '.'));

    svg.append(drawn('rect', { 'class': 'scale-track', x: x(least), y: axis - 12, width: x(most) - x(least), height: 12 }));
    if (high > low) {
      svg.append(drawn('rect', { 'class': 'scale-possible', x: x(low), y: axis - 12, width: x(high) - x(low), height: 12 }));
      for (let at = x(low) + 6; at < x(high) - 1; at += 7) svg.append(drawn('line', { 'class': 'scale-hatch', x1: at, x2: at - 4, y1: axis - 11, y2: axis - 1 }));
    }
    const zero = x(Math.max(0, least));
    svg.append(drawn('rect', { 'class': 'scale-known', x: Math.min(zero, x(known)), y: axis - 12, width: Math.abs(x(known) - zero), height: 12 }));

    const distance = step(most - least, Math.max(3, Math.floor(width / 60)));
    for (let tick = Math.ceil(least / distance) * distance; tick <= most + 1e-9; tick += distance) {
      const text = signed(String(Math.round(tick * 1e6) / 1e6));
      svg.append(
        drawn('line', { 'class': 'scale-axis', x1: x(tick), x2: x(tick), y1: axis, y2: axis + 4 }),
        drawn('text', { 'class': 'scale-tick', x: x(tick), y: axis + 17 }, text));
    }
    svg.append(drawn('line', { 'class': 'scale-axis', x1: x(least), x2: x(most), y1: axis, y2: axis }));

    // The lowest cut-off flies highest, so that no pole crosses a flag to its right.
    cuts.forEach((cut, index) => {
      const top = index * flag + 13;
      const text = cut.label + ' ' + cut.at;
      const isLeft = x(cut.at) + text.length * 6.6 > width;
      svg.append(
        drawn('line', { 'class': 'scale-cut', x1: x(cut.at), x2: x(cut.at), y1: top - 9, y2: axis + 1 }),
        drawn('text', { 'class': 'scale-flag' + (known >= cut.at ? ' is-reached' : '') + (isLeft ? ' is-left' : ''), x: x(cut.at) + (isLeft ? -4 : 4), y: top }, (known >= cut.at ? '✓ ' : '') + text));
    });
    svg.append(drawn('path', { 'class': 'scale-marker', d: 'M' + x(known) + ' ' + (axis - 13) + 'l-5 -7h10z' }));
  }

  // -------------------------------------------------------------------------------------------------------------------

  function begin() {
    all(document, '[data-assessment]').forEach((root) => {
      try {
        enhance(root);
      } catch (error) {
        failed(root);
      }
    });
  }
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
  else begin();
})();
