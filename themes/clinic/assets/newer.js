// Says when the site has another version of its content than this page, which a browser, a proxy or an open tab has kept. The site says
// which it has in a script of a fixed name, asked for when the page is loaded and when somebody comes back to it, at most once an hour.
(function () {
  'use strict';
  const notice = document.querySelector('[data-newer]');
  if (!notice) return;
  const own = notice.querySelector('[data-content-version]').textContent;
  const hour = () => Math.floor(Date.now() / 3600000);
  let asked = 0;

  document.addEventListener('materia:version', (event) => {
    notice.querySelector('[data-newer-version]').textContent = event.detail;
    notice.hidden = event.detail === own;
  });
  notice.querySelector('button').addEventListener('click', () => { location.reload(); });

  function ask() {
    if (document.hidden || asked === hour()) return;
    asked = hour();
    const script = document.createElement('script');
    // A new address each hour passes by whatever keeps files for longer; on a disk nothing does.
    script.src = notice.dataset.newer + (location.protocol === 'file:' ? '' : '?' + asked);
    script.onload = script.onerror = () => { script.remove(); };
    document.head.append(script);
  }
  document.addEventListener('visibilitychange', ask);
  ask();
})();
