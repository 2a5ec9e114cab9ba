// The letter draft of a coverage policy on the page: fields, the letter as it is edited, and the ways out of the page.
// letter-text.js words it, letter-plan.js finds the dosing plan, docx.js writes it for Word.
//
// Classic scripts without requests or storage, so that they work from a file share and under the strictest policy.
(function () {
  'use strict';

  const { all, make } = window.MateriaParts;

  function enhance(root) {
    const find = (selector) => root.querySelector(selector);
    const wording = window.MateriaLetterText;
    const text = find('#page-letter-text');
    const sheet = find('.letter-sheet');
    const findings = new Map();
    let assessment = null;
    let plan = { plan: '', provenance: '', cautions: [] };
    let isWanted = false;    // whether a letter was asked for
    let drafted = '';        // the letter as it was made, to tell an edited one
    const aside = [];        // letters that a new draft took the place of, each { text, drafted }
    let isKept = true;       // whether what was typed has been copied or saved

    const itemsIn = (state) => assessment.items.filter((item) => item.state === state);
    const isSound = () => wording.isSound(assessment);
    const compose = () => wording.compose(root, assessment, findings, plan, find('#page-letter-strength').checked);
    const isShown = () => !sheet.hidden;
    const isEdited = () => isShown() && text.value !== drafted;
    const current = () => ({ text: text.value, drafted: drafted });
    const hasFindings = () => Array.from(findings.values()).some(Boolean);

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

    function takeAway() {
      drafted = text.value = '';
      sheet.hidden = true;
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
        else if (letter === null && isShown()) takeAway();
      }
      const isStale = isShown() && letter !== drafted;
      const words = isStale ? notice(letter) : '';
      find('[data-stale]').textContent = words;
      find('[data-stale]').hidden = !isStale;
      announce(words);
      find('[data-action="draft"]').hidden = isShown();
      find('[data-action="redraft"]').hidden = letter === null || !isStale && !isEdited();
      find('[data-action="restore"]').hidden = aside.length === 0;
      showLeft();
      showOpen(isStale);
      return isStale;
    }

    // What is not in the letter, for whoever sends it.
    function showLeft() {
      const box = find('[data-left]');
      const parts = wording.left(root, assessment, plan.cautions);
      const isArgued = isSound() && itemsIn('met').length > 0;
      box.hidden = !isArgued || parts.length === 0;
      const list = box.querySelector('div');
      list.replaceChildren();
      parts.forEach((part) => {
        if (!part.heading) { part.lines.forEach((line) => { list.append(make('p', { 'data-rule': '' }, line)); }); return; }
        list.append(make('h4', {}, part.heading));
        const items = make('ul');
        part.lines.forEach((line) => { items.append(make('li', {}, line)); });
        list.append(items);
      });
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

    function readPlan() {
      const field = find('#page-letter-link');
      if (!field) return '';
      const found = window.MateriaLetterPlan(root, field.value.trim());
      const note = find('#page-letter-link-note');
      plan = found;
      note.textContent = found.said;
      note.classList.toggle('is-wrong', found.said !== '' && !plan.plan);
      return found.said;
    }

    // Ways out ----------------------------------------------------------------------------------------------------------

    // In the text a heading is a paragraph of its own in the words it was given.
    function paragraphs() {
      let heading = '';
      return text.value.split(/\n{2,}/).filter((part) => part.trim()).map((part) => {
        if (wording.headings.indexOf(part.trim()) < 0) return heading === 'References' ? { text: part, style: 'References' } : { text: part };
        heading = part.trim();
        return { text: heading, style: 'Heading1' };
      });
    }

    function caution() {
      const unmet = isSound() ? itemsIn('not-met').length : 0;
      return (follow() ? ' It does not hold the latest answers.' : '')
        + (unmet ? ' It leaves out ' + (unmet === 1 ? 'one criterion that is not met.' : unmet + ' criteria that are not met.') : '');
    }

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
      if (isShown()) paragraphs().forEach((part) => { paper.append(make('p', part.style ? { 'class': part.style === 'Heading1' ? 'paper-heading' : 'paper-references' } : {}, part.text)); });
    }

    const isolate = () => { window.MateriaParts.isolate(root, 'printing-letter', root); };

    function restorePage() {
      find('.letter-paper').replaceChildren();
      window.MateriaParts.restorePage(root, 'printing-letter', root);
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
        // Nothing of a letter that somebody worked on goes: it can be brought back.
        if (isEdited()) aside.push(current());
        put(letter);
        toText('Drafted again. The edited letter can be brought back.');
      },
      // The one on the page takes the place of the one brought back, if it was edited too.
      restore: () => {
        const back = aside.pop();
        if (isEdited()) aside.unshift(current());
        isWanted = true;
        put(back.text);
        drafted = back.drafted;
        toText('The edited letter is back.');
      },
      copy: copy,
      print: () => { isolate(); window.print(); },
      'save-txt': () => { save('letter-' + root.dataset.set + '.txt', 'text/plain;charset=utf-8', text.value.replace(/\n/g, '\r\n')); },
      'save-docx': () => {
        save('letter-' + root.dataset.set + '.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', window.MateriaDocx(paragraphs()));
      }
    };

    // The checklist's own way here.
    document.addEventListener('click', (event) => {
      if (!event.target.closest('[data-to-letter]')) return;
      event.preventDefault();
      actions.draft();
    });
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
      if (event.detail.set !== root.dataset.set) return;
      assessment = event.detail;
      showFindings();
      follow();
    });
    // A checklist set back is for another patient: nothing of this one goes on into the next letter.
    document.addEventListener('reset', (event) => {
      const checklist = event.target.closest('[data-assessment]');
      if (!checklist || checklist.dataset.set !== root.dataset.set) return;
      const letter = compose();
      if (isShown()) { if (isEdited() || hasFindings()) aside.push(current()); }
      else if (letter !== null && hasFindings()) aside.push({ text: letter, drafted: letter });
      findings.clear();
      find('[data-findings]').replaceChildren();
      find('.letter-form').reset();
      readPlan();
      isWanted = false;
      takeAway();
      follow();
    });
    addEventListener('beforeprint', toPaper);
    addEventListener('afterprint', restorePage);
    addEventListener('beforeunload', (event) => {
      const isAtRisk = aside.length > 0 || !isKept && (isEdited() || hasFindings());
      if (!isAtRisk) return;
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
