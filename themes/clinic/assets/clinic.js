// Enhances pages that work without it. A classic script: no modules, no requests, nothing stored.
(function () {
  'use strict';

  var all = function (selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); };

  // Folds that the sheet holds open on wide screens, for browsers whose sheet cannot.
  if (!CSS.supports('selector(::details-content)')) {
    all('details[data-open-from]').forEach(function (fold) {
      var wide = matchMedia('(min-width: ' + fold.dataset.openFrom + ')');
      var set = function () { fold.open = wide.matches; };
      set();
      wide.addEventListener('change', set);
    });
  }

  // The menu closes with Escape and when the focus or a press goes elsewhere.
  all('.site-menu').forEach(function (menu) {
    var wide = matchMedia('(min-width: ' + menu.dataset.openFrom + ')');
    var close = function () { if (!wide.matches) menu.open = false; };
    menu.addEventListener('keydown', function (event) {
      if (event.key !== 'Escape' || wide.matches || !menu.open) return;
      close();
      menu.querySelector('summary').focus();
    });
    document.addEventListener('pointerdown', function (event) { if (!menu.contains(event.target)) close(); });
    menu.addEventListener('focusout', function (event) {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) close();
    });
  });

  // A table is a stop for the keyboard only where it really scrolls.
  if (window.ResizeObserver) {
    all('.table-scroll').forEach(function (box) {
      var label = box.getAttribute('aria-label');
      var set = function () {
        if (box.scrollWidth > box.clientWidth + 1) {
          box.setAttribute('tabindex', '0');
          box.setAttribute('role', 'region');
          if (label) box.setAttribute('aria-label', label);
        } else {
          ['tabindex', 'role', 'aria-label'].forEach(function (name) { box.removeAttribute(name); });
        }
      };
      set();
      new ResizeObserver(set).observe(box);
    });
  }

  // The section being read is marked in the contents.
  var links = all('.contents a');
  var heads = links.map(function (link) { return document.getElementById(decodeURIComponent(link.hash.slice(1))); });
  if (links.length && window.IntersectionObserver) {
    var mark = function () {
      var current = -1;
      heads.forEach(function (head, index) {
        if (head && head.getBoundingClientRect().top < innerHeight * 0.3) current = index;
      });
      if (scrollY + innerHeight >= document.documentElement.scrollHeight - 2) {
        heads.forEach(function (head, index) { if (head && head.getBoundingClientRect().top < innerHeight) current = index; });
      }
      links.forEach(function (link, index) {
        if (index === current) link.setAttribute('aria-current', 'location');
        else link.removeAttribute('aria-current');
      });
    };
    var watcher = new IntersectionObserver(mark, { rootMargin: '0px 0px -70% 0px', threshold: [0, 1] });
    heads.forEach(function (head) { if (head) watcher.observe(head); });
    addEventListener('hashchange', mark);
  }

  // The reference behind a citation, beside the citation.
  var box = document.createElement('div');
  box.className = 'popover';
  box.id = 'reference-popover';
  box.setAttribute('role', 'tooltip');
  box.hidden = true;
  var current = null, timer = 0, wasOpen = false;

  // The text of a reference as the page prints it: its links become plain text, because a tooltip holds none.
  function fill(numbers) {
    box.textContent = '';
    numbers.forEach(function (number) {
      var entry = document.getElementById('ref-' + number);
      if (!entry) return;
      var line = document.createElement('p');
      var name = document.createElement('b');
      var text = document.createElement('span');
      name.textContent = number + '.';
      Array.prototype.forEach.call(entry.childNodes, function (node) {
        if (node.nodeName === 'A') {
          if (!node.classList.contains('reference-more')) text.append(node.textContent);
        } else text.append(node.cloneNode(true));
      });
      line.append(name, text);
      box.append(line);
    });
    return box.childElementCount > 0;
  }

  function place(link) {
    var mark = link.getBoundingClientRect();
    var room = document.documentElement.clientWidth - 12;
    box.style.left = '0';
    var width = box.offsetWidth, height = box.offsetHeight;
    var left = Math.max(12, Math.min(mark.left - 16, room - width));
    var above = mark.bottom + 6 + height > innerHeight && mark.top - 6 - height > 0;
    box.style.left = left + scrollX + 'px';
    box.style.top = (above ? mark.top - 6 - height : mark.bottom + 6) + scrollY + 'px';
  }

  function open(link) {
    clearTimeout(timer);
    if (current === link) return;
    close();
    box.hidden = false;
    if (!fill(link.dataset.refs.split(' '))) { box.hidden = true; return; }
    place(link);
    box.scrollTop = 0;
    current = link;
    link.setAttribute('aria-describedby', box.id);
  }

  function close() {
    clearTimeout(timer);
    if (!current) return;
    current.removeAttribute('aria-describedby');
    current = null;
    box.hidden = true;
  }

  function later(action) {
    clearTimeout(timer);
    timer = setTimeout(action, 180);
  }

  var citations = all('.citation a[data-refs]');
  if (!citations.length) return;
  document.body.append(box);
  citations.forEach(function (link) {
    link.addEventListener('pointerenter', function (event) {
      if (event.pointerType !== 'touch') later(function () { open(link); });
    });
    link.addEventListener('pointerleave', function (event) { if (event.pointerType !== 'touch') later(close); });
    link.addEventListener('pointerdown', function () { wasOpen = current === link; });
    link.addEventListener('focus', function () { if (link.matches(':focus-visible')) open(link); });
    link.addEventListener('blur', close);
    // The first tap shows the reference, the second goes to it.
    link.addEventListener('click', function (event) {
      if (event.pointerType !== 'touch' || wasOpen) return close();
      event.preventDefault();
      open(link);
    });
  });
  box.addEventListener('pointerenter', function () { clearTimeout(timer); });
  box.addEventListener('pointerleave', function () { later(close); });
  document.addEventListener('keydown', function (event) { if (event.key === 'Escape') close(); });
  document.addEventListener('pointerdown', function (event) {
    if (current && event.target !== current && !box.contains(event.target)) close();
  });
})();
