// The dosing plan of a letter draft: window.MateriaLetterPlan(root, link) works the link of a calculator out again, with
// the calculator that the page holds in a template, and gives { plan, provenance, cautions, said }: its text for a payer, what it was
// made from, what the clinician is to mind, and what is to be said of the link.
(function () {
  'use strict';

  const all = window.MateriaParts.all;
  const tidy = (text) => text.replace(/\s+/g, ' ').trim();

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
  function regimenOf(address, inputs) {
    const named = inputs.getAll('calculator');
    const page = address.pathname.replace(/(\/index)?\.html$|\/$/, '').split('/').pop();
    return named.length === 0 ? page : named.length === 1 ? named[0] : '';
  }

  // What a payer reads of a plan: who, how much, how often, and how it was worked out. How fast it runs and what is left in a vial are
  // for the ward.
  const GROUPS = '[data-group="working"], [data-group="supply"], [data-group="infusion"], [data-group="dates"]';
  const KEPT = ['dosing-weight', 'formula', 'label-status'];
  function shorten(calculator) {
    all(calculator, GROUPS).forEach((group) => {
      all(group, '.row').forEach((row) => { if (KEPT.indexOf(row.dataset.row) < 0) row.remove(); });
    });
    all(calculator, '.schedule tbody, .plan-cautions, .plan-unchecked, .plan-open, .plan-changed').forEach((part) => { part.remove(); });
  }

  // The plan, empty where there is none, and what is to be said of the link.
  function read(root, link) {
    const none = (said) => ({ plan: '', provenance: '', cautions: [], said: said });
    if (!link) return none('');
    let address;
    try { address = new URL(link, location.href); } catch (error) { return none('This is no link. In a calculator choose “Copy a link to these inputs”.'); }
    const inputs = window.MateriaLink.of(address);
    const regimen = inputs ? regimenOf(address, inputs) : '';
    const template = all(root, 'template').find((found) => found.dataset.planFor === regimen);
    if (!template) return none('This link has no inputs of a calculator listed here. In one of them choose “Copy a link to these inputs”.');
    const calculator = document.importNode(template.content, true).querySelector('[data-calculator]');
    // A link that lost a part may have lost a risk with it.
    const strange = window.MateriaLink.strange(inputs, 'calculator', calculator);
    if (strange.length) return none('No plan: the link says “' + strange[0] + '”, which the calculator does not understand. Copy the whole link again.');
    const made = window.MateriaCalculator(calculator, inputs);
    const words = (selector) => tidy(calculator.querySelector(selector).textContent);
    const status = calculator.querySelector('.plan').dataset.status;
    if (status === 'ok') {
      dropUnused(calculator);
      const cautions = all(calculator, '.plan-changed li, .plan-cautions li, .plan-unchecked li, .plan-open li').filter((item) => !item.closest('[hidden]'))
        .map((item) => window.MateriaParts.plainText(item));
      window.MateriaDue(calculator);
      const provenance = window.MateriaParts.plainText(calculator.querySelector('.provenance'));
      shorten(calculator);
      // What it was made from stands with the note to the clinician.
      const plan = made.note().split('\n').slice(0, -1).join('\n');
      return {
        plan: plan, provenance: provenance, cautions: cautions,
        said: 'Plan taken in: ' + made.said + '. ' + words('.plan-title') + '.' + (cautions.length ? ' Its cautions stand below, and not in the letter.' : '')
      };
    }
    const reasons = all(calculator, status === 'stop' ? '.plan-stops li' : '.plan-missing li').filter((item) => !item.hidden);
    return none('No plan: the calculator gives no dose for these inputs. ' + reasons.map((item) => tidy(item.textContent)).join(' '));
  }

  window.MateriaLetterPlan = (root, link) => {
    try {
      return read(root, link);
    } catch (error) {
      return { plan: '', provenance: '', cautions: [], said: 'The calculator cannot work in this browser, so the letter has no dosing plan.' };
    }
  };
})();
