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
    met: 'Criteria met', notMet: 'Criteria not met', values: 'Values given', unknown: 'Criteria not known', exclusions: 'Limits of the policy, each to be confirmed',
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
    // What was struck out, and the number of a footnote that is not here, would change what is said.
    all(copy, 'del, .footnote-ref').forEach((part) => { part.remove(); });
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
    let isWanted = false;    // whether a letter was asked for
    let drafted = '';        // the letter as it was made, to tell an edited one
    const aside = [];        // letters that a new draft took the place of, each { text, drafted }
    let isKept = true;       // whether what was typed has been copied or saved

    const itemsIn = (state) => assessment.items.filter((item) => item.state === state);
    const isSound = () => assessment !== null && (assessment.status === 'decided' || assessment.status === 'open');
    const isShown = () => !sheet.hidden;
    const isEdited = () => isShown() && text.value !== drafted;

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
      list(HEADINGS.values, itemsIn('unknown').filter((item) => item.words).map((item) => '- ' + withValue(item)));
      list(HEADINGS.unknown, itemsIn('unknown').filter((item) => !item.words).map((item) => '- ' + item.label));
      list(HEADINGS.exclusions, all(root, '.letter-exclusions li').map((item) => '- ' + tidy(item.textContent) + ' [does it apply?]'));
      list(HEADINGS.plan, [plan || '[Dosing plan: product, dose, body weight with its date, days, interval, rate]']);
      list(HEADINGS.risks, ['[Risks asked for and found, warnings of the label among them, and what is done about each]']);
      add('Yours sincerely,');
      add('[Name, signature, specialty, telephone]');
      list(HEADINGS.references, references.list());
      return parts.join('\n\n');
    }

    // Showing -----------------------------------------------------------------------------------------------------------

    const say = (words) => { find('.letter-status').textContent = words; };

    // Said once, not at every key, to whoever does not see it: the region is there before the words.
    function announce(words) {
      const place = find('.letter-live');
      if (place.textContent !== words) place.textContent = words;
    }

    function put(letter) {
      drafted = text.value = letter;
      sheet.hidden = false;
    }

    // Nothing of a letter that somebody worked on goes: it can be brought back.
    function setAside() {
      if (isEdited()) aside.push({ text: text.value, drafted: drafted });
    }

    // Beside the buttons: what is missing, and a change that the notice above the letter tells of.
    function showOpen(isStale) {
      const open = (text.value.match(/\[[^\]\d\n][^\]\n]*\]/g) || []).length;
      find('.letter-open').textContent = (isStale ? 'This letter does not hold the latest answers; the notice above it says more. ' : '') + (open === 0 ? 'No place in [brackets] is left to complete.'
        : open === 1 ? 'One place in [brackets] is still to be completed.' : open + ' places in [brackets] are still to be completed.');
    }

    function notice(letter) {
      if (letter !== null) return 'The answers have changed since this letter was drafted, and the edited letter does not hold the change.';
      return isSound() ? 'The checklist does not support this letter any more: no criterion is marked met.'
        : 'The checklist gives no result now, so nothing supports this letter. Mend the answers first.';
    }

    // A letter nobody has touched follows the answers; one that was edited, or is being read, is never changed unasked.
    function follow() {
      const letter = compose();
      const isHeld = isEdited() || isShown() && document.activeElement === text;
      if (isWanted && !isHeld) {
        if (letter !== null && letter !== drafted) put(letter);
        else if (letter === null && isShown()) { sheet.hidden = true; drafted = text.value = ''; }
      }
      const isStale = isShown() && letter !== drafted;
      const words = isStale ? notice(letter) : '';
      find('[data-stale]').textContent = words;
      find('[data-stale]').hidden = !isStale;
      announce(words);
      find('[data-action="draft"]').hidden = isShown();
      find('[data-action="redraft"]').hidden = letter === null || !isStale && !isEdited();
      find('[data-action="restore"]').hidden = aside.length === 0;
      showOpen(isStale);
      return isStale;
    }

    function showFindings() {
      const met = isSound() ? itemsIn('met') : [];
      const box = find('[data-findings]');
      find('[data-none]').hidden = !isSound() || met.length > 0;
      find('[data-unsound]').hidden = isSound();
      find('[data-hint]').hidden = met.length === 0;
      const isThere = (id) => met.some((item) => item.id === id);
      all(box, '[data-finding]').forEach((field) => { if (!isThere(field.dataset.finding)) field.remove(); });
      met.forEach((item, index) => {
        if (box.children[index] && box.children[index].dataset.finding === item.id) return;
        const field = make('div', { 'class': 'letter-field', 'data-finding': item.id });
        const area = make('textarea', { id: 'page-letter-finding-' + item.id, rows: '2', autocomplete: 'off', spellcheck: 'false' });
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

    // The regimen that a link is for: by name, or by the page it leads to.
    function regimenOf(address) {
      const named = address.searchParams.getAll('calculator');
      const page = address.pathname.replace(/(\/index)?\.html$|\/$/, '').split('/').pop();
      return named.length === 0 ? page : named.length === 1 ? named[0] : '';
    }

    // Sets the plan and returns what is to be said of the link.
    function read(link) {
      plan = '';
      if (!link) return '';
      let address;
      try { address = new URL(link, location.href); } catch (error) { return 'This is no link. In a calculator choose “Copy a link to these inputs”.'; }
      const regimen = regimenOf(address);
      const template = all(root, 'template').find((found) => found.dataset.planFor === regimen);
      if (!template || !address.search) return 'This link has no inputs of a calculator listed here. In one of them choose “Copy a link to these inputs”.';
      const calculator = document.importNode(template.content, true).querySelector('[data-calculator]');
      // A link that lost a part may have lost a risk with it.
      const known = all(calculator, 'form [name]').map((field) => field.name).concat('calculator');
      const strange = Array.from(address.searchParams.keys()).find((name) => known.indexOf(name) < 0);
      if (strange !== undefined) return 'No plan: the link asks for “' + strange + '”, which the calculator does not know. Copy the whole link again.';
      const note = window.MateriaCalculator(calculator, address.searchParams);
      const words = (selector) => tidy(calculator.querySelector(selector).textContent);
      const status = calculator.querySelector('.plan').dataset.status;
      if (status === 'ok') {
        dropUnused(calculator);
        plan = note();
        return 'Plan taken in: ' + words('.plan-course') + ' ' + words('.plan-division') + '. ' + words('.plan-title') + '.';
      }
      const reasons = all(calculator, status === 'stop' ? '.plan-stops li' : '.plan-missing li').filter((item) => !item.hidden);
      return 'No plan: the calculator gives no dose for these inputs. ' + reasons.map((item) => tidy(item.textContent)).join(' ');
    }

    function readPlan() {
      const field = find('#page-letter-link');
      if (!field) return;
      let words;
      try { words = read(field.value.trim()); } catch (error) { plan = ''; words = 'The calculator cannot work in this browser, so the letter has no dosing plan.'; }
      const note = find('#page-letter-link-note');
      note.textContent = words;
      note.classList.toggle('is-wrong', words !== '' && !plan);
      return words;
    }

    // Ways out ----------------------------------------------------------------------------------------------------------

    // In the text a heading is a paragraph of its own in the words it was given.
    function paragraphs() {
      const headings = Object.keys(HEADINGS).map((key) => HEADINGS[key]);
      return text.value.split(/\n{2,}/).filter((part) => part.trim()).map((part) => {
        return headings.indexOf(part.trim()) < 0 ? { text: part } : { text: part.trim(), style: 'Heading1' };
      });
    }

    const caution = () => follow() ? ' It does not hold the latest answers.' : '';

    function save(name, type, content) {
      const address = URL.createObjectURL(new Blob([content], { type: type }));
      const link = make('a', { href: address, download: name });
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => { URL.revokeObjectURL(address); }, 60000);
      isKept = true;
      say('Saved as ' + name + ', where this browser keeps its downloads.' + caution());
    }

    function copy() {
      const done = () => { isKept = true; say('Letter copied.' + caution()); };
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

    function toText(words) {
      text.focus();
      text.setSelectionRange(0, 0);
      text.scrollTop = 0;
      follow();
      say(words);
    }

    const actions = {
      draft: () => {
        isWanted = true;
        follow();
        if (!isShown()) {
          const none = find('[data-none]').hidden ? find('[data-unsound] a') : find('[data-none] a');
          none.focus();
          return;
        }
        toText('Letter drafted.');
      },
      redraft: () => {
        const letter = compose();
        if (letter === null) return;
        setAside();
        put(letter);
        toText('Drafted again. The edited letter can be brought back.');
      },
      // The one on the page takes the place of the one brought back, if it was edited too.
      restore: () => {
        const back = aside.pop();
        if (isEdited()) aside.unshift({ text: text.value, drafted: drafted });
        isWanted = true;
        put(back.text);
        drafted = back.drafted;
        toText('The edited letter is back.');
      },
      copy: copy,
      print: () => { isolate(); window.print(); },
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
      // One paragraph, so that it cannot pass for a part of the letter.
      if (field) findings.set(field.dataset.finding, event.target.value.replace(/\s*\n\s*/g, '\n').trim());
      const said = event.target.id === 'page-letter-link' ? readPlan() : '';
      follow();
      if (said) announce(said);
    });
    // Left for something else, a letter nobody touched follows again.
    text.addEventListener('blur', () => { setTimeout(follow, 0); });
    document.addEventListener('materia:assessment', (event) => {
      if (event.detail.set !== policy.set) return;
      assessment = event.detail;
      showFindings();
      follow();
    });
    // A checklist set back is for another patient: nothing of this one goes on into the next letter.
    document.addEventListener('reset', (event) => {
      const checklist = event.target.closest('[data-assessment]');
      if (!checklist || checklist.dataset.set !== policy.set) return;
      const letter = isShown() ? text.value : compose();
      const hasFindings = Array.from(findings.values()).some(Boolean);
      if (letter !== null && (isEdited() || hasFindings)) aside.push({ text: letter, drafted: isShown() ? drafted : letter });
      findings.clear();
      find('[data-findings]').replaceChildren();
      find('.letter-form').reset();
      readPlan();
      isWanted = false;
      drafted = text.value = '';
      sheet.hidden = true;
      follow();
    });
    addEventListener('beforeprint', toPaper);
    addEventListener('afterprint', restorePage);
    addEventListener('beforeunload', (event) => {
      if (isKept && aside.length === 0) return;
      if (!isEdited() && aside.length === 0 && !Array.from(findings.values()).some(Boolean)) return;
      event.preventDefault();
      event.returnValue = true;
    });
    // A page that comes back from the browser's memory may hold what was typed.
    addEventListener('pageshow', () => { if (!isShown()) text.value = ''; });

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
