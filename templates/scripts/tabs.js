// Sections of a page → tabs, one shown at a time, which in the address: gdp.html#table. Without scripts they stand one below the other.
//
//   <div data-tabs="看法"><section id="chart" data-tab="图" aria-labelledby="…"><h2 …>…</section> …</div>
//
// The pattern is the WAI-ARIA tabs pattern: arrow keys, Home and End move; what is moved to is shown.
(() => {
  'use strict';

  function setUp(around) {
    const panels = [...around.querySelectorAll(':scope > [data-tab]')];
    if (panels.length < 2) return;
    const list = document.createElement('div');
    list.className = 'tabs';
    list.setAttribute('role', 'tablist');
    list.setAttribute('aria-label', around.dataset.tabs);
    const tabs = panels.map((panel) => tabOf(panel));
    list.append(...tabs);
    around.prepend(list);
    around.classList.add('tabbed');

    function show(at, said) {
      tabs.forEach((tab, other) => {
        tab.setAttribute('aria-selected', String(other === at));
        tab.tabIndex = other === at ? 0 : -1;
        panels[other].hidden = other !== at;
      });
      if (said) history.replaceState(null, '', `#${panels[at].id}`);
    }

    // What the address names is shown, be it a section or a place within one.
    function follow() {
      const id = location.hash.slice(1); // our ids are ASCII; decoding would fail at #%
      const target = id && document.getElementById(id);
      const at = panels.findIndex((panel) => target && panel.contains(target));
      show(Math.max(at, 0), false);
      if (at >= 0 && target !== panels[at]) target.scrollIntoView();
    }

    tabs.forEach((tab, at) => tab.addEventListener('click', () => show(at, true)));
    list.addEventListener('keydown', (event) => {
      const now = tabs.indexOf(document.activeElement);
      const to = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (to === undefined || now < 0) return;
      event.preventDefault();
      const at = (to + tabs.length) % tabs.length;
      show(at, true);
      tabs[at].focus();
    });
    window.addEventListener('hashchange', follow);
    follow();
  }

  function tabOf(panel) {
    const tab = document.createElement('button');
    tab.type = 'button';
    tab.id = `_tab-${panel.id}`;
    tab.textContent = panel.dataset.tab;
    tab.setAttribute('role', 'tab');
    tab.setAttribute('aria-controls', panel.id);
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', tab.id);
    if (!panel.querySelector('a[href], button, [tabindex="0"]')) panel.tabIndex = 0;
    return tab;
  }

  document.querySelectorAll('[data-tabs]').forEach(setUp);
})();
