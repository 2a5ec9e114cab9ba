// A dose calculator, checklist or score in any page, with one line where it should stand:
//
//   <script src="https://…/assets/embed.js" data-regimen="ivig-dermatomyositis" data-title="IVIG dose calculator"></script>
//   <script src="https://…/assets/embed.js" data-criteria="eular-acr-2017" data-title="EULAR/ACR score"></script>
//
// data-regimen   which calculator: the name of a folder in embed/
// data-criteria  or which checklist or score: the name of a folder in embed/criteria/; one of the two is required
// data-title     what screen readers call the frame
// data-…         anything else is what the form starts with, by the names its own links use:
//                data-protocol="nba-australia" data-product="octagam-10" data-weight-unit="lb"
//                data-renal-risk="yes" data-thrombosis-risk="yes"
//
// The line becomes an <iframe> of ../embed/<regimen>/index.html, beside this file's folder. The frame sends one kind of
// message, { type: 'materia-resize', regimen, height }, which this script takes from its own frame only. The surrounding
// page's policy needs: script-src and frame-src (or child-src) with this file's host. Nothing typed leaves the frame, and what the
// form starts with stands behind the # of its address, which is sent to no host.
(function () {
  'use strict';

  const script = document.currentScript;
  if (!script || !script.dataset.regimen === !script.dataset.criteria) return;

  const isDose = Boolean(script.dataset.regimen);
  const name = isDose ? script.dataset.regimen : 'criteria/' + script.dataset.criteria;
  const folder = isDose ? encodeURIComponent(name) : 'criteria/' + encodeURIComponent(script.dataset.criteria);
  const address = new URL('../embed/' + folder + '/index.html', script.src);
  const inputs = new URLSearchParams();
  const OWN = ['src', 'type', 'async', 'defer', 'id', 'class', 'nonce', 'integrity', 'crossorigin', 'referrerpolicy', 'charset', 'fetchpriority', 'language'];
  Array.from(script.attributes).forEach(function (attribute) {
    const key = attribute.name.replace(/^data-/, '');
    // An input whose data- was forgotten is one all the same: dropped, it could have been a risk.
    if (OWN.indexOf(attribute.name) >= 0 || key === 'regimen' || key === 'criteria' || key === 'title') return;
    const values = key === 'flag' && attribute.value.trim() ? attribute.value.split(/[\s,]+/).filter(Boolean) : [attribute.value];
    values.forEach(function (value) { inputs.append(key, value); });
  });
  address.hash = inputs.toString();

  const frame = document.createElement('iframe');
  frame.src = address.href;
  frame.title = script.dataset.title || (isDose ? 'Dose calculator' : 'Criteria');
  frame.allow = 'clipboard-write';
  frame.referrerPolicy = 'no-referrer';
  frame.style.display = 'block';
  frame.style.width = '100%';
  frame.style.height = '48rem';
  frame.style.border = '0';

  addEventListener('message', function (event) {
    const message = event.data;
    if (event.source !== frame.contentWindow || !message || message.type !== 'materia-resize') return;
    if (message.regimen !== name) return;
    if (!(message.height > 0 && message.height < 20000)) return;
    frame.style.height = Math.ceil(message.height) + 'px';
  });

  script.after(frame);
})();
