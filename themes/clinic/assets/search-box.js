// The search of every page, in a dialog, and that of the search page: opens with / or a press, and loads what searches when it is first
// wanted. Without scripts the same link leads to the search page, which says where things are.
(function () {
  'use strict';

  const make = (name, attributes, content) => {
    const element = document.createElement(name);
    Object.keys(attributes || {}).forEach((key) => { element.setAttribute(key, attributes[key]); });
    if (content !== undefined) element.textContent = content;
    return element;
  };

  const GROUPS = ['Calculators and criteria', 'Clinical topics', 'Evidence', 'Coverage', 'Products and protocols', 'Glossary', 'References'];

  // What searches: scripts that build on those before, loaded once, and with the addresses of what only some queries need.
  const { wordsSrc, indexSrc, snippetsSrc, searchSrc, mistakesSrc, dosesSrc } = document.currentScript.dataset;
  let engine = null;
  function loadEngine() {
    if (!engine) {
      engine = Promise.all([wordsSrc, indexSrc, snippetsSrc, searchSrc].map((address) => new Promise((resolve, reject) => {
        const script = make('script', { src: address, 'data-mistakes-src': mistakesSrc, 'data-doses-src': dosesSrc });
        script.async = false;
        script.onload = resolve;
        script.onerror = reject;
        document.head.append(script);
      }))).then(() => window.MateriaSearch || Promise.reject(new Error('Search cannot be loaded'))).catch((error) => { engine = null; throw error; });
    }
    return engine;
  }

  // A field with its results below: a combobox whose list is always there. 'more' is where all results are.
  function Box(place, options) {
    const id = options.id;
    const form = make('form', { role: 'search', class: 'search-form', autocomplete: 'off' });
    const field = make('input', {
      type: 'search', id: id + '-field', class: 'search-field', role: 'combobox', 'aria-expanded': 'false', 'aria-controls': id + '-results', 'aria-autocomplete': 'list',
      'aria-haspopup': 'listbox', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', enterkeyhint: 'search', maxlength: '200', placeholder: 'Words, codes, or a product and a weight'
    });
    const label = make('label', { for: field.id, class: 'visually-hidden' }, 'Search this site');
    const status = make('p', { class: 'search-status', role: 'status' });
    const list = make('div', { id: id + '-results', class: 'search-results', role: 'listbox', 'aria-label': 'Results', hidden: '' });
    const help = make('div', { class: 'search-nothing', hidden: '' });
    form.append(label, field);
    if (options.close) form.append(options.close);
    place.append(form, status, list, help);

    let asked = 0, active = -1, links = [], timer = 0;

    function choose(number) {
      if (links[active]) links[active].setAttribute('aria-selected', 'false');
      active = number;
      const link = links[active];
      if (!link) { field.removeAttribute('aria-activedescendant'); return; }
      link.setAttribute('aria-selected', 'true');
      field.setAttribute('aria-activedescendant', link.id);
      link.scrollIntoView({ block: 'nearest' });
    }

    const marked = (name, parts, attributes) => {
      const element = make(name, attributes);
      parts.forEach((part) => { element.append(part[1] ? make('mark', {}, part[0]) : part[0]); });
      return element;
    };

    function option(href, content, name) {
      const link = make('a', { href: href, role: 'option', id: id + '-' + links.length, 'aria-selected': 'false', tabindex: '-1', class: 'search-result' + (name ? ' ' + name : '') });
      link.append(...content.filter(Boolean));
      links.push(link);
      return link;
    }

    function group(title, options) {
      const heading = id + '-group-' + links.length;
      const box = make('div', { role: 'group', 'aria-labelledby': heading, class: 'search-group' });
      box.append(make('p', { id: heading, class: 'search-group-title', role: 'presentation' }, title), ...options());
      return box;
    }

    function offerOption(offer) {
      const notes = [];
      if (offer.filled.length) notes.push('Filled in: ' + offer.filled.join(', ') + '.');
      if (offer.unused.length) notes.push('Not asked there: ' + offer.unused.join(', ') + '.');
      if (offer.unclear.length) notes.push('Not filled in because it can be read in more than one way: ' + offer.unclear.join(', ') + '.');
      return option(offer.href, [make('span', { class: 'search-result-title' }, offer.title), make('span', { class: 'search-result-text' }, notes.join(' '))], 'search-offer');
    }

    function resultOption(result) {
      const title = make('span', { class: 'search-result-title' });
      const where = make('span', { class: 'search-result-where' });
      if (result.heading) {
        title.append(marked('span', result.markedHeading));
        where.append(marked('span', result.markedTitle));
        if (result.context && result.context !== result.heading) where.append(' › ' + result.context);
      } else {
        title.append(marked('span', result.markedTitle));
      }
      if (result.kind) where.append((where.textContent ? ' · ' : '') + result.kind);
      if (result.isOutdated) title.append(' ', make('span', { class: 'badge badge-status' }, 'Outdated'));
      return option(result.href, [title, where.textContent ? where : null, marked('span', result.snippet, { class: 'search-result-text' })]);
    }

    function show(found) {
      links = [];
      active = -1;
      field.removeAttribute('aria-activedescendant');
      const boxes = [];
      if (found.offers.length) boxes.push(group('Dose calculator', () => found.offers.map(offerOption)));
      // Groups in the order of their best results.
      Array.from(new Set(found.results.map((result) => result.group))).forEach((number) => {
        boxes.push(group(GROUPS[number], () => found.results.filter((result) => result.group === number).map(resultOption)));
      });
      if (options.more && found.total > found.results.length && found.results.length) {
        boxes.push(option(options.more + words(found.query), [make('span', { class: 'search-result-title' }, 'All results')], 'search-all'));
      }
      list.replaceChildren(...boxes);
      list.scrollTop = 0;
      list.hidden = !links.length;
      field.setAttribute('aria-expanded', String(links.length > 0));
      help.hidden = true;
      const count = found.results.length;
      let said = '';
      if (!links.length) {
        said = 'Nothing found for ' + found.query.trim() + '.';
        nothing(found);
      } else {
        const calculators = found.offers.length === 1 ? '1 calculator' : found.offers.length + ' calculators';
        const some = found.total > count ? 'the ' + count + ' best of ' + (found.isWhole ? '' : 'about ') + found.total + ' results' : count + (count === 1 ? ' result' : ' results');
        said = (found.offers.length ? [calculators] : []).concat(count ? [some] : []).join(' and ');
        said = said.charAt(0).toUpperCase() + said.slice(1) + '.';
        if (found.corrected.length) said += ' ' + found.corrected.map((pair) => 'Nothing has “' + pair[0] + '”: shown for “' + pair[1] + '”.').join(' ');
        if (found.missing.length) said += ' Nothing has “' + found.missing.join('”, “') + '”.';
        else if (!found.isWhole && count) said += ' No section has all words.';
      }
      status.textContent = said;
    }

    function nothing() {
      help.hidden = false;
      help.replaceChildren(make('p', {}, 'Check the spelling, write fewer words, or another name of the same thing.'));
      if (options.more) {
        const line = make('p', {});
        line.append(make('a', { href: options.more }, 'Other ways to find things'));
        help.append(line);
      }
    }

    function clear() {
      asked += 1;
      links = [];
      active = -1;
      list.replaceChildren();
      list.hidden = true;
      help.hidden = true;
      status.textContent = '';
      field.setAttribute('aria-expanded', 'false');
      field.removeAttribute('aria-activedescendant');
    }

    async function run() {
      const query = field.value;
      if (options.changed) options.changed(query);
      if (!query.trim()) { clear(); return; }
      const mine = asked += 1;
      try {
        const found = await (await loadEngine()).search(query, { limit: options.limit });
        if (mine === asked) show(found);
      } catch (error) {
        if (mine !== asked) return;
        clear();
        status.textContent = 'The search cannot be loaded. This page may be older than the site: load it anew.';
        nothing();
      }
    }

    field.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(run, 30);
    });
    field.addEventListener('focus', () => { loadEngine().catch(() => {}); });
    field.addEventListener('keydown', (event) => {
      if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && links.length) {
        event.preventDefault();
        choose(active < 0 ? (step > 0 ? 0 : links.length - 1) : (active + step + links.length) % links.length);
      }
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      clearTimeout(timer);
      if (links[active]) links[active].click();
      else if (options.submitted) options.submitted(field.value);
      else run();
    });
    // The field keeps the focus: a press on a result goes where it leads.
    list.addEventListener('pointermove', (event) => {
      const link = event.target.closest('.search-result');
      if (link && links.indexOf(link) !== active) {
        if (links[active]) links[active].setAttribute('aria-selected', 'false');
        active = links.indexOf(link);
        link.setAttribute('aria-selected', 'true');
        field.setAttribute('aria-activedescendant', link.id);
      }
    });
    if (options.followed) list.addEventListener('click', (event) => { if (event.target.closest('.search-result')) options.followed(); });

    return { field: field, run: run, clear: clear };
  }

  const words = (query) => '#' + new URLSearchParams({ q: query });

  // MARK: The search page

  const page = document.querySelector('[data-search="page"]');
  let own = null;
  if (page) {
    const asked = (part) => new URLSearchParams(part.replace(/^[?#]/, '')).get('q');
    const keep = (query) => {
      try {
        history.replaceState(history.state, '', location.href.split(/[?#]/)[0] + (query.trim() ? words(query) : ''));
      } catch (error) {
        // Some browsers change no address of a file.
      }
    };
    own = Box(page, { id: 'page-search', limit: 20, changed: keep });
    const given = () => {
      const query = asked(location.hash) || asked(location.search);
      if (query === null || query === own.field.value) return;
      own.field.value = query;
      // Behind the ? it would be sent again.
      if (location.search) keep(query);
      own.run();
    };
    given();
    addEventListener('hashchange', given);
    if (!location.hash || asked(location.hash) !== null) own.field.focus();
  }

  // MARK: The dialog

  let dialog = null, box = null;
  const opener = () => document.querySelector('[data-search-open]');

  function open(link) {
    if (own) { own.field.focus(); own.field.select(); return; }
    if (!dialog) {
      dialog = make('dialog', { class: 'search-dialog', 'aria-label': 'Search' });
      const close = make('button', { type: 'button', class: 'search-close' }, 'Close');
      close.addEventListener('click', () => { dialog.close(); });
      document.body.append(dialog);
      box = Box(dialog, {
        id: 'page-search', limit: 6, close: close, more: link.href,
        submitted: (query) => { location.href = link.href + (query.trim() ? words(query) : ''); },
        followed: () => { dialog.close(); }
      });
      // A press beside it.
      dialog.addEventListener('pointerdown', (event) => { if (event.target === dialog) dialog.close(); });
    }
    if (!dialog.open) dialog.showModal();
    box.field.focus();
    box.field.select();
  }

  document.addEventListener('click', (event) => {
    const link = event.target.closest && event.target.closest('[data-search-open]');
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || typeof HTMLDialogElement !== 'function') return;
    event.preventDefault();
    open(link);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const at = event.target;
    if (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.nodeName)) return;
    const link = opener();
    if (!link && !own) return;
    event.preventDefault();
    open(link);
  });
})();
