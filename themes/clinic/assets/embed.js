// A dose calculator, checklist or score in any page, with one line where it should stand:
//
//   <script src="https://.../assets/embed.js" data-regimen="ivig-dermatomyositis" data-title="IVIG dose calculator"></script>
//   <script src="https://.../assets/embed.js" data-criteria="eular-acr-2017" data-title="EULAR/ACR score"></script>
//
// or, where the script stands once in the page without either, as an element:
//
//   <materia-calculator regimen="ivig-dermatomyositis" title="IVIG dose calculator" theme="light"></materia-calculator>
//
// data-regimen   which calculator: the name of a folder in embed/
// data-criteria  or which checklist or score: the name of a folder in embed/criteria/; one of the two is required
// data-title     what screen readers call the frame
// data-theme     light or dark; as the reader's system has it where this is left out
// data-language  the language that the page around it expects: it changes nothing, and where the site has another, the console says so
// data-height    how high the frame is until it says how high it is, such as 40rem
// data-*         anything else is what the form starts with, by the names its own links use:
//                data-protocol="nba-australia" data-product="octagam-10" data-weight-unit="lb"
//                data-renal-risk="yes" data-thrombosis-risk="yes"
//
// An element has the same attributes, without data-. The line or the element holds an <iframe> of ../embed/<regimen>/index.html, beside
// this file's folder. The frame sends { type: 'materia-resize', regimen, height, language }, which this script takes from its own frame
// only. Where nothing comes, the frame was refused or is not there: a link stands in its place until it comes, and the console says what to look for.
// The surrounding page's policy needs: script-src and frame-src (or child-src) with this file's host. Nothing typed leaves the frame,
// unless its site allows this page's origin to have plans (plans-to in site.yml), and what the form starts with stands behind the # of
// its address, which is sent to no host.
(function () {
  'use strict';

  const script = document.currentScript;
  if (!script) return;
  const home = new URL('../embed/', script.src);
  const SETTINGS = ['regimen', 'criteria', 'title', 'theme', 'language', 'height'];
  const OWN = ['src', 'type', 'async', 'defer', 'id', 'class', 'nonce', 'integrity', 'crossorigin', 'referrerpolicy', 'charset', 'fetchpriority', 'language',
    'style', 'lang', 'dir', 'hidden', 'slot', 'part', 'role', 'tabindex'];
  const WAIT = 8000;
  // Tags of languages have no letter case, and some systems write them with an underscore.
  const primary = (tag) => tag.trim().toLowerCase().split(/[-_]/)[0];
  const say = (words) => { console.error('Materia: ' + words); };

  // What an element asks for: its settings, and what the form starts with.
  function read(element, isLine) {
    const asked = { inputs: new URLSearchParams() };
    SETTINGS.forEach((name) => { asked[name] = element.getAttribute(isLine ? 'data-' + name : name) || ''; });
    Array.from(element.attributes).forEach((attribute) => {
      const key = attribute.name.replace(/^data-/, '');
      // An input whose data- was forgotten is one all the same: dropped, it could have been a risk.
      if (OWN.indexOf(attribute.name) >= 0 || SETTINGS.indexOf(key) >= 0) return;
      const values = key === 'flag' && attribute.value.trim() ? attribute.value.split(/[\s,]+/).filter(Boolean) : [attribute.value];
      values.forEach((value) => { asked.inputs.append(key, value); });
    });
    return asked;
  }

  // The frame and, for as long as it says nothing, a way to its page.
  function frameOf(asked) {
    const isDose = Boolean(asked.regimen);
    const name = isDose ? asked.regimen : 'criteria/' + asked.criteria;
    const address = new URL((isDose ? '' : 'criteria/') + encodeURIComponent(asked.regimen || asked.criteria) + '/index.html', home);
    address.hash = asked.inputs.toString();
    const title = asked.title || (isDose ? 'Dose calculator' : 'Criteria');

    const frame = document.createElement('iframe');
    frame.src = address.href;
    frame.title = title;
    frame.allow = 'clipboard-write';
    frame.referrerPolicy = 'no-referrer';
    // The frame reads its name before it is drawn.
    if (asked.theme === 'light' || asked.theme === 'dark') frame.name = 'materia-theme-' + asked.theme;
    else if (asked.theme) say('the theme "' + asked.theme + '" is neither light nor dark.');
    frame.style.display = 'block';
    frame.style.width = '100%';
    frame.style.height = asked.height || '48rem';
    frame.style.border = '0';

    const fallback = document.createElement('p');
    const link = document.createElement('a');
    link.href = address.href;
    link.target = '_blank';
    link.rel = 'noopener';
    link.textContent = title;
    fallback.append(link);
    fallback.hidden = true;

    let isHeard = false;
    const missing = setTimeout(() => {
      if (isHeard) return;
      fallback.hidden = false;
      // Laid out all the same: a frame on a slow line measures itself when it comes, and takes its place.
      frame.style.visibility = 'hidden';
      frame.style.height = '1px';
      say('no answer from ' + address.href.split('#')[0] + '. A link stands in its place. Is "' + (asked.regimen || asked.criteria) + '" the name of a folder there, does '
        + 'the policy of this page allow the host in frame-src, and does that host name this page in frame-ancestors?');
    }, WAIT);

    addEventListener('message', (event) => {
      const message = event.data;
      if (event.source !== frame.contentWindow || !message || message.type !== 'materia-resize') return;
      if (message.regimen !== name) return;
      if (!(message.height > 0 && message.height < 20000)) return;
      if (!isHeard && asked.language && message.language && primary(message.language) !== primary(asked.language)) {
        say('the site of ' + name + ' is in "' + message.language + '" and has no "' + asked.language + '".');
      }
      isHeard = true;
      clearTimeout(missing);
      fallback.hidden = true;
      frame.style.visibility = '';
      frame.style.height = Math.ceil(message.height) + 'px';
    });
    return [frame, fallback];
  }

  const isWhole = (asked) => !asked.regimen !== !asked.criteria;
  const MISSING = ' names no calculator: it needs either a regimen or criteria.';

  const line = read(script, true);
  const hasElements = Boolean(window.customElements);
  if (isWhole(line) && document.head.contains(script)) say('the line of embed.js stands in the head of the page, where nothing is shown; put it where the form should stand.');
  if (isWhole(line)) script.after.apply(script, frameOf(line));
  else if (line.regimen || Array.from(line.inputs.keys()).length || !hasElements) say('the line of embed.js' + MISSING);

  if (hasElements && !customElements.get('materia-calculator')) {
    customElements.define('materia-calculator', class extends HTMLElement {
      connectedCallback() {
        if (this.isFilled) return;
        this.isFilled = true;
        const asked = read(this, false);
        this.style.display = 'block';
        if (isWhole(asked)) this.replaceChildren.apply(this, frameOf(asked));
        else say('<materia-calculator>' + MISSING);
      }
    });
  }
})();
