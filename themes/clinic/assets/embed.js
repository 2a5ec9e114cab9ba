// A dose calculator in any page, with one line where it should stand:
//
//   <script src="https://…/assets/embed.js" data-regimen="ivig-dermatomyositis" data-title="IVIG dose calculator"></script>
//
// data-regimen   which calculator: the name of a folder in embed/ (required)
// data-title     what screen readers call the frame
// data-…         anything else is what the form starts with, by the names its own links use:
//                data-protocol="nba-australia" data-product="octagam-10" data-weight-unit="lb"
//                data-flag="renal-risk thrombosis-risk"
//
// The line becomes an <iframe> of ../embed/<regimen>/index.html, beside this file's folder. The frame sends one kind of
// message, { type: 'materia-resize', regimen, height }, which this script takes from its own frame only. The surrounding
// page's policy needs: script-src and frame-src (or child-src) with this file's host. Nothing typed leaves the frame.
(function () {
  'use strict';

  const script = document.currentScript;
  if (!script || !script.dataset.regimen) return;

  const address = new URL('../embed/' + encodeURIComponent(script.dataset.regimen) + '/index.html', script.src);
  Array.from(script.attributes).forEach(function (attribute) {
    const name = attribute.name.replace(/^data-/, '');
    if (name === attribute.name || name === 'regimen' || name === 'title') return;
    const values = name === 'flag' ? attribute.value.split(/[\s,]+/).filter(Boolean) : [attribute.value];
    values.forEach(function (value) { address.searchParams.append(name, value); });
  });

  const frame = document.createElement('iframe');
  frame.src = address.href;
  frame.title = script.dataset.title || 'Dose calculator';
  frame.allow = 'clipboard-write';
  frame.referrerPolicy = 'no-referrer';
  frame.style.display = 'block';
  frame.style.width = '100%';
  frame.style.height = '48rem';
  frame.style.border = '0';

  addEventListener('message', function (event) {
    const message = event.data;
    if (event.source !== frame.contentWindow || !message || message.type !== 'materia-resize') return;
    if (message.regimen !== script.dataset.regimen) return;
    if (!(message.height > 0 && message.height < 20000)) return;
    frame.style.height = Math.ceil(message.height) + 'px';
  });

  script.after(frame);
})();
