// The dose calculator: asks the core for a plan at each change of what is entered, and has it shown.
//
// Classic scripts without requests or storage, so that they work from a file share and under the strictest policy. Nothing here reads
// a number or computes a dose. The core does, and what it says is shown word for word.
// calculator-entry.js has what is entered, calculator-plan.js shows a plan, parts.js makes and copies, plot.js draws, link.js has the
// inputs of an address.
(function () {
  'use strict';

  const { all } = window.MateriaParts;

  // The one place that calls the core. A report comes as rows of key, text, code, fields and number.
  function planned(records, lines) {
    const report = { texts: new Map(), numbers: new Map(), rows: window.MateriaCore.plan(records, lines).rows };
    report.rows.forEach((row) => {
      report.texts.set(row.key, row.text);
      report.numbers.set(row.key, row.number);
    });
    report.status = report.texts.get('status');
    const isDosed = report.rows.some((row) => row.key === 'course' || row.key.indexOf('plan-') === 0);
    const isSound = report.status === 'ok' ? report.texts.has('plan-1') && !report.texts.has('stop-1')
      : (report.status === 'stop' || report.status === 'incomplete') && !isDosed;
    if (!isSound) throw new Error('The core gave no report that makes sense.');
    return report;
  }

  // A report of reasons that are the page's own.
  function refusal(reasons) {
    const rows = [{ key: 'status', text: 'stop', fields: [] }].concat(reasons.map((reason, index) => ({ key: 'stop-' + (index + 1), text: reason, fields: [] })));
    return { status: 'stop', rows: rows, texts: new Map(rows.map((row) => [row.key, row.text])), numbers: new Map() };
  }

  // No form and no plan, and the table in their place.
  function failed(root) {
    const find = (selector) => root.querySelector(selector);
    [find('.calculator-form'), find('.plan'), find('.plan-brief'), find('.calculator-unready')].forEach((part) => { part.hidden = true; });
    find('.calculator-failure').hidden = false;
    if (find('.dose-table')) find('.dose-table').open = true;
  }

  // One calculator. Of the inputs of a link, given to a calculator outside the page, other scripts get the plan as text.
  function enhance(root, given) {
    const find = (selector) => root.querySelector(selector);
    // A script of another version may read the records of this page in another way.
    if (root.dataset.core !== window.MateriaCore.version) throw new Error('The core is of another version than this page.');
    const entry = window.MateriaEntry(root);
    const view = window.MateriaPlan(root, entry);
    const { form, field, confirmation, heightUnit, isFeet } = entry;
    const plan = find('.plan');

    function ask(hasChoices) {
      const request = entry.request(hasChoices);
      return planned(request.records, request.lines);
    }

    function fail() {
      view.clear();
      failed(root);
      tell(null);
    }

    // For other scripts: on each change the root element sends materia:plan, which bubbles. Null for a calculator that cannot work.
    function tell(report) {
      root.dispatchEvent(new CustomEvent('materia:plan', {
        bubbles: true,
        detail: {
          regimen: root.dataset.regimen, title: find('.plan-title').textContent.trim(), status: report ? report.status : 'failed',
          results: report ? Object.fromEntries(report.texts) : {}, records: entry.records().map((record) => ({ kind: record[0], version: record[1] })),
          text: report && report.status !== 'incomplete' ? view.asText(true) : ''
        }
      }));
    }

    function update() {
      view.clear();
      try {
        entry.settle();
        const found = entry.unaskable();
        if (entry.hasChoices()) entry.showChoices(found.length ? null : ask(false));
        const report = found.length ? refusal(found) : ask(true);
        view.show(report);
        tell(report);
      } catch (error) {
        fail();
      }
    }

    // Events -----------------------------------------------------------------------------------------------------------

    if (given) {
      entry.restore(given, window.MateriaLink.strange(given, 'calculator', root));
      update();
      return { note: () => view.asText(false), said: view.said() };
    }
    let unitOfHeight = '';
    function changed(event) {
      const target = event.target;
      entry.forget();
      if (target.dataset.slides) field(target.dataset.slides).value = target.value;
      // What was confirmed was another weight or age.
      if (confirmation && /^(weight|age)(-unit)?$/.test(target.name)) confirmation.querySelector('input').checked = false;
      if (target === heightUnit) {
        // Feet are no centimetres: a height is not carried over to a field that means something else.
        if ((unitOfHeight === 'ft-in') !== isFeet()) field('height').value = field('height-inches').value = '';
        unitOfHeight = heightUnit.value;
      }
      update();
    }
    form.addEventListener('input', changed);
    // A text that is left changes nothing that its input has not.
    form.addEventListener('change', (event) => { if (event.target.type !== 'text') changed(event); });
    // A slider that was pressed where it stood has been chosen from, though nothing moved.
    const choose = (event) => { if (event.target.classList.contains('is-unset')) changed(event); };
    all(form, '[data-slides]').forEach((slider) => {
      slider.addEventListener('click', choose);
      slider.addEventListener('keyup', (event) => { if (/^(Arrow|Home|End|Page)|^(Enter| )$/.test(event.key)) choose(event); });
    });
    form.addEventListener('submit', (event) => { event.preventDefault(); });
    form.addEventListener('reset', () => {
      entry.forget();
      setTimeout(() => {
        // What the surrounding page asked for is what a reset comes back to, its risks among it.
        if (asked && window.parent !== window) entry.restore(asked.inputs, asked.strange);
        unitOfHeight = heightUnit ? heightUnit.value : '';
        update();
      }, 0);
    });
    const print = () => { window.MateriaParts.isolate(root, 'printing-calculator', plan); };
    // A message leads to the field that it is about, and into it.
    plan.addEventListener('click', (event) => {
      const link = event.target.closest('.plan-notices a[href^="#"]');
      const box = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
      const control = box && box.querySelector('input, select');
      if (!control || !form.contains(control)) return;
      event.preventDefault();
      control.focus();
    });
    plan.addEventListener('click', (event) => {
      const button = event.target.closest('[data-action]');
      if (!button) return;
      if (button.dataset.action === 'copy') window.MateriaParts.copy(root, view.asText(true), 'Plan copied.');
      if (button.dataset.action === 'link') window.MateriaParts.copy(root, entry.link(), 'Link copied. It holds the inputs.');
      if (button.dataset.action === 'print') { print(); window.print(); }
    });
    addEventListener('beforeprint', () => {
      if (document.body.classList.contains('page-embed') && plan.dataset.status === 'ok') print();
    });
    addEventListener('afterprint', () => { window.MateriaParts.restorePage(root, 'printing-calculator', plan); });
    // A page that comes back from the browser's memory may hold what was typed.
    addEventListener('pageshow', (event) => { if (event.persisted) update(); });
    new ResizeObserver(() => { view.redraw(); }).observe(plan);

    const asked = window.MateriaLink.read('calculator', root);
    if (asked) entry.restore(asked.inputs, asked.strange);
    unitOfHeight = heightUnit ? heightUnit.value : '';
    update();
    if (!find('.calculator-failure').hidden) return;
    root.classList.add('is-ready');
    find('.calculator-unready').hidden = true;
    view.redraw();
    if (asked && !document.body.dataset.embed) root.scrollIntoView();
  }
  window.MateriaCalculator = enhance;

  function begin() {
    all(document, '[data-calculator]').forEach((root) => {
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
