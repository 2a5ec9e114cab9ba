// Enhances pages that work without it. A classic script: no modules, no requests, nothing stored.
(function () {
  'use strict';

  var all = function (selector) { return Array.from(document.querySelectorAll(selector)); };
  var wide = function (fold) { return matchMedia('(min-width: ' + fold.dataset.openFrom + ')'); };

  // The menu, which the sheet holds open on wide screens, for browsers whose sheet cannot.
  if (!CSS.supports('selector(::details-content)')) {
    all('[data-open-from]').forEach(function (fold) {
      var query = wide(fold);
      var set = function () { fold.open = query.matches; };
      set();
      query.addEventListener('change', set);
    });
  }

  // On narrow screens the menu closes with Escape and with a press beside it.
  all('.site-menu').forEach(function (menu) {
    var close = function () {
      if (!menu.open || wide(menu).matches) return;
      if (menu.contains(document.activeElement)) menu.firstElementChild.focus();
      menu.open = false;
    };
    menu.addEventListener('keydown', function (event) { if (event.key === 'Escape') close(); });
    document.addEventListener('pointerdown', function (event) { if (!menu.contains(event.target)) close(); });
  });

  // A table is a stop for the keyboard only where it really scrolls.
  all('.table-scroll').forEach(function (box) {
    var given = { tabindex: '0', role: 'region', 'aria-label': box.getAttribute('aria-label') };
    new ResizeObserver(function () {
      var scrolls = box.scrollWidth > box.clientWidth + 1;
      Object.keys(given).forEach(function (name) {
        if (scrolls) box.setAttribute(name, given[name]);
        else box.removeAttribute(name);
      });
    }).observe(box);
  });

  // So is the side column, which scrolls by itself where it is longer than the window.
  all('.side').forEach(function (side) {
    new ResizeObserver(function () {
      if (side.scrollHeight > side.clientHeight + 1) side.tabIndex = 0;
      else side.removeAttribute('tabindex');
    }).observe(side);
  });

  // The section being read is marked in the contents.
  var links = all('.contents a');
  var heads = links.map(function (link) { return document.getElementById(decodeURIComponent(link.hash.slice(1))); });
  var mark = function () {
    var here = links.filter(function (link, index) {
      link.removeAttribute('aria-current');
      return heads[index] && heads[index].getBoundingClientRect().top < innerHeight * 0.3;
    }).pop();
    if (here) here.setAttribute('aria-current', 'location');
  };
  var watcher = new IntersectionObserver(mark, { rootMargin: '0px 0px -70% 0px', threshold: [0, 1] });
  heads.filter(Boolean).forEach(function (head) { watcher.observe(head); });

  // The reference behind a citation, beside the citation.
  var citations = all('.citation a[data-refs]');
  var current = null, timer = 0, wasOpen = false;
  var box = document.createElement('div');
  box.className = 'popover';
  box.id = 'reference-popover';
  box.setAttribute('role', 'tooltip');
  box.hidden = true;
  if (citations.length) document.body.append(box);

  // References as the page prints them, their links as plain text: a tooltip holds nothing to press.
  function lines(link) {
    return link.dataset.refs.split(' ').map(function (number) {
      var line = document.createElement('p');
      var name = document.createElement('b');
      var text = document.createElement('span');
      var entry = document.getElementById('ref-' + number);
      name.textContent = number + '.';
      if (entry) {
        text.append.apply(text, Array.from(entry.cloneNode(true).childNodes).map(function (node) {
          if (node.nodeName !== 'A') return node;
          return node.className === 'reference-more' ? '' : node.textContent;
        }));
      }
      line.append(name, text);
      return line;
    });
  }

  function place(link) {
    var mark = link.getBoundingClientRect();
    box.style.left = box.style.top = '0';
    var left = Math.min(mark.left - 16, document.documentElement.clientWidth - box.offsetWidth - 12);
    var above = mark.top - box.offsetHeight - 6;
    var below = mark.bottom + 6;
    var fits = below + box.offsetHeight <= innerHeight || above < 0;
    box.style.left = Math.max(12, left) + scrollX + 'px';
    box.style.top = (fits ? below : above) + scrollY + 'px';
  }

  function open(link) {
    close();
    box.replaceChildren.apply(box, lines(link));
    box.hidden = false;
    place(link);
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

  citations.forEach(function (link) {
    link.addEventListener('pointerenter', function (event) {
      if (event.pointerType === 'touch') return;
      if (link === current) clearTimeout(timer);
      else later(function () { open(link); });
    });
    link.addEventListener('pointerleave', function (event) { if (event.pointerType !== 'touch') later(close); });
    link.addEventListener('focus', function () { if (link.matches(':focus-visible')) open(link); });
    link.addEventListener('blur', close);
    // The first tap shows the reference, the second goes to it.
    link.addEventListener('pointerdown', function () { wasOpen = current === link; });
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
    if (event.target !== current && !box.contains(event.target)) close();
  });
})();
