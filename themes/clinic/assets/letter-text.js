// The words of a letter draft: window.MateriaLetterText.compose puts them together from what the checklist found and the
// page says. It words nothing medical itself: criteria, evidence and references are taken from the page. What it cannot
// know stands in [brackets].
(function () {
  'use strict';

  const all = (root, selector) => Array.from(root.querySelectorAll(selector));
  const tidy = (text) => text.replace(/\s+/g, ' ').trim();

  // A heading is a paragraph of its own, in just these words.
  const HEADINGS = { met: 'Criteria met', plan: 'Dosing plan', references: 'References' };

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

  // Whether the checklist came to a result.
  const isSound = (assessment) => assessment !== null && (assessment.status === 'decided' || assessment.status === 'open');

  const withValue = (item) => item.label + (item.words ? ': ' + item.words : '');

  // A criterion that is met: what the patient has, and what the sources say of it.
  function criterion(item, number, findings, references, hasStrength) {
    const row = document.querySelector('[data-criterion="' + item.id + '"]');
    const part = (name) => row ? all(row, '[data-part="' + name + '"]') : [];
    const lines = [number + '. ' + withValue(item)];
    lines.push('Finding: ' + (findings.get(item.id) || '[finding, its date and the document it stands in]'));
    const strengths = part('strength');
    part('sources').forEach((found, index) => {
      lines.push('Evidence: ' + passage(found, references));
      if (hasStrength && strengths[index]) lines.push('Strength of this evidence: ' + passage(strengths[index], references));
    });
    return lines.join('\n');
  }

  function result(assessment) {
    const label = (id) => {
      const found = assessment.outcomes.find((outcome) => outcome.id === id);
      return found ? '“' + found.label + '”' : 'none of the outcomes of the rule';
    };
    if (!assessment.outcomes.length) return '';
    if (assessment.status === 'decided') return 'By the policy’s own rule these answers give: ' + label(assessment.outcome && assessment.outcome.id) + '.';
    return 'By the policy’s own rule these answers do not decide the request yet. Still possible: ' + assessment.possible.map(label).join('; ') + '.';
  }

  // What the clinician is to know before the letter goes out, and what is not in it: parts of a heading and lines.
  function left(root, assessment, cautions) {
    if (!isSound(assessment)) return [];
    const itemsIn = (state) => assessment.items.filter((item) => item.state === state);
    const parts = [];
    const add = (heading, lines) => { if (lines.length) parts.push({ heading: heading, lines: lines }); };
    add('', [result(assessment)].filter(Boolean));
    add('Criteria not met', itemsIn('not-met').map((item) => {
      const isImplied = !item.words && assessment.answers.notMet.indexOf(item.id) < 0;
      return withValue(item) + (isImplied ? ' (excluded by another that is met)' : '');
    }));
    add('Values given', itemsIn('unknown').filter((item) => item.words).map(withValue));
    add('Criteria not known', itemsIn('unknown').filter((item) => !item.words).map((item) => item.label));
    add('Limits of the policy, each to be confirmed', all(root, '.letter-exclusions li').map((item) => tidy(item.textContent)));
    add('Cautions of the dosing plan', cautions);
    return parts;
  }

  // The letter, or null where there is nothing to argue. findings has the reader's words by item, plan is { plan, provenance }.
  function compose(root, assessment, findings, plan, hasStrength) {
    if (!isSound(assessment)) return null;
    const policy = root.dataset;
    const met = assessment.items.filter((item) => item.state === 'met');
    if (!met.length) return null;
    const references = new References();
    const parts = [];
    const add = (words) => { if (words) parts.push(words); };
    const list = (heading, lines) => { if (lines.length) { add(heading); add(lines.join('\n')); } };
    add('DRAFT FOR THE CLINICIAN. Check every statement against the record of the patient and the policy in force, complete what stands in [brackets], '
      + 'and delete this paragraph. Made from the checklist “' + policy.title + '” (' + policy.set + ') of ' + policy.site
      + ', whose content is not clinically reviewed. ' + policy.generator + '.' + (plan.provenance ? ' Dosing plan: ' + plan.provenance : ''));
    add(policy.warning && 'DO NOT SEND. ' + policy.warning);
    add('[Clinician, specialty, address]\n[Date]');
    add('To: ' + (policy.payer || '[payer]') + '\nPolicy: ' + policy.title + (policy.number ? ', number ' + policy.number : '')
      + (policy.effective ? ', effective ' + policy.effective : '')
      + '\nPatient: [name, date of birth, member number]\nDiagnosis: [diagnosis as documented, with its code]\nRequested: [drug, product and setting]');
    add('Dear [name or office],');
    add('I ask for coverage of the treatment named above. These criteria of the policy are met:');
    list(HEADINGS.met, [met.map((item, index) => criterion(item, index + 1, findings, references, hasStrength)).join('\n\n')]);
    list(HEADINGS.plan, [plan.plan || '[Dosing plan: product, dose, body weight with its date, days, interval, rate]']);
    add('[Risks asked for and found, and what is done about each]');
    add('Yours sincerely,');
    add('[Name, signature, specialty, telephone]');
    list(HEADINGS.references, references.list());
    return parts.join('\n\n');
  }

  const headings = Object.keys(HEADINGS).map((key) => HEADINGS[key]);
  window.MateriaLetterText = { compose: compose, left: left, isSound: isSound, headings: headings };
})();
