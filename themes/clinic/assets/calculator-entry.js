// What is entered in a calculator: window.MateriaEntry(root) reads the fields as the core is to be asked, and keeps what a link asks for.
//
// Nothing here reads a number. A field goes to the core as it was typed.
(function () {
  'use strict';

  const { all } = window.MateriaParts;
  const terms = (element) => element.dataset.terms.split(',').map(Number);
  // A line has a tab between its parts, and so none in them.
  const oneLine = (text) => text.replace(/\s+/g, ' ').trim();
  const isRecord = (name) => name === 'protocol' || name === 'product';
  const isChoice = (name) => /^amount(\.|$)/.test(name);

  function entered(root) {
    const form = root.querySelector('.calculator-form');
    const boxes = all(form, '[data-field]');
    const regimen = terms(root);
    const field = (name) => all(form, '[name]').find((control) => control.name === name);
    const heightUnit = field('height-unit');
    const isFeet = () => Boolean(heightUnit) && heightUnit.value === 'ft-in';
    let problems = [];
    // The inputs of the link that is open, until one is changed.
    let linked = null;

    const chosen = (name) => { const select = field(name); return select ? select.options[select.selectedIndex] : null; };
    const confirmation = root.querySelector('[data-confirm="weight"]');

    // A field as the core is to read it: its name, what was typed or chosen, and the unit chosen beside it.
    function entry(box) {
      const name = box.dataset.field, control = field(name), unit = field(name + '-unit');
      const entry = { name: name, box: box, control: control, text: oneLine(control.value), unit: unit ? unit.value : '', note: '' };
      if (control.type === 'radio' || control.type === 'checkbox') {
        const picked = box.querySelector('input:checked');
        entry.text = picked ? picked.value : '';
      } else if (control.validity.badInput) {
        // A date half typed has no text, and is not the same as none.
        entry.text = '?';
      } else if (control === field('height') && isFeet()) {
        const feet = entry.text, inches = oneLine(field('height-inches').value);
        entry.unit = '';
        entry.text = feet && inches ? feet + ' ft ' + inches + ' in' : '';
        // Feet alone may be a height half typed.
        if (feet && !inches) entry.note = 'Enter the inches as well; 0 if there are none.';
        if (inches && !feet) entry.note = 'Enter the feet as well.';
      }
      return entry;
    }
    // What is not on view is not entered.
    const entries = () => boxes.filter((box) => !box.hidden && !isRecord(box.dataset.field)).map(entry);

    // A protocol or product asks questions of its own, and no other one is asked them.
    function showAsked() {
      const asked = ['protocol', 'product'].map(chosen).filter(Boolean).map((option) => option.dataset.asks || '').join(' ').split(' ');
      boxes.forEach((box) => { if ('ofChoice' in box.dataset) box.hidden = asked.indexOf(box.dataset.field) < 0; });
      all(form, '.ticks').forEach((group) => { group.hidden = !group.querySelector('[data-field]:not([hidden])'); });
    }

    // Why no plan can be asked for: a link that names what is not here, or a choice that is empty.
    function unaskable() {
      const found = problems.slice();
      if (field('protocol') && !chosen('protocol')) found.push('Choose a protocol.');
      if (field('product') && !chosen('product')) found.push('Choose a product, or no product.');
      return found;
    }

    // Every field as a line, and the records as numbers. Without choices of a dose, a plan says which of them there are.
    function request(hasChoices) {
      const product = chosen('product');
      const lines = entries().filter((entry) => hasChoices || !isChoice(entry.name))
        .map((entry) => [entry.name, entry.text].concat(entry.unit || []).join('\t'));
      // Only what is on view counts as confirmed.
      if (confirmation && !confirmation.hidden && confirmation.querySelector('input').checked) lines.push('confirm\tweight');
      return {
        records: {
          regimen: regimen,
          protocol: field('protocol') ? terms(chosen('protocol')) : root.dataset.own.split(',').map(Number),
          product: product && product.dataset.terms ? terms(product) : null
        },
        lines: lines.join('\n')
      };
    }

    // A dose is chosen from a range. Where the plan of this patient has none, there is nothing to choose: the field goes, and
    // what was typed in it. A link's choice stays in view, so that it cannot be lost without a word.
    const choices = () => boxes.filter((box) => isChoice(box.dataset.field));
    function showChoices(report) {
      choices().forEach((box) => {
        const name = box.dataset.field;
        const isAsked = linked && linked.has(name);
        box.hidden = report !== null && report.status === 'ok' && !isAsked && !rangeOf(report, name.slice('amount.'.length));
        if (box.hidden) field(name).value = '';
      });
    }
    function rangeOf(report, id) {
      for (let step = 1; report.texts.has('plan-' + step); step++) {
        if (report.texts.has('plan-' + step + '-low') && (!id || report.texts.get('plan-' + step + '-id') === id)) return true;
      }
      return false;
    }

    // What follows from what is chosen: fields of feet, sliders, questions.
    function settle() {
      all(form, '[data-feet]').forEach((element) => { element.hidden = !isFeet(); });
      all(form, '[data-slides]').forEach(follow);
      all(form, '.field-choice').forEach(spell);
      showAsked();
    }

    // The slider of a range shows what stands in the field, and that nothing is chosen where nothing does.
    function follow(slider) {
      const typed = oneLine(field(slider.dataset.slides).value);
      slider.value = typed || slider.min;
      slider.classList.toggle('is-unset', !typed);
      slider.setAttribute('aria-valuetext', typed || 'none');
    }

    // The whole of a choice, where the closed list may have no room for it.
    function spell(place) {
      const select = place.parentNode.querySelector('select');
      const option = select.options[select.selectedIndex];
      place.textContent = option ? option.textContent : '';
      place.hidden = place.textContent.length <= 28;
    }

    // Links ------------------------------------------------------------------------------------------------------------

    // What a plan is made from, and the version of each.
    const records = () => [['regimen', root.dataset.version]].concat(
      ['protocol', 'product'].map((name) => [name, chosen(name) && chosen(name).dataset.version || 'none']));

    function link() {
      const query = new URLSearchParams();
      query.append('calculator', root.dataset.regimen);
      all(form, '[name]').forEach((control) => {
        const value = oneLine(control.value);
        if (!value || control.closest('[hidden]') || control.name === 'confirm' || /^(radio|checkbox)$/.test(control.type) && !control.checked) return;
        // A unit is told where it is not the first one and there is something it is of.
        const main = /-unit$/.test(control.name) && field(control.name.replace(/-unit$/, ''));
        if (main && (control.selectedIndex === 0 || !oneLine(main.value))) return;
        query.append(control.name, value);
      });
      query.append('records', window.MateriaLink.versions(records()));
      return window.MateriaLink.address(query);
    }

    // What a link names and this form has not withholds the dose: a choice left out could change it.
    function restore(query, strange) {
      linked = query;
      const leave = (name, value) => {
        problems.push('The link asks for ' + name.replace(/-/g, ' ') + ' “' + value + '”, which this calculator does not have. Check every input, then change one.');
      };
      strange.forEach((part) => {
        problems.push('The link says “' + part + '”, which this calculator does not understand. Check every input, then change one.');
      });
      const isKept = document.body.dataset.embed;
      Array.from(new Set(query.keys())).forEach((name) => {
        const values = query.getAll(name), value = values[0];
        // Addresses of before had the step as a phase and the risks as flags.
        const controls = all(form, '[name]').filter((control) => control.name === (name === 'phase' ? 'step' : name));
        const control = controls[0];
        if (name === 'calculator' || name === 'records') return;
        if (name === 'flag') values.forEach((flag) => { if (!tick(all(form, '[name]').filter((box) => box.name === flag), 'yes')) leave('flag', flag); });
        else if (name === 'confirm') values.forEach((value) => {
          // Links of before say that their writer confirmed it; whoever opens one is asked again.
          if (value !== 'weight' || !confirmation) leave('confirmation', value);
        });
        else if (!control) { if (name === 'phase' && value !== '1') leave(name, value); }
        else if (values.length > 1) leave(name, values.join(', '));
        else if (/^(radio|checkbox)$/.test(control.type)) { if (!tick(controls, value)) leave(name, value); }
        else {
          const option = control.options && Array.from(control.options).find((option) => option.value === value || option.dataset.id && option.dataset.id === value);
          // What is no date is not put into a field of one, which would complain.
          const isPut = control.type !== 'date' || /^\d{4}-\d\d-\d\d$/.test(value);
          if (isPut) control.value = option ? option.value : value;
          if (control.options ? !option : control.value !== value) {
            if (control.options) control.selectedIndex = 0;
            leave(name, value);
          } else if (isKept && isRecord(name)) {
            // What the surrounding page asked for is what a reset comes back to.
            Array.from(control.options).forEach((option) => { option.defaultSelected = option.selected; });
          }
        }
      });
      showAsked();
      boxes.filter((box) => box.hidden).forEach((box) => {
        const name = box.dataset.field, isFlag = query.getAll('flag').indexOf(name) >= 0;
        if (query.has(name) || isFlag) leave(name, isFlag ? 'yes' : query.get(name));
      });
      if (query.get('height-inches') && !isFeet()) leave('height-inches', query.get('height-inches'));
    }

    function tick(controls, value) {
      const found = controls.find((control) => /^(radio|checkbox)$/.test(control.type) && control.value === value);
      if (found) found.checked = true;
      return Boolean(found);
    }

    // Whoever changes an input has seen what was asked for.
    function forget() {
      problems = [];
      linked = null;
      window.MateriaLink.leave();
    }

    return Object.freeze({
      form: form, boxes: boxes, field: field, chosen: chosen, confirmation: confirmation, heightUnit: heightUnit, isFeet: isFeet,
      entries: entries, settle: settle, unaskable: unaskable, request: request, hasChoices: () => choices().length > 0, showChoices: showChoices,
      records: records, link: link, restore: restore, forget: forget,
      changed: () => window.MateriaLink.changed(linked, records())
    });
  }
  window.MateriaEntry = entered;
})();
