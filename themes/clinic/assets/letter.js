// The letter draft of a coverage policy: from the answers in the checklist, the evidence beside each criterion and the
// plan behind a calculator's link, a plain text to be edited, copied, printed or saved.
//
// A classic script without requests or storage. It words nothing medical itself: criteria, evidence and references are
// taken from the page, the plan from the calculator. What it cannot know stands in [brackets].
(function () {
  'use strict';

  const all = (root, selector) => Array.from(root.querySelectorAll(selector));

  function make(name, attributes, content) {
    const element = document.createElement(name);
    Object.keys(attributes || {}).forEach((key) => { element.setAttribute(key, attributes[key]); });
    if (content !== undefined) element.textContent = content;
    return element;
  }

  const tidy = (text) => text.replace(/\s+/g, ' ').trim();
  const HEADINGS = {
    met: 'Criteria met', notMet: 'Criteria not met', unknown: 'Criteria not known', exclusions: 'Limits of the policy, each to be confirmed',
    plan: 'Dosing plan', risks: 'Risk assessment', references: 'References'
  };

  // References of the page, numbered anew in the order in which a letter cites them.
  function References() {
    const order = [];
    this.number = (place) => {
      if (order.indexOf(place) < 0) order.push(place);
      return order.indexOf(place) + 1;
    };
    this.list = () => order.map((place, index) => {
      const entry = document.getElementById('ref-' + place).cloneNode(true);
      all(entry, '.reference-more').forEach((part) => { part.remove(); });
      return index + 1 + '. ' + tidy(entry.textContent);
    });
  }

  // A passage of the page as plain text, its citations as [1, 2].
  function passage(element, references) {
    const copy = element.cloneNode(true);
    all(copy, '.citation').forEach((citation) => {
      const marks = all(citation, 'a').flatMap((link) => {
        const locator = /\(.*\)$/.exec(link.textContent);
        return link.dataset.refs.split(' ').map((place) => ({ number: references.number(place), locator: locator ? ' ' + locator[0] : '' }));
      });
      marks.sort((a, b) => a.number - b.number);
      citation.replaceWith(' [' + marks.map((mark) => mark.number + mark.locator).join(', ') + ']');
    });
    return tidy(copy.textContent);
  }

  function enhance(root) {
    const find = (selector) => root.querySelector(selector);
    const policy = root.dataset;
    const text = find('#page-letter-text');
    const sheet = find('.letter-sheet');
    const findings = new Map();
    let assessment = null;
    let plan = '';
    let drafted = null;      // the letter as it was made, to tell an edited one
    let edited = '';         // the edited letter that a new draft took the place of
    let isKept = true;       // whether what was typed has been copied, printed or saved

    const itemsIn = (state) => assessment.items.filter((item) => item.state === state);
    const isSound = () => assessment && assessment.status !== 'refused';
    const isEdited = () => drafted !== null && text.value !== drafted;

    // The letter --------------------------------------------------------------------------------------------------------

    const withValue = (item) => item.label + (item.words ? ': ' + item.words : '');

    function criterion(item, number, references) {
      const row = document.querySelector('[data-criterion="' + item.id + '"]');
      const part = (name) => row ? all(row, '[data-part="' + name + '"]') : [];
      const lines = [number + '. ' + item.label];
      part('definition').forEach((found) => { lines.push('The policy asks: ' + passage(found, references)); });
      part('limit').forEach((found) => { lines.push('Limit: ' + passage(found, references)); });
      if (item.words) lines.push('Value entered: ' + item.words);
      lines.push('Finding: ' + (findings.get(item.id) || '[finding, its date and the document it stands in]'));
      const strengths = part('strength');
      part('sources').forEach((found, index) => {
        lines.push('Evidence: ' + passage(found, references));
        if (strengths[index]) lines.push('Strength of this evidence: ' + passage(strengths[index], references));
      });
      return lines.join('\n');
    }

    function result() {
      const label = (id) => {
        const found = assessment.outcomes.find((outcome) => outcome.id === id);
        return found ? '“' + found.label + '”' : 'none of the outcomes of the rule';
      };
      if (!assessment.outcomes.length) return '';
      if (assessment.status === 'decided') return 'By the policy’s own rule these answers give: ' + label(assessment.outcome && assessment.outcome.id) + '.';
      return 'By the policy’s own rule these answers do not decide the request yet. Still possible: ' + assessment.possible.map(label).join('; ') + '.';
    }

    // Nothing to argue gives no letter.
    function compose() {
      if (!isSound() || !itemsIn('met').length) return null;
      const references = new References();
      const parts = [];
      const add = (words) => { if (words) parts.push(words); };
      const list = (heading, lines) => { if (lines.length) { add(heading); add(lines.join('\n')); } };
      add('DRAFT FOR THE CLINICIAN. Check every statement against the record of the patient and the policy in force, complete what stands in [brackets], '
        + 'and delete this paragraph. Made from the checklist “' + policy.title + '” (' + policy.set + ') of ' + policy.site
        + ', whose content is not clinically reviewed. ' + policy.generator + '.');
      add(policy.warning && 'DO NOT SEND. ' + policy.warning);
      add('[Clinician, specialty, address]\n[Date]');
      add('To: ' + (policy.payer || '[payer]') + '\nPolicy: ' + policy.title + (policy.number ? ', number ' + policy.number : '')
        + (policy.effective ? ', effective ' + policy.effective : '')
        + '\nPatient: [name, date of birth, member number]\nDiagnosis: [diagnosis as documented, with its code]\nRequested: [drug, product and setting]');
      add('Dear [name or office],');
      add('I ask for coverage of the treatment named above. Each criterion of the policy is answered below, those that are not met or not known as well.');
      add(result());
      list(HEADINGS.met, [itemsIn('met').map((item, index) => criterion(item, index + 1, references)).join('\n\n')]);
      list(HEADINGS.notMet, itemsIn('not-met').map((item) => {
        const isImplied = !item.words && assessment.answers.notMet.indexOf(item.id) < 0;
        return '- ' + withValue(item) + (isImplied ? ' (excluded by another that is met)' : '');
      }));
      list(HEADINGS.unknown, itemsIn('unknown').map((item) => '- ' + withValue(item)));
      list(HEADINGS.exclusions, all(root, '.letter-exclusions li').map((item) => '- ' + tidy(item.textContent) + ' [does it apply?]'));
      list(HEADINGS.plan, [plan || '[Dosing plan: product, dose, body weight with its date, days, interval, rate]']);
      list(HEADINGS.risks, ['[Risks asked for and found, warnings of the label among them, and what is done about each]']);
      add('Yours sincerely,');
      add('[Name, signature, specialty, telephone]');
      list(HEADINGS.references, references.list());
      return parts.join('\n\n');
    }

    // Showing -----------------------------------------------------------------------------------------------------------

    function say(words) { find('.letter-status').textContent = words; }

    function put(letter) {
      drafted = text.value = letter;
      sheet.hidden = false;
    }

    // Beside the buttons: what is missing, and a change that the notice above the letter tells of.
    function showOpen(isStale) {
      const open = (text.value.match(/\[[^\]\d\n][^\]\n]*\]/g) || []).length;
      find('.letter-open').textContent = (isStale ? 'This letter does not hold the latest answers; the notice above it says more. ' : '') + (open === 0 ? 'No place in [brackets] is left to complete.'
        : open === 1 ? 'One place in [brackets] is still to be completed.' : open + ' places in [brackets] are still to be completed.');
    }

    // A letter nobody has touched follows the answers; one that was edited is never overwritten unasked.
    function follow() {
      const letter = compose();
      find('[data-action="draft"]').hidden = drafted !== null && !sheet.hidden;
      if (drafted === null) return;
      if (!isEdited()) {
        if (letter === null) { drafted = null; sheet.hidden = true; text.value = ''; find('[data-action="draft"]').hidden = false; } else { put(letter); }
      }
      const isStale = isEdited() && letter !== drafted;
      const stale = find('[data-stale]');
      const words = !isStale ? '' : letter === null
        ? 'The checklist does not support this letter any more: ' + (isSound() ? 'no criterion is marked met.' : 'its answers contradict one another.')
        : 'The answers have changed since this letter was drafted, and the edited letter does not hold the change.';
      // Said once, not at every key.
      if (stale.textContent !== words) stale.textContent = words;
      stale.hidden = !isStale;
      find('[data-stale-buttons]').hidden = !isStale || letter === null;
      showOpen(isStale);
    }

    function showFindings() {
      const met = isSound() ? itemsIn('met') : [];
      const box = find('[data-findings]');
      find('[data-none]').hidden = met.length > 0;
      find('[data-hint]').hidden = met.length === 0;
      const isThere = (id) => met.some((item) => item.id === id);
      all(box, '[data-finding]').forEach((field) => { if (!isThere(field.dataset.finding)) field.remove(); });
      met.forEach((item, index) => {
        if (box.children[index] && box.children[index].dataset.finding === item.id) return;
        const field = make('div', { 'class': 'letter-field', 'data-finding': item.id });
        const area = make('textarea', { id: 'page-letter-finding-' + item.id, rows: '2', autocomplete: 'off' });
        area.value = findings.get(item.id) || '';
        field.append(make('label', { 'for': area.id }, item.label), area);
        box.insertBefore(field, box.children[index] || null);
      });
    }

    // The plan ----------------------------------------------------------------------------------------------------------

    // Of the body sizes the letter gives those that the plan rests on; one may rest on another before it.
    function dropUnused(calculator) {
      const sizes = all(calculator, '[data-group="body-size"] .row');
      let used = all(calculator, '.plan .row').filter((row) => sizes.indexOf(row) < 0).map((row) => row.textContent).join('\n');
      sizes.reverse().forEach((row) => {
        const figure = row.querySelector('[data-result]').textContent;
        if (used.includes(figure)) used += row.textContent; else row.remove();
      });
    }

    // Sets the plan and returns what is to be said of the link.
    function read(link) {
      plan = '';
      if (!link) return '';
      let address;
      try { address = new URL(link, location.href); } catch (error) { return 'This is no link. In a calculator choose “Copy a link to these inputs”.'; }
      const templates = all(root, 'template');
      const named = address.searchParams.get('calculator');
      const places = decodeURI(address.pathname).split('/');
      const template = templates.find((found) => named ? found.dataset.planFor === named
        : places.some((place) => place.replace(/\.html$/, '') === found.dataset.planFor));
      if (!template || !address.search) return 'This link has no inputs of a calculator listed here. In one of them choose “Copy a link to these inputs”.';
      const calculator = document.importNode(template.content, true).querySelector('[data-calculator]');
      const note = window.MateriaCalculator(calculator, address.searchParams);
      const status = calculator.querySelector('.plan').dataset.status;
      if (status === 'ok') {
        dropUnused(calculator);
        plan = note();
        return 'Plan taken in: ' + tidy(calculator.querySelector('.plan-course').textContent) + ' ' + tidy(calculator.querySelector('.plan-division').textContent) + '.';
      }
      const reasons = all(calculator, status === 'stop' ? '.plan-stops li' : '.plan-missing li').filter((item) => !item.hidden);
      return 'No plan: the calculator gives no dose for these inputs. ' + reasons.map((item) => tidy(item.textContent)).join(' ');
    }

    function readPlan() {
      const field = find('#page-letter-link');
      if (!field) return;
      let words;
      try { words = read(field.value.trim()); } catch (error) { plan = ''; words = 'The calculator cannot work in this browser, so the letter has no dosing plan.'; }
      find('#page-letter-link-note').textContent = words;
      find('#page-letter-link-note').classList.toggle('is-wrong', words !== '' && !plan);
    }

    // Ways out ----------------------------------------------------------------------------------------------------------

    // In the text a heading is a paragraph of its own in the words it was given.
    function paragraphs() {
      const headings = Object.keys(HEADINGS).map((key) => HEADINGS[key]);
      return text.value.split(/\n{2,}/).filter((part) => part.trim()).map((part) => {
        return headings.indexOf(part.trim()) < 0 ? { text: part } : { text: part.trim(), style: 'Heading1' };
      });
    }

    function save(name, type, content) {
      const address = URL.createObjectURL(new Blob([content], { type: type }));
      const link = make('a', { href: address, download: name });
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => { URL.revokeObjectURL(address); }, 60000);
      isKept = true;
      say('Saved as ' + name + ', where this browser keeps its downloads.');
    }

    function copy() {
      const done = () => { isKept = true; say('Letter copied.'); };
      const select = () => {
        text.focus();
        text.select();
        let isCopied = false;
        try { isCopied = document.execCommand('copy'); } catch (error) { isCopied = false; }
        if (isCopied) done(); else say('The letter is selected: copy it with the keyboard.');
      };
      if (!navigator.clipboard || !navigator.clipboard.writeText) { select(); return; }
      navigator.clipboard.writeText(text.value).then(done, select);
    }

    // A text field on paper shows what fits its frame, so the letter is set as paragraphs.
    function toPaper() {
      const paper = find('.letter-paper');
      paper.replaceChildren();
      if (!sheet.hidden) paragraphs().forEach((part) => { paper.append(make('p', part.style ? { 'class': 'paper-heading' } : {}, part.text)); });
    }

    function isolate() {
      document.body.classList.add('printing-letter');
      root.classList.add('is-printed');
      for (let element = root.parentElement; element; element = element.parentElement) element.classList.add('print-path');
    }

    function restorePage() {
      find('.letter-paper').replaceChildren();
      if (!root.classList.contains('is-printed')) return;
      document.body.classList.remove('printing-letter');
      root.classList.remove('is-printed');
      all(document, '.print-path').forEach((element) => { element.classList.remove('print-path'); });
    }

    // Events ------------------------------------------------------------------------------------------------------------

    const actions = {
      draft: () => {
        const letter = compose();
        if (letter === null) {
          find('[data-none]').hidden = false;
          find('[data-none] a').focus();
          return;
        }
        put(letter);
        follow();
        text.focus();
        text.setSelectionRange(0, 0);
        text.scrollTop = 0;
        say('Letter drafted.');
      },
      redraft: () => {
        const letter = compose();
        if (letter === null) return;
        edited = text.value;
        put(letter);
        find('[data-action="restore"]').hidden = false;
        follow();
        text.focus();
        say('Drafted again. The edited letter can be brought back.');
      },
      restore: () => {
        text.value = edited;
        find('[data-action="restore"]').hidden = true;
        follow();
        text.focus();
        say('The edited letter is back.');
      },
      copy: copy,
      print: () => { isolate(); isKept = true; window.print(); },
      'save-txt': () => { save('letter-' + policy.set + '.txt', 'text/plain;charset=utf-8', text.value.replace(/\n/g, '\r\n')); },
      'save-docx': () => {
        save('letter-' + policy.set + '.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', window.MateriaDocx(paragraphs()));
      }
    };

    root.addEventListener('click', (event) => {
      const button = event.target.closest('[data-action]');
      if (button) actions[button.dataset.action]();
    });
    find('.letter-form').addEventListener('submit', (event) => { event.preventDefault(); });
    root.addEventListener('input', (event) => {
      isKept = false;
      const field = event.target.closest('[data-finding]');
      if (field) findings.set(field.dataset.finding, event.target.value.trim());
      if (event.target.id === 'page-letter-link') readPlan();
      follow();
    });
    document.addEventListener('materia:assessment', (event) => {
      if (event.detail.set !== policy.set) return;
      assessment = event.detail;
      showFindings();
      follow();
    });
    addEventListener('beforeprint', toPaper);
    addEventListener('afterprint', restorePage);
    addEventListener('beforeunload', (event) => {
      if (!isKept && (isEdited() || Array.from(findings.values()).some(Boolean))) event.preventDefault();
    });

    find('.letter-form').reset();
    text.value = '';
    find('.letter-unmade').hidden = true;
    find('.letter-panes').hidden = false;
  }

  function begin() {
    all(document, '[data-letter]').forEach((root) => {
      try {
        enhance(root);
      } catch (error) {
        root.querySelector('.letter-unmade').hidden = true;
        root.querySelector('.letter-failure').hidden = false;
      }
    });
  }
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
  else begin();
})();
