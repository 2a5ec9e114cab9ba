// Puts the reader's day into the citations of a page, and its address where the site does not know its own; copies them, and gives those for
// programs as files.
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
  const files = {
    bibtex: ['.bib', 'application/x-bibtex'], ris: ['.ris', 'application/x-research-info-systems'], csl: ['.json', 'application/vnd.citationstyles.csl+json'],
  };

  box.querySelectorAll('.cite-form').forEach((form) => {
    const text = form.querySelector('.cite-text');
    const line = lines[form.dataset.cite];
    form.querySelectorAll('[data-cite-day]').forEach((place) => {
      place.textContent = line ? line('') : now.toLocaleDateString('en-US', { year: 'numeric', month: 'long', day: 'numeric' });
    });
    form.querySelectorAll('[data-cite-address-day]').forEach((place) => { place.textContent = line(address); });
    if (address) form.querySelectorAll('[data-cite-address]').forEach((place) => { place.textContent = address; });

    const words = text.textContent.replace(/^\n+|\n+$/g, '') + '\n';
    const name = form.querySelector('.cite-name').textContent;
    const button = document.createElement('button');
    const status = document.createElement('span');
    button.type = 'button';
    button.textContent = 'Copy';
    button.setAttribute('aria-label', 'Copy ' + name);
    status.setAttribute('role', 'status');
    button.addEventListener('click', () => {
      // Where a browser gives no clipboard, the text is selected, to be copied by hand.
      const select = () => {
        getSelection().selectAllChildren(text);
        status.textContent = 'Selected: copy it with the keyboard.';
      };
      if (!navigator.clipboard || !navigator.clipboard.writeText) { select(); return; }
      navigator.clipboard.writeText(words).then(() => { status.textContent = 'Copied.'; }, select);
    });
    form.append(button, ' ');
    const file = files[form.dataset.cite];
    if (file) {
      // Made here and asked for nowhere, so that it works from a disk and under the strictest policy.
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([words], { type: file[1] }));
      link.download = box.dataset.citeKey + file[0];
      link.textContent = 'Download';
      link.setAttribute('aria-label', 'Download ' + name);
      form.append(link, ' ');
    }
    form.append(status);
  });
})();
