// Inside a calculator's frame: tells the surrounding page how high the calculator is. It says nothing else.
(function () {
  'use strict';

  if (window.parent === window) return;
  let last = 0;
  new ResizeObserver(function () {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === last) return;
    last = height;
    window.parent.postMessage({ type: 'materia-resize', regimen: document.body.dataset.embed, height: height }, '*');
  }).observe(document.body);
})();
