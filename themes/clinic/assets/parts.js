// What the forms of a page share: window.MateriaParts. Making and finding elements, copying text, printing one part alone.
(function () {
  'use strict';

  const all = (root, selector) => Array.from(root.querySelectorAll(selector));

  function fill(element, attributes, content) {
    Object.keys(attributes || {}).forEach((key) => { element.setAttribute(key, attributes[key]); });
    if (content !== undefined) element.textContent = content;
    return element;
  }
  const make = (name, attributes, content) => fill(document.createElement(name), attributes, content);
  const drawn = (name, attributes, content) => fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, content);

  // As one line, without marks of sources and what is not on view.
  function plainText(element) {
    const copy = element.cloneNode(true);
    all(copy, '.citation, [hidden]').forEach((part) => { part.remove(); });
    return copy.textContent.replace(/\s+/g, ' ').trim();
  }

  // Where a browser gives no clipboard, the text is selected in a field.
  function copy(root, text, done) {
    const status = root.querySelector('.action-status');
    const box = root.querySelector('.copy-fallback');
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

  // On paper this part stands alone, with everything folded in 'open' unfolded.
  function isolate(root, name, open) {
    document.body.classList.add(name);
    root.classList.add('is-printed');
    for (let element = root.parentElement; element; element = element.parentElement) element.classList.add('print-path');
    all(open, 'details').forEach((fold) => { fold.dataset.wasOpen = String(fold.open); fold.open = true; });
  }

  function restorePage(root, name, open) {
    if (!root.classList.contains('is-printed')) return;
    document.body.classList.remove(name);
    root.classList.remove('is-printed');
    all(document, '.print-path').forEach((element) => { element.classList.remove('print-path'); });
    all(open, 'details').forEach((fold) => { fold.open = fold.dataset.wasOpen === 'true'; });
  }

  window.MateriaParts = Object.freeze({ all: all, make: make, drawn: drawn, plainText: plainText, copy: copy, isolate: isolate, restorePage: restorePage });
})();
