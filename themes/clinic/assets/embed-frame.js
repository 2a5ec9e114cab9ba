// Inside a frame: tells the surrounding page how high the calculator or checklist is, and shows the theme that it asks for. The plan
// or result goes to the origins that the site allows, and to no other: data-plans-to of the body has them, and is empty where there are none.
(function () {
  'use strict';

  const theme = /^materia-theme-(light|dark)$/.exec(window.name);
  if (theme) document.documentElement.dataset.theme = theme[1];
  if (window.parent === window) return;

  const body = document.body;
  let last = 0;
  const tell = function () {
    const height = Math.ceil(body.getBoundingClientRect().height);
    if (height === last) return;
    last = height;
    window.parent.postMessage({ type: 'materia-resize', regimen: body.dataset.embed, height: height, language: document.documentElement.lang }, '*');
  };
  // At once as well: a frame that came late stands hidden, and browsers draw and observe no hidden frame.
  tell();
  new ResizeObserver(tell).observe(body);

  const allowed = (body.dataset.plansTo || '').split(' ').filter(Boolean);
  // Where the browser says who is around the frame, nobody else is written to; where it does not, it delivers to the origin named or not at all.
  const around = location.ancestorOrigins ? location.ancestorOrigins[0] : null;
  const send = function (type, detail) {
    allowed.filter(function (origin) { return around === null || origin === around; }).forEach(function (origin) {
      window.parent.postMessage({ type: type, regimen: body.dataset.embed, detail: detail }, origin);
    });
  };
  document.addEventListener('materia:plan', function (event) { send('materia-plan', event.detail); });
  document.addEventListener('materia:assessment', function (event) { send('materia-assessment', event.detail); });
})();
