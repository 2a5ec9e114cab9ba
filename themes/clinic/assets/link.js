// The inputs that an address carries, for calculators, checklists and letters: window.MateriaLink.
//
// They stand behind the #, which no browser sends to a host. Addresses of before had them behind the ?; those still open, and
// are rewritten before anything else happens, so that nothing is sent again.
(function () {
  'use strict';

  // #calculator=…&weight=70 are inputs; #page-calculator-1 and #:~:text=… are places on the page. Null for no inputs.
  function inputs(part) {
    const text = part.replace(/^[?#]/, '').replace(/:~:.*$/, '');
    return text.indexOf('=') < 0 && !(part.charAt(0) === '?' && text) ? null : new URLSearchParams(text);
  }

  // Of both parts: what stands in both is there twice, and so not understood.
  function of(address) {
    const query = inputs(address.search), fragment = inputs(address.hash);
    if (!query || !fragment) return query || fragment;
    fragment.forEach((value, name) => { query.append(name, value); });
    return query;
  }

  const words = (given) => given.toString().replace(/%2C/g, ',').replace(/%3A/g, ':');
  const address = (given) => location.href.split(/[?#]/)[0] + '#' + words(given);
  const given = of(location);

  if (location.search) {
    try {
      history.replaceState(history.state, '', given ? address(given) : location.href.split(/[?#]/)[0] + location.hash);
    } catch (error) {
      // Some browsers change no address of a file; a file is read and not requested.
    }
  }
  // Another link in the same page: everything is read anew, so that no plan stands under an address that is not its own.
  addEventListener('hashchange', () => { if (inputs(location.hash)) location.reload(); });

  // Names that a link may carry for one kind of form besides those of its fields, and the attribute that marks it. A calculator
  // has the fields that its regimen asks for; addresses of before had its step as a phase and its risks as flags.
  const KINDS = {
    calculator: { mark: '[data-calculator]', id: 'regimen', names: ['confirm', 'flag', 'phase'] },
    assessment: { mark: '[data-assessment]', id: 'set', names: ['score', 'met', 'not-met', 'value', 'rest', 'case'] }
  };

  const named = (kind, roots) => roots.reduce((names, root) => names.concat(
    kind === 'calculator' ? Array.from(root.querySelectorAll('form [name]'), (field) => field.name) : []), KINDS[kind].names);

  // What of the page's link is for this form: null for nothing. 'strange' are the parts that nobody here understands.
  function read(kind, root) {
    if (!given) return null;
    const forms = (name) => Array.from(document.querySelectorAll(KINDS[name].mark));
    const isNamed = (name, form) => given.getAll(name).every((asked) => asked === form.id || asked === form.dataset[KINDS[name].id]);
    const other = kind === 'calculator' ? 'assessment' : 'calculator';
    if (given.has(other) && !given.has(kind) && forms(other).length) return null;
    if (given.has(kind)) {
      const found = forms(kind).filter((form) => isNamed(kind, form));
      if (found.length ? found[0] !== root : forms(kind)[0] !== root) return null;
      return { inputs: given, strange: (found.length ? [] : part(given, kind)).concat(strange(given, kind, root)) };
    }
    if (forms(kind)[0] !== root) return null;
    // Without a name it may be meant for the other kind of form, where the page has both.
    const names = Array.from(given.keys());
    const isOther = forms(other).length && names.some((name) => named(other, forms(other)).indexOf(name) >= 0)
      && !names.some((name) => named(kind, forms(kind)).indexOf(name) >= 0);
    return isOther ? null : { inputs: given, strange: strange(given, kind, root) };
  }

  const part = (from, name) => from.getAll(name).map((value) => name + '=' + value);

  // Names that may stand more than once, and lists, of which an empty one says that there is nothing.
  const REPEATED = ['flag', 'met', 'not-met', 'value'];
  const LISTS = ['met', 'not-met'];

  function isSound(name, value) {
    // Versions that nobody can read are those of other records, and the page says so.
    if (name === 'records') return true;
    if (LISTS.indexOf(name) >= 0) return value === '' || value.split(',').every((entry) => entry.trim());
    if (name === 'value') return !/[:=]\s*(,|$)/.test(value);
    return value.trim() !== '';
  }

  // Parts that a form of this kind does not understand: a name it does not have, a name twice, a value that is not there.
  // A part that is dropped may have been a risk.
  function strange(from, kind, root) {
    const known = named(kind, [root]).concat(kind, 'records');
    return Array.from(new Set(from.keys())).filter((name) => {
      const values = from.getAll(name);
      return known.indexOf(name) < 0 || values.length > 1 && REPEATED.indexOf(name) < 0 || !values.every((value) => isSound(name, value));
    }).flatMap((name) => part(from, name));
  }

  // Another input than the link's: the address says nothing of a patient that the page no longer shows. A frame keeps what the
  // page around it asked for.
  function leave() {
    if (window.parent !== window || !inputs(location.hash)) return;
    try {
      history.replaceState(history.state, '', location.href.split('#')[0]);
    } catch (error) {
      // As above.
    }
  }

  // The records that a link was made with against those of now: names of what has changed. Each is [name, version].
  function changed(from, records) {
    if (!from || !from.has('records')) return [];
    const then = from.get('records').split('.');
    // Another number of versions is no link of this form: nothing in it can be told to be as it was.
    return records.filter((record, index) => then.length !== records.length || then[index] !== (record[1] || '').slice(0, 8)).map((record) => record[0]);
  }

  const versions = (records) => records.map((record) => (record[1] || '').slice(0, 8)).join('.');

  window.MateriaLink = Object.freeze({ of: of, read: read, strange: strange, changed: changed, versions: versions, address: address, leave: leave });
})();
