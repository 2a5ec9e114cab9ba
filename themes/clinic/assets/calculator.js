// The dose calculator: reads the form, asks the core for a plan at each change, and shows it.
//
// A classic script without requests or storage, so that it works from a file share and under the strictest policy.
// Nothing here computes a dose. The core does, and what it says is shown word for word.
(function () {
  'use strict';

  // The core ----------------------------------------------------------------------------------------------------------

  // The two places that call the core. A report comes as rows of key, text and number.
  function planned(numbers) {
    const report = { texts: new Map(), numbers: new Map() };
    window.MateriaCore.plan(numbers).rows.forEach((row) => {
      report.texts.set(row.key, row.text);
      report.numbers.set(row.key, row.number);
    });
    report.status = report.texts.get('status');
    const isSound = report.status === 'ok' ? report.texts.has('course') && !report.texts.has('stop-1')
      : (report.status === 'stop' || report.status === 'incomplete') && !report.texts.has('course');
    if (!isSound) throw new Error('The core gave no report that makes sense.');
    return report;
  }

  // What was typed, as the core reads it: two numbers, the first of which is its kind.
  const entry = (typed, isDate) => window.MateriaCore.entry(typed, isDate);
  const MISSING = [0, 0];
  const UNREADABLE = [1, 0];
  const number = (value) => [2, value];
  const isMissing = (entry) => entry[0] === 0;
  const isUnreadable = (entry) => entry[0] === 1;
  const isNumber = (entry) => entry[0] === 2;

  const terms = (element) => element.dataset.terms.split(',').map(Number);

  // Units -------------------------------------------------------------------------------------------------------------

  const KILOGRAMS_PER_POUND = 0.45359237;
  const CENTIMETRES_PER_INCH = 2.54;
  // The plan is made from the figure that is shown, so both are the same hundredth.
  const hundredths = (value) => Math.round(value * 100) / 100;
  const trimmed = (field) => field.value.replace(/^[\s]+|[\s]+$/g, '');

  function weight(form) {
    const typed = entry(form.weight.value);
    if (form['weight-unit'].value === 'kg' || !isNumber(typed)) return { entry: typed, words: trimmed(form.weight) + ' kg' };
    const kilograms = hundredths(typed[1] * KILOGRAMS_PER_POUND);
    const note = trimmed(form.weight) + ' lb = ' + kilograms + ' kg';
    return { entry: number(kilograms), note: note, words: note };
  }

  function height(form) {
    const unit = form['height-unit'].value;
    const typed = entry(form.height.value);
    if (unit === 'cm' || unit === 'in' && !isNumber(typed)) return { entry: typed, words: trimmed(form.height) + ' cm' };
    let inches = typed[1];
    let words = trimmed(form.height) + ' in';
    if (unit === 'ft-in') {
      const rest = entry(form['height-inches'].value);
      if (isMissing(typed) && isMissing(rest)) return { entry: MISSING };
      if (isMissing(typed)) return { entry: MISSING, note: 'Enter the feet as well.' };
      // Feet alone may be a height half typed.
      if (isMissing(rest)) return { entry: MISSING, note: 'Enter the inches as well; 0 if there are none.' };
      const isPlain = isNumber(typed) && isNumber(rest) && typed[1] >= 0 && typed[1] % 1 === 0 && rest[1] >= 0 && rest[1] < 12;
      if (!isPlain) return { entry: UNREADABLE, note: 'Enter whole feet, and inches under 12.' };
      inches = typed[1] * 12 + rest[1];
      words = trimmed(form.height) + ' ft ' + trimmed(form['height-inches']) + ' in';
    }
    const centimetres = hundredths(inches * CENTIMETRES_PER_INCH);
    words += ' = ' + centimetres + ' cm';
    return { entry: number(centimetres), note: words, words: words };
  }

  function start(form) {
    const field = form.start;
    return field.validity.badInput ? UNREADABLE : entry(field.value, true);
  }

  // Fields that messages are about ------------------------------------------------------------------------------------

  const ABOUT = [
    [/^(The body weight|Enter the body weight)/, ['weight']],
    [/^(The height|Enter the height)/, ['height']],
    [/^(The age|Enter the age)/, ['age']],
    [/^Choose the sex/, ['sex']],
    [/^Is the weight right/, ['weight']],
    [/^The weight of/, ['weight', 'age']],
    [/^(Weight and height|The weight and height)/, ['weight', 'height']],
    [/^(The number of days|Enter the number of days|This regimen is given over|Even over)/, ['days']],
    [/^The first day/, ['start']],
    [/^(This protocol|The protocol)/, ['protocol']],
    [/^(This product|Choose a product)/, ['product']],
  ];

  function fieldsOf(message) {
    const found = ABOUT.find((rule) => rule[0].test(message));
    return found ? found[1] : [];
  }

  // Elements ----------------------------------------------------------------------------------------------------------

  const all = (root, selector) => Array.from(root.querySelectorAll(selector));

  function make(name, attributes, content) {
    const element = document.createElement(name);
    Object.keys(attributes || {}).forEach((key) => { element.setAttribute(key, attributes[key]); });
    if (content !== undefined) element.textContent = content;
    return element;
  }

  // A figure and its unit never part at the end of a line, and a dose has its unit set apart; as text both read as they came.
  function put(element, text, isDose) {
    const dose = isDose && /^([\d,.]+)( .+)$/.exec(text);
    element.replaceChildren.apply(element, dose ? [dose[1], make('span', { 'class': 'unit' }, dose[2])]
      : text.split(/((?:\d+ × )?\d[\d,.]* [^\s;:]+)/).map((part, index) => { return index % 2 ? make('span', { 'class': 'figure' }, part) : part; }));
  }

  // One calculator ----------------------------------------------------------------------------------------------------

  // Of the inputs of a link, given to a calculator outside the page, other scripts get the plan as text.
  function enhance(root, given) {
    const find = (selector) => root.querySelector(selector);
    // A script of another version may read the records of this page in another way.
    if (root.dataset.core !== window.MateriaCore.version) throw new Error('The core is of another version than this page.');
    const form = find('.calculator-form');
    const fields = form.elements;
    const plan = find('.plan');
    const table = find('.dose-table');
    const regimen = terms(root);
    let problems = [];
    // The inputs of the link that this plan is of, until one is changed.
    let linked = null;
    let timer = 0;
    let redraw = null;

    const chosen = (name) => fields[name].options[fields[name].selectedIndex];
    const confirmation = find('[data-confirm="weight"]');
    // Only what is on view counts as confirmed.
    const isConfirmed = () => !confirmation.hidden && confirmation.querySelector('input').checked;
    const flags = () => all(form, '[name="flag"]:checked');

    // Why no plan can be asked for: a link that names what is not here, or a choice that is empty.
    function unaskable() {
      const found = problems.slice();
      if (!chosen('protocol')) found.push('Choose a protocol.');
      if (!chosen('product')) found.push('Choose a product, or no product.');
      return found;
    }

    function request() {
      const product = fields.product.value === 'none' ? [0] : [1].concat(terms(chosen('product')));
      const phase = fields.phase ? Number(fields.phase.value) : 0;
      const risks = flags().reduce((bits, flag) => bits + Math.pow(2, Number(flag.dataset.bit)), 0);
      return regimen.concat(
        terms(chosen('protocol')), product,
        { male: 1, female: 2 }[fields.sex.value] || 0, entry(fields.age.value), weight(fields).entry, height(fields).entry,
        fields.days ? entry(fields.days.value) : MISSING, start(fields), phase, risks, isConfirmed() ? 1 : 0);
    }

    // Nothing of an earlier plan stays, whatever comes next.
    function clear() {
      clearTimeout(timer);
      redraw = null;
      find('.plan-status').textContent = '';
      find('.action-status').textContent = '';
      find('.copy-fallback').hidden = true;
      find('.copy-fallback textarea').value = '';
      all(plan, '[data-clone]').forEach((element) => { element.remove(); });
      all(plan, '[data-result]').forEach((element) => { element.textContent = ''; });
      all(plan, '[data-row], [data-group], [data-alert], [data-patient], [data-choice], .plan-notices, .plan-schedule, .plan-actions')
        .forEach((element) => { element.hidden = true; });
      all(plan, '.plan-days tbody, .schedule tbody, .schedule-plot').forEach((element) => { element.replaceChildren(); });
      all(form, '.field-error, .field-note').forEach((element) => { element.hidden = true; element.textContent = ''; });
      all(form, '[aria-invalid]').forEach((element) => { element.removeAttribute('aria-invalid'); });
    }

    function fail() {
      clear();
      form.hidden = plan.hidden = true;
      find('.calculator-failure').hidden = false;
      if (table) table.open = true;
    }

    function update() {
      clear();
      try {
        showUnits();
        const found = unaskable();
        show(found.length ? refusal(found) : planned(request()));
      } catch (error) {
        fail();
      }
    }

    // A report of reasons that are the page's own.
    function refusal(reasons) {
      const report = { status: 'stop', texts: new Map([['status', 'stop']]), numbers: new Map() };
      reasons.forEach((reason, index) => { report.texts.set('stop-' + (index + 1), reason); });
      return report;
    }

    function showUnits() {
      const isFeet = fields['height-unit'].value === 'ft-in';
      all(form, '[data-feet]').forEach((element) => { element.hidden = !isFeet; });
      [['weight', weight(fields)], ['height', height(fields)]].forEach((pair) => {
        const note = find('[data-field="' + pair[0] + '"] .field-note');
        note.textContent = pair[1].note || '';
        note.hidden = !pair[1].note;
      });
    }

    // What was entered, for whoever reads the plan without the form.
    function patient() {
      const parts = [];
      [['weight', weight(fields)], ['height', height(fields)], ['age', { entry: entry(fields.age.value), words: trimmed(fields.age) + ' years' }]].forEach((pair) => {
        if (isNumber(pair[1].entry)) parts.push(pair[1].words);
        else if (isUnreadable(pair[1].entry)) parts.push(pair[0] + ' not readable');
      });
      if (fields.sex.value) parts.push(fields.sex.value);
      if (!parts.length) return '';
      const risks = flags().map((flag) => flag.parentNode.textContent.trim());
      return parts.join(', ') + '. ' + (risks.length ? 'Risks: ' + risks.join(', ') : 'No risk ticked') + '.';
    }

    function show(report) {
      const words = (prefix) => {
        const found = [];
        while (report.texts.has(prefix + (found.length + 1))) found.push(report.texts.get(prefix + (found.length + 1)));
        return found;
      };
      const isGiven = patient() !== '';
      plan.dataset.status = report.status;
      find('[data-patient]').textContent = patient();
      find('[data-patient]').hidden = find('[data-choice]').hidden = !isGiven;
      find('[data-choice]').textContent = ['protocol', 'product'].map((name) => {
        const option = chosen(name);
        return option ? option.textContent : 'no ' + name;
      }).join('. ') + '.';

      const stops = words('stop-');
      const missing = words('missing-');
      const cautions = words('caution-');
      notices('.plan-stops', 'stop-', stops, words('stop-alert-'));
      notices('.plan-missing', 'missing-', missing, []);
      notices('.plan-cautions', 'caution-', cautions, words('caution-alert-'));
      const unchecked = words('unchecked-alert-').map((alert) => alertText(alert));
      notices('.plan-changed', 'changed-', (report.status !== 'ok' ? [] : window.MateriaLink.changed(linked, records())).map((name) =>
        'The ' + name + ' has changed since this link was made. Check the plan anew.'), []);
      notices('.plan-unchecked', 'unchecked-alert-', report.status === 'ok' ? unchecked : [], []);

      if (isGiven) missing.forEach((message) => { mark(message, false); });
      stops.forEach((message) => { mark(message, true); });

      confirmation.hidden = !report.texts.has('confirm-weight');
      confirmation.querySelector('span').textContent = report.texts.get('confirm-weight') || '';
      if (confirmation.hidden) confirmation.querySelector('input').checked = false;

      const shown = new Set(['status', 'confirm-weight']);
      if (report.status === 'ok') showDose(report);
      showRows(report, shown);
      showRest(report, shown);
      showGroups();
      provenance();
      find('.plan-actions').hidden = report.status === 'incomplete';
      find('[data-action="print"]').hidden = report.status !== 'ok';
      announce(report, stops.concat(words('stop-alert-').map(alertText)), missing, cautions.length + words('caution-alert-').length);
    }

    function alertText(number) {
      const item = find('[data-alert="' + number + '"]');
      return item ? plainText(item) : 'Alert ' + (Number(number) + 1) + ' of this regimen applies; see the regimen.';
    }

    // The engine's own notices first: they are about this patient. Then the regimen's that apply.
    function notices(selector, key, texts, alerts) {
      const box = find(selector);
      const list = box.querySelector('ul');
      texts.slice().reverse().forEach((text, index) => {
        const item = make('li', { 'data-clone': '' });
        item.append(make('span', { 'data-result': key + (texts.length - index) }, text));
        list.prepend(item);
      });
      alerts.forEach((number) => {
        const item = list.querySelector('[data-alert="' + number + '"]');
        if (item) item.hidden = false;
        else list.append(make('li', { 'data-clone': '' }, alertText(number)));
      });
      box.hidden = !texts.length && !alerts.length;
    }

    function mark(message, isStop) {
      fieldsOf(message).forEach((name) => {
        const box = find('[data-field="' + name + '"]');
        if (!box) return;
        const place = box.querySelector('.field-error');
        place.textContent = message;
        place.hidden = false;
        place.classList.toggle('is-missing', !isStop);
        if (isStop) all(box, '.input > input, .field > select, .field > input').forEach((field) => { field.setAttribute('aria-invalid', 'true'); });
      });
    }

    function showDose(report) {
      const texts = report.texts;
      all(plan, '[data-when-per]').forEach((element) => {
        element.hidden = element.dataset.whenPer.split(' ').indexOf(texts.get('per')) < 0;
      });
      const rows = find('.plan-days tbody');
      const columns = ['', '-volume', '-vials'].filter((part) => texts.has('day-1' + part));
      all(plan, '.plan-days [data-column]').forEach((head) => { head.hidden = columns.indexOf('-' + head.dataset.column) < 0; });
      for (let day = 1; texts.has('day-' + day); day++) {
        const row = make('tr');
        row.append(make('th', { scope: 'row' }, 'Day ' + day));
        columns.forEach((part) => {
          const key = 'day-' + day + part;
          row.append(make('td', { 'class': part === '-vials' ? 'vials' : part ? 'number' : 'number day-dose', 'data-result': key }, texts.get(key) || ''));
        });
        rows.append(row);
      }
      const steps = find('.schedule tbody');
      for (let step = 1; texts.has('step-' + step + '-rate'); step++) {
        const row = make('tr');
        row.append(make('th', { scope: 'row', 'class': 'number' }, String(step)));
        ['-start', '-rate', '-minutes', '-volume'].forEach((part) => {
          const key = 'step-' + step + part;
          row.append(make('td', { 'class': 'number', 'data-result': key }, texts.get(key) || ''));
        });
        steps.append(row);
      }
      find('.plan-schedule').hidden = !steps.firstChild;
    }

    // Fills every element that names a row of the report, and shows the lines that got something.
    function showRows(report, shown) {
      const texts = report.texts;
      all(plan, '[data-list]').forEach((model) => {
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
          if (label) label.textContent += ' ' + index;
          texts.forEach((text, part) => {
            if (part.indexOf(key + '-') !== 0) return;
            value.parentNode.append(part === key + '-end' ? ' to ' : ', ', make('span', { 'data-result': part }));
          });
          last.after(line);
          last = line;
        }
      });
      // Notices have been written: what an alert says is not in the report.
      all(plan, '[data-result]').filter((element) => !element.closest('.plan-notices')).forEach((element) => {
        const key = element.dataset.result;
        const text = texts.get(key);
        if (text === undefined) return;
        shown.add(key);
        put(element, text, key === 'course' || /^day-\d+$/.test(key));
        if (key === 'label-status') element.className = 'badge ' + ({ 'on-label': 'badge-on-label', 'not recorded for this dose': 'badge-unreviewed' }[text] || 'badge-off-label');
      });
      all(plan, '[data-row]').forEach((line) => {
        line.hidden = !texts.has(line.dataset.row)
          || line.hasAttribute('data-changed') && texts.get('change') === '0 %';
      });
    }

    // Rows that no line is there for are part of the working.
    function showRest(report, shown) {
      report.texts.forEach((text, key) => {
        if (shown.has(key) || /^(stop|missing|caution)-\d+$|-alert-\d+$/.test(key)) return;
        const line = make('div', { 'class': 'row', 'data-row': key, 'data-clone': '' });
        const value = make('dd');
        value.append(make('span', { 'data-result': key }, text));
        line.append(make('dt', {}, key.charAt(0).toUpperCase() + key.slice(1).replace(/-/g, ' ')), value);
        find(key.indexOf('surface') === 0 ? '.plan-body-size .rows' : '.plan-working .rows').append(line);
      });
      if (!find('.plan-schedule').hidden) {
        find('[data-group="infusion"]').hidden = false;
        redraw = () => { plot(find('.schedule-plot'), report, root.id); };
        redraw();
      }
    }

    function showGroups() {
      all(plan, '[data-group]').forEach((group) => {
        group.hidden = !all(group, '[data-row]').some((line) => !line.hidden)
          && !(group.dataset.group === 'course' && plan.dataset.status === 'ok');
      });
    }

    function provenance() {
      ['protocol', 'product'].forEach((name) => {
        const option = chosen(name);
        // The sentence brings its own full stop.
        find('[data-provenance="' + name + '"]').textContent = (option && (option.dataset.provenance || 'none') || 'none').replace(/\.$/, '');
      });
    }

    // Said once, when typing has paused.
    function announce(report, stops, missing, cautions) {
      const texts = report.texts;
      let said = '';
      if (report.status === 'ok') {
        said = (texts.get('per') === 'dose' ? 'Dose ' : 'Course ') + texts.get('course') + ' over ' + texts.get('division') + '.'
          + (cautions ? ' ' + cautions + (cautions === 1 ? ' caution.' : ' cautions.') : '');
      } else if (report.status === 'stop') {
        said = 'No dose: ' + stops[0];
      } else if (patient()) {
        said = missing.join(' ');
      }
      timer = setTimeout(() => { find('.plan-status').textContent = said; }, 700);
    }

    // Links -----------------------------------------------------------------------------------------------------------

    const SINGLE = window.MateriaLink.single;

    // What a plan is made from, and the version of each.
    const records = () => [['regimen', root.dataset.version]].concat(
      ['protocol', 'product'].map((name) => [name, chosen(name) && chosen(name).dataset.version || 'none']));

    function link() {
      const query = new URLSearchParams();
      query.append('calculator', root.dataset.regimen);
      SINGLE.forEach((name) => {
        const field = fields[name];
        if (!field || !field.value || field.hidden) return;
        if (/-unit$/.test(name) && (field.selectedIndex === 0 || !fields[name.replace('-unit', '')].value)) return;
        query.append(name, name === 'phase' ? String(Number(field.value) + 1) : trimmed(field));
      });
      flags().forEach((flag) => { query.append('flag', flag.value); });
      if (isConfirmed()) query.append('confirm', 'weight');
      query.append('records', window.MateriaLink.versions(records()));
      return window.MateriaLink.address(query);
    }

    // What a link names and this form has not withholds the dose: a choice left out could change it.
    function restore(query, strange) {
      linked = query;
      const leave = (name, value) => {
        problems.push('The link asks for ' + name.replace('-', ' ') + ' “' + value + '”, which this calculator does not have. Check every input, then change one.');
      };
      strange.forEach((part) => {
        problems.push('The link says “' + part + '”, which this calculator does not understand. Check every input, then change one.');
      });
      SINGLE.forEach((name) => {
        const values = query.getAll(name);
        if (!values.length) return;
        const field = fields[name];
        const value = name === 'phase' ? String(Number(values[0]) - 1) : values[0];
        if (values.length > 1) leave(name, values.join(', '));
        else if (!field) { if (!(name === 'phase' && value === '0')) leave(name, values[0]); }
        else {
          field.value = value;
          if (field.value !== value) {
            if (field.options) field.selectedIndex = 0;
            leave(name, values[0]);
          } else if (document.body.dataset.embed && (name === 'protocol' || name === 'product')) {
            // What the surrounding page asked for is what a reset comes back to.
            Array.from(field.options).forEach((option) => { option.defaultSelected = option.selected; });
          }
        }
      });
      if (query.get('height-inches') && fields['height-unit'].value !== 'ft-in') leave('height-inches', query.get('height-inches'));
      query.getAll('flag').forEach((value) => {
        const flag = all(form, '[name="flag"]').find((box) => box.value === value);
        if (flag) flag.checked = true;
        else leave('flag', value);
      });
      query.getAll('confirm').forEach((value) => {
        if (value !== 'weight') { leave('confirmation', value); return; }
        fields.confirm.checked = true;
        confirmation.hidden = false;
      });
    }

    // Text ------------------------------------------------------------------------------------------------------------

    function plainText(element) {
      const copy = element.cloneNode(true);
      all(copy, '.citation, [hidden]').forEach((part) => { part.remove(); });
      return copy.textContent.replace(/\s+/g, ' ').trim();
    }

    function note() {
      const lines = [plainText(find('.plan-title')), 'Patient: ' + find('[data-patient]').textContent];
      const shown = (selector) => { return all(plan, selector).filter((element) => !element.closest('[hidden]')); };
      const add = (label, text) => { lines.push(label + ': ' + text); };
      shown('.plan-stops li').forEach((item) => { add('STOP, no dose', plainText(item)); });
      shown('.plan-missing li').forEach((item) => { add('Missing', plainText(item)); });
      shown('.plan-cautions li').forEach((item) => { add('Caution', plainText(item)); });
      shown('.plan-changed li').forEach((item) => { add('Changed', plainText(item)); });
      shown('.plan-unchecked li').forEach((item) => { add('Not checked', plainText(item)); });
      if (plan.dataset.status === 'ok') {
        add(plainText(find('.plan-total h3')), plainText(find('.plan-course')) + ' ' + plainText(find('.plan-division')));
        shown('.plan-held').forEach((line) => { lines.push(plainText(line)); });
        shown('.plan-days tbody tr').forEach((row) => {
          add(row.cells[0].textContent, Array.from(row.cells).slice(1).map((cell) => cell.textContent).join(', '));
        });
        shown('.row').forEach((row) => {
          const value = row.querySelector('dd').cloneNode(true);
          const notes = all(value, '.row-note').map((part) => { part.remove(); return plainText(part); }).filter(Boolean);
          add(plainText(row.querySelector('dt')), plainText(value) + (notes.length ? ' (' + notes.join('; ') + ')' : ''));
        });
        shown('.schedule tbody tr').forEach((row) => {
          const cells = Array.from(row.cells).map((cell) => cell.textContent);
          add('Infusion step ' + cells[0], cells[2] + ' from ' + cells[1] + ' for ' + cells[3] + ', ' + cells[4]);
        });
      }
      lines.push(plainText(find('.provenance')));
      return lines.join('\n');
    }

    function copy(text, done) {
      const status = find('.action-status');
      const box = find('.copy-fallback');
      const area = box.querySelector('textarea');
      const offer = () => {
        box.hidden = false;
        area.value = text;
        area.focus();
        area.select();
        let isCopied = false;
        try { isCopied = document.execCommand('copy'); } catch (error) { isCopied = false; }
        status.textContent = isCopied ? done : 'Select and copy the text below.';
      };
      box.hidden = true;
      status.textContent = '';
      if (!navigator.clipboard || !navigator.clipboard.writeText) { offer(); return; }
      navigator.clipboard.writeText(text).then(() => { status.textContent = done; }, offer);
    }

    // Printing: this calculator alone, its working open.
    function isolate() {
      document.body.classList.add('printing-calculator');
      root.classList.add('is-printed');
      for (let element = root.parentElement; element; element = element.parentElement) element.classList.add('print-path');
      all(plan, 'details').forEach((fold) => { fold.dataset.wasOpen = String(fold.open); fold.open = true; });
    }

    function restorePage() {
      if (!root.classList.contains('is-printed')) return;
      document.body.classList.remove('printing-calculator');
      root.classList.remove('is-printed');
      all(document, '.print-path').forEach((element) => { element.classList.remove('print-path'); });
      all(plan, 'details').forEach((fold) => { fold.open = fold.dataset.wasOpen === 'true'; });
    }

    // Events ----------------------------------------------------------------------------------------------------------

    if (given) {
      restore(given, window.MateriaLink.strange(given, 'calculator'));
      plan.hidden = false;
      update();
      return note;
    }
    let heightUnit = '';
    function changed(event) {
      problems = [];
      linked = null;
      window.MateriaLink.leave();
      // What was confirmed was another weight or age.
      if (['weight', 'weight-unit', 'age'].indexOf(event.target.name) >= 0) fields.confirm.checked = false;
      if (event.target === fields['height-unit']) {
        // Feet are no centimetres: a height is not carried over to a field that means something else.
        if ((heightUnit === 'ft-in') !== (fields['height-unit'].value === 'ft-in')) fields.height.value = fields['height-inches'].value = '';
        heightUnit = fields['height-unit'].value;
      }
      update();
    }
    form.addEventListener('input', changed);
    form.addEventListener('change', changed);
    form.addEventListener('submit', (event) => { event.preventDefault(); });
    form.addEventListener('reset', () => {
      problems = [];
      linked = null;
      window.MateriaLink.leave();
      setTimeout(() => {
        // What the surrounding page asked for is what a reset comes back to, its risks among it.
        if (asked && window.parent !== window) restore(asked.inputs, asked.strange);
        heightUnit = fields['height-unit'].value;
        update();
      }, 0);
    });
    plan.addEventListener('click', (event) => {
      const button = event.target.closest('[data-action]');
      if (!button) return;
      if (button.dataset.action === 'copy') copy(note(), 'Plan copied.');
      if (button.dataset.action === 'link') copy(link(), 'Link copied. It holds the inputs.');
      if (button.dataset.action === 'print') { isolate(); window.print(); }
    });
    addEventListener('beforeprint', () => {
      if (document.body.classList.contains('page-embed') && plan.dataset.status === 'ok') isolate();
    });
    addEventListener('afterprint', restorePage);
    // A page that comes back from the browser's memory may hold what was typed.
    addEventListener('pageshow', (event) => { if (event.persisted) update(); });
    new ResizeObserver(() => { if (redraw) redraw(); }).observe(plan);

    const asked = window.MateriaLink.read('calculator', root);
    if (asked) restore(asked.inputs, asked.strange);
    heightUnit = fields['height-unit'].value;
    update();
    if (!find('.calculator-failure').hidden) return;
    form.hidden = plan.hidden = false;
    root.classList.add('is-ready');
    if (table) table.open = false;
    if (redraw) redraw();
    if (asked && !document.body.dataset.embed) root.scrollIntoView();
  }
  window.MateriaCalculator = enhance;

  // The plot ----------------------------------------------------------------------------------------------------------

  function drawn(name, attributes, content) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    Object.keys(attributes).forEach((key) => { element.setAttribute(key, attributes[key]); });
    if (content !== undefined) element.textContent = content;
    return element;
  }

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

  const grouped = (value) => { return String(hundredths(value)).replace(/\B(?=(\d{3})+$)/g, ','); };

  // Rate over time in steps, drawn at the width it has so that its text keeps its size.
  function plot(svg, report, id) {
    const steps = [];
    for (let step = 1; report.texts.has('step-' + step + '-rate'); step++) {
      const part = (name) => report.numbers.get('step-' + step + name);
      steps.push({ rate: part('-rate'), start: part('-start'), minutes: part('-minutes'), words: report.texts.get('step-' + step + '-rate'), lasts: report.texts.get('step-' + step + '-minutes') });
    }
    svg.replaceChildren();
    const isKnown = steps.length > 0 && steps.every((step) => step.rate > 0 && step.start >= 0 && step.minutes > 0);
    svg.toggleAttribute('hidden', !isKnown);
    if (!isKnown) return;

    const width = Math.max(240, Math.min(640, svg.parentNode.clientWidth || 480));
    const height = 190;
    const left = 44, right = 14, top = 26, bottom = 40;
    const end = steps[steps.length - 1];
    const minutes = end.start + end.minutes;
    const hours = ticks(minutes / 60, Math.max(3, Math.floor(width / 70)), [0.25, 0.5, 1, 2, 3, 4, 6, 8, 12, 24]);
    const highest = Math.max.apply(null, steps.map((step) => step.rate));
    const rates = ticks(highest, 4);
    const x = (minute) => Math.round((left + (width - left - right) * minute / minutes) * 10) / 10;
    const y = (rate) => Math.round((height - bottom - (height - top - bottom) * rate / highest) * 10) / 10;

    svg.setAttribute('viewBox', '0 0 ' + width + ' ' + height);
    svg.setAttribute('width', width);
    svg.setAttribute('height', height);
    svg.setAttribute('aria-labelledby', id + '-plot-title ' + id + '-plot-words');
    svg.append(
      drawn('title', { id: id + '-plot-title' }, 'Infusion rate over time'),
      drawn('desc', { id: id + '-plot-words' }, steps.map((step) => step.words + ' for ' + step.lasts).join(', then ') + '.'));

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
      drawn('text', { 'class': 'plot-name', x: 0, y: 11 }, 'Rate (mL/h)'),
      drawn('text', { 'class': 'plot-name plot-end', x: width - right, y: height - 5 }, 'Time (h)'));
    steps.forEach((step) => {
      // A label stands where its step has room for it.
      const room = x(step.start + step.minutes) - x(step.start);
      if (room < step.words.length * 6.2 + 8) return;
      svg.append(drawn('text', { 'class': 'plot-label plot-middle', x: (x(step.start) + x(step.start + step.minutes)) / 2, y: y(step.rate) + (y(step.rate) > height - bottom - 22 ? -6 : 16) }, step.words));
    });
  }

  // -------------------------------------------------------------------------------------------------------------------

  function begin() {
    all(document, '[data-calculator]').forEach((root) => {
      try {
        enhance(root);
      } catch (error) {
        root.querySelector('.calculator-failure').hidden = false;
      }
    });
  }
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
  else begin();
})();
