// Puts the reader's day into the citations of a page, and its address where the site does not know its own; and copies them.
(function () {
  'use strict';
  const box = document.querySelector('.cite');
  if (!box) return;
  const now = new Date();
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const pad = (number) => String(number).padStart(2, '0');
  // A path on a disk is no address that others could follow.
  const address = location.protocol === 'file:' ? '' : location.href.split(/[?#]/)[0];
  const lines = {
    bibtex: (url) => (url ? '  url = {' + url + '},\n' : '') + '  urldate = {' + day.map(pad).join('-') + '},\n',
    ris: (url) => (url ? 'UR  - ' + url + '\n' : '') + 'Y2  - ' + day.map(pad).join('/') + '\n',
    csl: (url) => (url ? '    "URL": ' + JSON.stringify(url) + ',\n' : '') + '    "accessed": { "date-parts": [[' + day.join(', ') + ']] },\n',
  };

  box.querySelectorAll('.cite-form').forEach((form) => {
    const text = form.querySelector('.cite-text');
    const line = lines[form.dataset.cite];
    form.querySelectorAll('[data-cite-day]').forEach((place) => {
      place.textContent = line ? line('') : now.toLocaleDateString('en-US', { year: 'numeric', month: 'long', day: 'numeric' });
    });
    form.querySelectorAll('[data-cite-address-day]').forEach((place) => { place.textContent = line(address); });
    if (address) form.querySelectorAll('[data-cite-address]').forEach((place) => { place.textContent = address; });

    const button = document.createElement('button');
    const status = document.createElement('span');
    button.type = 'button';
    button.textContent = 'Copy';
    button.setAttribute('aria-label', 'Copy ' + form.querySelector('.cite-name').textContent);
    status.setAttribute('role', 'status');
    button.addEventListener('click', () => {
      // Where a browser gives no clipboard, the text is selected, to be copied by hand.
      const select = () => {
        getSelection().selectAllChildren(text);
        status.textContent = 'Selected: copy it with the keyboard.';
      };
      if (!navigator.clipboard || !navigator.clipboard.writeText) { select(); return; }
      navigator.clipboard.writeText(text.textContent.trim() + '\n').then(() => { status.textContent = 'Copied.'; }, select);
    });
    form.append(button, ' ', status);
  });
})();
