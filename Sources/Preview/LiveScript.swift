/// What runs in an open page: it waits for the next state, shows what is wrong, and loads the page again when it has changed.
enum LiveScript {
    static let script = """
        (() => {
          'use strict';
          const own = document.currentScript;
          const version = Number(own.dataset.version);
          let page = own.dataset.page;
          const make = (name, words, className) => {
            const element = document.createElement(name);
            if (words) element.textContent = words;
            if (className) element.className = className;
            return element;
          };
          let panel = null;

          function show(state) {
            if (panel) panel.remove();
            panel = null;
            if (own.dataset.follows || !state.problems.length) return;
            if (!document.querySelector('link[href="/.materia/live.css"]')) {
              const sheet = make('link');
              sheet.rel = 'stylesheet';
              sheet.href = '/.materia/live.css';
              document.head.append(sheet);
            }
            panel = make('aside', '', 'materia-live' + (state.errors ? ' has-errors' : ''));
            panel.setAttribute('role', 'status');
            panel.setAttribute('aria-label', 'Problems in the content');
            const here = state.problems.filter((problem) => problem.isHere);
            const counts = [[state.errors, 'error'], [state.warnings, 'warning']].filter((entry) => entry[0])
              .map((entry) => entry[0] + ' ' + entry[1] + (entry[0] === 1 ? '' : 's')).join(', ');
            const head = make('p', counts + (state.errors ? '; the page is shown as it was before. ' : '. '));
            const all = make('a', here.length === state.problems.length ? 'List' : 'All of them');
            all.href = '/.materia/problems';
            head.append(all);
            panel.append(head);
            const list = make('ol');
            (here.length ? here : state.problems.slice(0, 3)).forEach((problem) => {
              const item = make('li', '', problem.severity);
              item.append(make('code', problem.file + ':' + problem.line + ':' + problem.column), make('p', problem.text));
              if (problem.help) item.append(make('p', problem.help, 'help'));
              list.append(item);
            });
            panel.append(list);
            document.body.append(panel);
          }

          // What stands around the text, without what this script or others have added.
          const around = (body) => [body.className, body.querySelector(':scope > header')?.textContent, body.querySelector(':scope > footer')?.innerHTML].join();
          const scripts = (root) => Array.from(root.querySelectorAll('head script, head link'), (node) => node.outerHTML).join();
          let later = 0;

          // The text changes in place, at once. Scripts that looked at the old one are started anew when the author rests.
          async function renew(next) {
            const answer = await fetch(location.pathname, { cache: 'no-store' });
            const other = new DOMParser().parseFromString(await answer.text(), 'text/html');
            const [old, text] = [document, other].map((root) => root.querySelector('body > main'));
            const isPlain = answer.ok && old && text && !old.querySelector('form, script, iframe') && !text.querySelector('form, script, iframe');
            if (!isPlain || around(document.body) !== around(other.body) || scripts(document) !== scripts(other)) return location.reload();
            document.title = other.title;
            old.replaceWith(document.adoptNode(text));
            page = next;
            clearTimeout(later);
            later = setTimeout(() => location.reload(), 1500);
          }

          async function follow() {
            // The first question is answered at once: much can have happened since the page was made.
            for (let seen = -1; ;) {
              try {
                const answer = await fetch('/.materia/state?after=' + seen + '&page=' + encodeURIComponent(location.pathname), { cache: 'no-store' });
                const state = await answer.json();
                // The browser keeps the place on the page.
                if (own.dataset.follows && state.version !== version) return location.reload();
                if (!own.dataset.follows && state.page !== page) await renew(state.page);
                if (state.version !== seen) show(state);
                seen = state.version;
              } catch (error) {
                await new Promise((resolve) => setTimeout(resolve, 500));
                seen = -1;
              }
            }
          }
          addEventListener('load', follow);
        })();
        """

    static let style = """
        .materia-live { position: fixed; inset-block-end: 0; inset-inline: 0; max-block-size: 45vh; overflow: auto; z-index: 1000;
          padding: 0.75rem 1.25rem; background: #fff8e6; color: #1d1d1d; border-block-start: 4px solid #b26b00; font: 0.9375rem/1.45 system-ui, sans-serif; }
        .materia-live.has-errors { background: #fff0ee; border-color: #b3261e; }
        .materia-live p, .materia-live ol { margin: 0 0 0.35rem; }
        .materia-live a { color: inherit; }
        .materia-live .help, .materia-problems .help { color: #4a4a4a; }
        .materia-problems { max-inline-size: 60rem; margin: 2rem auto; padding-inline: 1rem; font: 1rem/1.5 system-ui, sans-serif; color: #1d1d1d; background: #fff; }
        .materia-problems li { margin-block-end: 1rem; }
        .materia-problems p { margin: 0; }
        .materia-problems .error strong { color: #b3261e; }
        .materia-problems .warning strong { color: #8a5200; }
        .materia-problems .rule { color: #5a5a5a; font-size: 0.875rem; }
        @media print { .materia-live { display: none; } }
        """
}
