// What a calculator shows of a report: window.MateriaPlan(root, entry). The words are the core's and the page's.
(function () {
  'use strict';

  const { all, make, plainText } = window.MateriaParts;

  // A word that has a capital of its own, as aPTT and eGFR do, keeps its letters.
  const hasOwnCase = (text) => /^\S*\p{Lu}/u.test(text.trim());
  const capital = (text) => hasOwnCase(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);

  // A figure and its unit never part at the end of a line, and a dose has its unit set apart; as text both read as they came.
  function put(element, text, isDose) {
    const dose = isDose && /^([\d,.]+(?: to [\d,.]+)?)( .+)$/.exec(text);
    element.replaceChildren.apply(element, dose ? [dose[1], make('span', { 'class': 'unit' }, dose[2])]
      : text.split(/((?:\d+ × )?\d[\d,.]* [^\s;:]+)/).map((part, index) => { return index % 2 ? make('span', { 'class': 'figure' }, part) : part; }));
  }

  // What the amount of a step is, by its kind; of doses only where the step has no name of its own.
  const CAPTIONS = { course: 'each day', rate: 'rate', total: 'in all' };

  // Rows that say what another one in view says, or are for drawings: of every plan, of one told step by step, of one told
  // by its course. Every other row is shown.
  const NEVER = /^(status|confirm-weight|per|step|days)$|^entered-|^plan-\d+-(kind|id|low|high|first|last|label)$|^phase-/;
  const STEPWISE = /^(course|division|interval|volume|vials|doses-per-day|day-total|day-1(-volume|-vials)?)$/;
  const COURSE = /^plan-/;

  function shownBy(root, entry) {
    const find = (selector) => root.querySelector(selector);
    const plan = find('.plan');
    const { form, boxes, field, chosen, entries, confirmation } = entry;
    let timer = 0;
    let redraw = null;

    // Nothing of an earlier plan stays, whatever comes next.
    function clear() {
      clearTimeout(timer);
      redraw = null;
      find('.plan-status').textContent = '';
      brief('', 'To the plan');
      find('.action-status').textContent = '';
      find('.copy-fallback').hidden = true;
      find('.copy-fallback textarea').value = '';
      all(plan, '[data-clone]').forEach((element) => { element.remove(); });
      all(plan, '[data-result]').forEach((element) => { element.textContent = ''; });
      find('.plan-origin').textContent = '';
      all(plan, '[data-row], [data-group], [data-alert], [data-patient], [data-choice], .plan-notices, .plan-schedule, .plan-actions, .plan-origin')
        .forEach((element) => { element.hidden = true; });
      all(plan, 'tbody, svg').forEach((element) => { element.replaceChildren(); });
      all(plan, 'svg').forEach((element) => { element.toggleAttribute('hidden', true); });
      all(form, '.field-error, .field-note').forEach((element) => { element.hidden = true; element.textContent = ''; });
      all(form, '[aria-invalid]').forEach((element) => { element.removeAttribute('aria-invalid'); });
    }

    function messages(report, prefix) {
      return report.rows.filter((row) => row.key.indexOf(prefix) === 0 && /^\d+$/.test(row.key.slice(prefix.length)));
    }
    const alertsOf = (report, prefix) => messages(report, prefix).map((row) => row.text);

    // What was entered in the words of the form: of the patient, and of the plan that is asked for.
    function words(report) {
      const isUnread = (name) => messages(report, 'stop-').some((row) => (row.code === 'unreadable' || row.code === 'unknown-unit') && row.fields.indexOf(name) >= 0);
      const converted = (name) => messages(report, 'entered-').filter((row) => row.fields.indexOf(name) >= 0).map((row) => row.text)[0];
      const figures = [], answers = [], ticked = [], choices = [];
      let ticks = 0;
      entries().forEach((entry) => {
        const isTick = entry.control.type === 'checkbox';
        const label = isTick ? entry.control.parentNode.textContent.trim() : entry.box.dataset.label;
        if (isTick) ticks++;
        if (!entry.text) return;
        // A unit that was typed stands in the text already.
        const unit = entry.unit || (entry.box.querySelector('.input > .unit:not([data-feet])') || { textContent: '' }).textContent;
        let said = converted(entry.name) || entry.text + (unit && !/[a-z]/i.test(entry.text) ? ' ' + unit : '');
        if (entry.control.options) said = entry.control.options[entry.control.selectedIndex].textContent;
        if (isUnread(entry.name)) said = 'not readable';
        if (isTick) ticked.push(label);
        else if (entry.name === 'sex') figures.push(entry.text);
        else if (entry.name === 'occasion') choices.push(said);
        else if (entry.name.indexOf('amount') === 0) choices.push(label + ' ' + said);
        else if (label) answers.push(label + ': ' + said);
        else if (['weight', 'height', 'age'].indexOf(entry.name) >= 0) figures.push(isUnread(entry.name) ? entry.name + ' not readable' : said);
      });
      const isGiven = figures.length + answers.length + ticked.length > 0;
      const patient = (figures.length ? [figures.join(', ')] : []).concat(
        answers, ticked.length ? 'Applies: ' + ticked.join(', ') : ticks ? 'Nothing ticked' : []);
      const records = ['protocol', 'product'].filter(field).map((name) => chosen(name) ? chosen(name).textContent : 'no ' + name);
      return { isGiven: isGiven, patient: isGiven ? patient.join('. ') + '.' : '', choice: records.concat(choices).map((part) => part + '.').join(' ') };
    }

    function show(report) {
      const said = words(report);
      plan.dataset.status = report.status;
      find('[data-patient]').textContent = said.patient;
      find('[data-choice]').textContent = said.choice;
      find('[data-patient]').hidden = !said.isGiven;
      find('[data-choice]').hidden = !said.isGiven || !said.choice;

      const isOk = report.status === 'ok';
      const stops = messages(report, 'stop-'), missing = messages(report, 'missing-'), open = messages(report, 'open-');
      notices('.plan-stops', stops, alertsOf(report, 'stop-alert-'));
      notices('.plan-missing', missing, []);
      notices('.plan-cautions', messages(report, 'caution-'), alertsOf(report, 'caution-alert-'));
      notices('.plan-changed', (isOk ? entry.changed() : []).map((name, index) => ({
        key: 'changed-' + (index + 1), text: 'The ' + name + ' has changed since this link was made. Check the plan anew.'
      })), []);
      notices('.plan-unchecked', isOk ? messages(report, 'unchecked-alert-').map((row) => ({ key: row.key, text: alertText(row.text) })) : [], []);
      notices('.plan-open', isOk ? open : [], []);

      stops.forEach((row) => { mark(row, true); });
      if (said.isGiven) missing.concat(isOk ? open : []).forEach((row) => { mark(row, false); });
      entries().forEach((entry) => { if (entry.note) note(entry.name, entry.note); });
      messages(report, 'entered-').forEach((row) => { row.fields.forEach((name) => { note(name, row.text, row.key); }); });

      if (confirmation) {
        confirmation.hidden = !report.texts.has('confirm-weight');
        confirmation.querySelector('span').textContent = report.texts.get('confirm-weight') || '';
        if (confirmation.hidden) confirmation.querySelector('input').checked = false;
      }

      const isCourse = isOk && (['course', 'day'].indexOf(report.texts.get('per')) >= 0 || report.numbers.get('days') > 1);
      const hasSteps = isOk && !(isCourse && !report.texts.has('plan-2'));
      const shown = new Map();
      report.texts.forEach((text, key) => {
        if (NEVER.test(key) || !isCourse && STEPWISE.test(key) || !hasSteps && COURSE.test(key)) return;
        shown.set(key, text);
      });
      if (isOk) showLabels(isCourse);
      if (hasSteps) showSteps(report);
      if (isCourse) showCourse(shown);
      showAdjustments(shown);
      showSchedule(shown);
      showRows(shown);
      showRest(shown);
      showGroups(isCourse);
      provenance();
      if (isOk) {
        redraw = () => {
          if (!find('.plan-schedule').hidden) window.MateriaPlot.schedule(find('.schedule-plot'), report, root.id);
          if (hasSteps) window.MateriaPlot.timeline(find('.plan-timeline'), report, root.id);
        };
        redraw();
      }
      showBrief(report);
      if (report.status !== 'incomplete') {
        find('.plan-origin').textContent = origin().join(' ');
        find('.plan-origin').hidden = false;
      }
      find('.plan-actions').hidden = report.status === 'incomplete';
      find('[data-action="print"]').hidden = !isOk;
      announce(report, said.isGiven);
    }

    function alertText(number) {
      const item = find('[data-alert="' + number + '"]');
      return item ? plainText(item.firstElementChild) : 'An alert of the regimen applies; see its record.';
    }

    // The engine's own notices first: they are about this patient. Then the regimen's that apply.
    function notices(selector, rows, alerts) {
      const box = find(selector);
      const list = box.querySelector('ul');
      rows.slice().reverse().forEach((row) => {
        const item = make('li', { 'data-clone': '' });
        const words = make('span', { 'data-result': row.key }, row.text);
        const place = placeOf(row);
        const link = place && make('a', { href: '#' + place });
        if (link) link.append(words);
        item.append(link || words);
        list.prepend(item);
      });
      alerts.forEach((number) => {
        const item = list.querySelector('[data-alert="' + number + '"]');
        if (item) item.hidden = false;
        else list.append(make('li', { 'data-clone': '' }, alertText(number)));
      });
      box.hidden = !rows.length && !alerts.length;
    }

    // Where the first field stands that a message is about.
    function placeOf(row) {
      const name = (row.fields || [])[0];
      const box = name && boxes.find((box) => !box.hidden && box.id && (box.dataset.field === name || name === 'amount' && /^amount\./.test(box.dataset.field)));
      return box ? box.id : '';
    }

    // What a message says, at each field that it is about.
    function mark(row, isStop) {
      // A choice within a range is an amount, of whichever step.
      boxes.filter((box) => row.fields.indexOf(box.dataset.field.replace(/^amount\..*/, 'amount')) >= 0).forEach((box) => {
        const place = box.querySelector('.field-error');
        if (!place) return;
        if (place.hidden) {
          place.textContent = row.text;
          place.hidden = false;
          place.classList.toggle('is-missing', !isStop);
        }
        if (!isStop) return;
        const marked = box.getAttribute('role') === 'radiogroup' ? [box] : all(box, '.input > input, .field > select, .field > input');
        marked.forEach((element) => { element.setAttribute('aria-invalid', 'true'); });
      });
    }

    // Beside a field: what was typed in another unit, and what it is.
    function note(name, text, key) {
      const box = boxes.find((box) => box.dataset.field === name);
      const place = box && box.querySelector('.field-note');
      if (!place) return;
      place.replaceChildren(make('span', key ? { 'data-result': key } : {}, text));
      place.hidden = false;
    }

    // Heads and labels say whether the amount is of a course or of a dose.
    function showLabels(isCourse) {
      all(plan, '[data-dose]').forEach((element) => {
        if (element.dataset.course === undefined) element.dataset.course = element.textContent;
        element.textContent = isCourse ? element.dataset.course : element.dataset.dose;
      });
    }

    const nameOf = (report, step) => report.texts.get('plan-' + step + '-label') || (report.texts.has('plan-2') ? 'Step ' + step : '');
    function captionOf(report, step) {
      const has = (part) => report.texts.has('plan-' + step + part);
      return has('-course') ? 'each day' : CAPTIONS[report.texts.get('plan-' + step + '-kind')]
        || (nameOf(report, step) ? '' : has('-doses') || has('-times') ? 'each dose' : 'dose');
    }

    // A card for each step; what it has no row for is left out.
    function showSteps(report) {
      const texts = report.texts;
      for (let step = 1; texts.has('plan-' + step); step++) {
        const card = document.importNode(find('.step-model').content, true).firstElementChild;
        const key = 'plan-' + step, name = nameOf(report, step), caption = captionOf(report, step);
        card.dataset.row = key;
        const label = card.querySelector('.plan-label');
        label.textContent = name || capital(caption);
        if (name && caption) label.append(make('span', { 'class': 'plan-caption' }, ' ' + caption));
        card.querySelector('.plan-course').classList.toggle('is-range', texts.has(key + '-low'));
        all(card, '[data-part]').forEach((place) => {
          const line = place.closest('.row, p');
          const part = key + place.dataset.part;
          if (place.hasAttribute('data-list')) {
            for (let index = 1; texts.has(part + index); index++) {
              const copy = line.cloneNode(true);
              copy.querySelector('dt').textContent += ' ' + index;
              copy.querySelector('[data-part]').dataset.result = part + index;
              line.before(copy);
            }
            line.remove();
          } else if (texts.has(part)) place.dataset.result = part;
          else line.remove();
        });
        // What made the dose smaller is told with the dose.
        if (step === report.numbers.get('step')) {
          for (let index = 1; texts.has('cap-' + index); index++) {
            const line = make('p', { 'class': 'plan-held' });
            line.append(make('span', { 'data-result': 'cap-' + index }));
            card.querySelector('.rows').before(line);
          }
        }
        if (!card.querySelector('.row')) card.querySelector('.rows').remove();
        find('.plan-steps').append(card);
      }
    }

    function rowOf(name, cells) {
      const row = make('tr', { 'data-row': name });
      row.append.apply(row, cells);
      return row;
    }

    function showCourse(texts) {
      const columns = ['', '-volume', '-vials'].filter((part) => texts.has('day-1' + part));
      all(plan, '.plan-days [data-column]').forEach((head) => { head.hidden = columns.indexOf('-' + head.dataset.column) < 0; });
      for (let day = 1; texts.has('day-' + day); day++) {
        find('.plan-days tbody').append(rowOf('day-' + day, [make('th', { scope: 'row' }, 'Day ' + day)].concat(columns.map((part) =>
          make('td', { 'class': part === '-vials' ? 'vials' : part ? 'number' : 'number day-dose', 'data-result': 'day-' + day + part })))));
      }
    }

    function showAdjustments(texts) {
      const parts = ['-bolus', '-hold', '-change'];
      for (let index = 1; texts.has('adjust-' + index); index++) {
        const key = 'adjust-' + index, head = make('th', { scope: 'row', 'data-result': key });
        const isChanged = parts.some((part) => texts.has(key + part));
        find('.adjust tbody').append(rowOf(key, [head].concat(parts.map((part) => texts.has(key + part)
          ? make('td', { 'class': 'number', 'data-result': key + part })
          : make('td', { 'class': 'number' }, !isChanged && part === '-change' ? 'no change' : '–')))));
      }
    }

    function showSchedule(texts) {
      const steps = find('.schedule tbody');
      for (let step = 1; texts.has('step-' + step + '-rate'); step++) {
        steps.append(rowOf('step-' + step + '-rate', [make('th', { scope: 'row', 'class': 'number' }, String(step))].concat(
          ['-start', '-rate', '-minutes', '-volume'].map((part) => make('td', { 'class': 'number', 'data-result': 'step-' + step + part })))));
      }
      find('.plan-schedule').hidden = !steps.firstChild;
    }

    // Fills every element that names a row of the report, and shows the lines that got something.
    function showRows(texts) {
      all(plan, '[data-list][data-row]').forEach((model) => {
        const prefix = model.dataset.row;
        let last = model;
        for (let index = 1; texts.has(prefix + index); index++) {
          const key = prefix + index;
          const line = model.cloneNode(true);
          line.setAttribute('data-clone', '');
          line.removeAttribute('data-list');
          line.dataset.row = key;
          const value = line.querySelector('[data-result]');
          value.dataset.result = key;
          const label = line.querySelector('dt');
          if (label && texts.has(key + '-name')) label.replaceChildren(make('span', { 'data-result': key + '-name' }));
          else if (label) label.textContent += ' ' + index;
          if (texts.has(key + '-formula')) value.parentNode.append(' ', make('span', { 'class': 'row-note', 'data-result': key + '-formula' }));
          if (texts.has(key + '-end')) value.parentNode.append(' to ', make('span', { 'data-result': key + '-end' }));
          last.after(line);
          last = line;
        }
      });
      // Notices have been written: what an alert says is not in the report.
      all(plan, '[data-result]').filter((element) => !element.closest('.plan-notices')).forEach((element) => {
        const key = element.dataset.result;
        const text = texts.get(key);
        if (text === undefined) return;
        put(element, text, /^(course|day-\d+|plan-\d+)$/.test(key));
        const line = element.closest('.plan-division, .plan-held, dt');
        if (line) line.classList.toggle('own-case', hasOwnCase(line.textContent));
        if (key === 'label-status') element.className = 'badge ' + ({ 'on-label': 'badge-on-label', 'not recorded for this dose': 'badge-unreviewed' }[text] || 'badge-off-label');
      });
      all(plan, '[data-row]').forEach((line) => {
        line.hidden = !texts.has(line.dataset.row)
          || line.hasAttribute('data-changed') && texts.get('change') === '0 %';
      });
    }

    // Rows that no line is there for are part of the working.
    function showRest(texts) {
      const placed = new Set(all(plan, '[data-result]').map((element) => element.dataset.result));
      texts.forEach((text, key) => {
        if (placed.has(key) || /^(stop|missing|caution|open)-\d+$|-alert-\d+$/.test(key)) return;
        const line = make('div', { 'class': 'row', 'data-row': key, 'data-clone': '' });
        const value = make('dd');
        value.append(make('span', { 'data-result': key }, text));
        line.append(make('dt', {}, capital(key).replace(/-/g, ' ')), value);
        find(key.indexOf('surface') === 0 ? '.plan-body-size .rows' : '.plan-working .rows').append(line);
      });
    }

    function showGroups(isCourse) {
      all(plan, '[data-group]').forEach((group) => {
        group.hidden = group.dataset.group === 'course' ? !isCourse
          : !all(group, '[data-row]').some((line) => !line.hidden);
      });
    }

    function provenance() {
      const now = new Date();
      const today = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
      all(plan, '[data-provenance]').forEach((place) => {
        const option = chosen(place.dataset.provenance);
        // The sentence brings its own full stop.
        place.textContent = (option && option.dataset.provenance || 'none').replace(/\.$/, '');
        // Of what is chosen the review may be overdue on the reader's day, as due.js has it for the regimen.
        const due = (option && option.dataset.reviewDue || '9').split('|');
        place.nextElementSibling.hidden = due[0] >= today;
        place.nextElementSibling.firstElementChild.textContent = due[1];
      });
    }

    // The plan in a sentence.
    function summary(report) {
      const texts = report.texts;
      if (!find('[data-group="course"]').hidden) return texts.get('course') + ' over ' + texts.get('division');
      const found = [];
      for (let step = 1; texts.has('plan-' + step); step++) {
        const name = nameOf(report, step), amount = texts.get('plan-' + step), caption = captionOf(report, step);
        // An infusion rate of so much, but so much each dose.
        const words = caption === CAPTIONS.rate ? [name, caption, amount] : [name, amount, caption];
        found.push([words.filter(Boolean).join(' '), texts.get('plan-' + step + '-when')].filter(Boolean).join(', '));
      }
      return found.join('; ');
    }

    // The plan in a line beneath the form, in view while the form is filled in and the plan is not. What stands first in every plan
    // stands here too; more than two steps are not told in a line.
    function brief(words, link) {
      const place = find('.plan-brief');
      place.dataset.status = plan.dataset.status;
      place.firstElementChild.textContent = words;
      place.querySelector('a').textContent = link;
    }
    function showBrief(report) {
      if (report.status === 'stop') { brief('No dose', 'Why'); return; }
      if (report.status === 'incomplete') { brief(messages(report, 'missing-').map((row) => row.text)[0] || '', 'To the plan'); return; }
      const steps = all(plan, '.plan-step').length;
      brief([report.texts.get('guard'), steps > 2 ? steps + ' steps' : capital(summary(report)), cautions()]
        .filter(Boolean).map((part) => part.replace(/\.$/, '')).join('. ') + '.', 'To the plan');
    }
    function cautions() {
      const count = all(plan, '.plan-cautions:not([hidden]) li:not([hidden])').length;
      return count && count + (count === 1 ? ' caution' : ' cautions');
    }

    // When and where a plan was made, and what the site says of itself, for paper and for copied text.
    function origin() {
      const today = new Date();
      const month = today.toLocaleDateString(document.documentElement.lang || 'en', { month: 'long' });
      return ['Worked out on ' + today.getDate() + ' ' + month + ' ' + today.getFullYear() + '.', 'From: ' + document.title + ', ' + location.href.split(/[?#]/)[0] + '.',
        find('.plan-origin').dataset.disclaimer].filter(Boolean);
    }

    // Said once, when typing has paused.
    function announce(report, isGiven) {
      let said = '';
      if (report.status === 'ok') {
        said = (find('[data-group="course"]').hidden ? '' : 'Course ') + summary(report) + '.' + (cautions() ? ' ' + cautions() + '.' : '');
        root.dataset.said = summary(report);
      } else if (report.status === 'stop') {
        said = 'No dose: ' + plainText(all(find('.plan-stops'), 'li').find((item) => !item.hidden) || find('.plan-stops'));
      } else if (isGiven) {
        said = messages(report, 'missing-').map((row) => row.text).join(' ');
      }
      timer = setTimeout(() => { find('.plan-status').textContent = said; }, 700);
    }

    // Text -------------------------------------------------------------------------------------------------------------

    // In a letter a plan is of the letter's day and place.
    function asText(hasOrigin) {
      const lines = [plainText(find('.plan-title'))];
      const shown = (selector) => all(plan, selector).filter((element) => !element.closest('[hidden]'));
      const add = (label, text) => { lines.push(label + ': ' + text); };
      shown('.plan-guard').forEach((line) => { lines.push(plainText(line).toUpperCase()); });
      add('Patient', find('[data-patient]').textContent);
      shown('.plan-stops li').forEach((item) => { add('STOP, no dose', plainText(item)); });
      shown('.plan-missing li').forEach((item) => { add('Missing', plainText(item)); });
      shown('.plan-cautions li').forEach((item) => { add('Caution', plainText(item)); });
      shown('.plan-changed li').forEach((item) => { add('Changed', plainText(item)); });
      shown('.plan-unchecked li').forEach((item) => { add('Not checked', plainText(item)); });
      shown('.plan-open li').forEach((item) => { add('Not answered', plainText(item)); });
      if (plan.dataset.status === 'ok') {
        if (find('[data-choice]').textContent) add('Chosen', find('[data-choice]').textContent);
        const row = (line, prefix) => {
          const value = line.querySelector('dd').cloneNode(true);
          const notes = all(value, '.row-note').map((part) => { part.remove(); return plainText(part); }).filter(Boolean);
          add(prefix + plainText(line.querySelector('dt')), plainText(value) + (notes.length ? ' (' + notes.join('; ') + ')' : ''));
        };
        shown('.plan-step').forEach((card) => {
          const name = plainText(card.querySelector('.plan-label'));
          add(name, all(card, '.plan-course, .plan-division').map(plainText).join(', '));
          all(card, '.plan-held').forEach((line) => { lines.push('  ' + plainText(line)); });
          all(card, '.row').forEach((line) => { row(line, '  '); });
        });
        if (!find('[data-group="course"]').hidden) {
          add(plainText(find('.plan-total h3')), plainText(find('.plan-total .plan-course')) + ' ' + plainText(find('.plan-total .plan-division')));
          shown('.plan-total .plan-held').forEach((line) => { lines.push(plainText(line)); });
        }
        shown('.plan-days tbody tr').forEach((row) => {
          add(row.cells[0].textContent, Array.from(row.cells).slice(1).map((cell) => cell.textContent).join(', '));
        });
        shown('.adjust tbody tr').forEach((row) => {
          const heads = all(plan, '.adjust thead th').map((head) => head.textContent.toLowerCase());
          const cells = Array.from(row.cells).slice(1);
          add(row.cells[0].textContent, cells.map((cell, index) => (cell.dataset.result ? heads[index + 1] + ' ' : '') + cell.textContent)
            .filter((words) => words !== '–').join(', '));
        });
        shown('.row').filter((line) => !line.closest('.plan-step')).forEach((line) => { row(line, ''); });
        shown('.schedule tbody tr').forEach((row) => {
          const cells = Array.from(row.cells).map((cell) => cell.textContent);
          add('Infusion step ' + cells[0], cells[2] + ' from ' + cells[1] + ' for ' + cells[3] + ', ' + cells[4]);
        });
      }
      if (hasOrigin) lines.push.apply(lines, origin());
      lines.push(plainText(find('.provenance')));
      return lines.join('\n');
    }

    return Object.freeze({ clear: clear, show: show, redraw: () => { if (redraw) redraw(); }, asText: asText, said: () => root.dataset.said || '' });
  }
  window.MateriaPlan = shownBy;
})();
