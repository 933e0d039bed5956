// Filters of long lists: projects, pledges, terms. What is chosen stands in the address (?place=…&q=…), totals and sections follow it.
// Everything reads without: the form is hidden until this runs, and nothing is taken off the page, only out of sight.
//
//   <form data-collection="ID" hidden>   selects by name, a text box q, a status line with data-about: projects | pledges | promises | terms
//   items inside #ID: [data-place] with data-NAME for every select; a value may be several words (data-place="140800 141081"),
//   a time is found by its beginning (data-when="2024-04-01" by 2024-04 and by 2024).    [data-row="r7"] is seen as #r7 is.
(() => {
  'use strict';

  const NAMES = { pledges: ['件', '民生实事'], promises: ['项', '承诺'], terms: ['个', '名词'] };
  const SCALE = 1e6; // amounts are summed as whole numbers: 0.1 + 0.2 is 0.3
  const { folded } = window.elements;

  // 38765.5 → 38,765.5: from five digits on in groups of three, as everywhere on the site
  function written(value) {
    const [whole, rest] = String(value).split('.');
    const grouped = whole.length > 4 ? whole.replace(/\B(?=([0-9]{3})+$)/g, ',') : whole;
    return rest ? `${grouped}.${rest}` : grouped;
  }

  // Rows → projects, each once; how many state an amount; the sum, each purse once by its largest amount.
  function tally(rows) {
    const known = new Set();
    const stated = new Set();
    const purses = new Map();
    for (const { dataset } of rows) {
      known.add(dataset.known);
      if (!dataset.purse) continue;
      stated.add(dataset.known);
      purses.set(dataset.purse, Math.max(purses.get(dataset.purse) || 0, Math.round(Number(dataset.amount) * SCALE)));
    }
    const sum = [...purses.values()].reduce((all, one) => all + one, 0);
    return { projects: known.size, stated: stated.size, unstated: known.size - stated.size, investment: written(sum / SCALE) };
  }

  function said(about, rows, all) {
    if (about !== 'projects') {
      const [measure, name] = NAMES[about];
      return rows.length === all ? `共 ${all} ${measure}${name}` : `${rows.length} ${measure}，本页共 ${all} ${measure}${name}`;
    }
    const { projects, stated, unstated, investment } = tally(rows);
    const money = !projects ? '' : stated ? `；写明投资额的 ${stated} 个，合计 ${investment} 亿元，${unstated} 个没有写明` : '；都没有写明投资额';
    return `${rows.length === all ? '本页' : '筛选后'} ${rows.length} 条，${projects} 个项目${money}`;
  }

  // A table of totals → its lines by what they are of, as the rows in sight have it.
  function follow(body, rows) {
    const groups = new Map();
    for (const row of rows) {
      const name = row.dataset[body.dataset.follows];
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(row);
    }
    for (const line of body.rows) {
      const sums = tally(groups.get(line.dataset.of) || []);
      for (const cell of line.querySelectorAll('[data-sum]')) {
        cell.textContent = cell.dataset.sum === 'investment' && !sums.stated ? '—' : written(sums[cell.dataset.sum]);
      }
      line.classList.toggle('faint', !sums.projects);
    }
  }

  function fits(item, name, wanted) {
    const own = item.dataset[name] || '';
    return name === 'when' ? own.startsWith(wanted) : own.split(' ').includes(wanted);
  }

  function start(form) {
    const around = document.getElementById(form.dataset.collection);
    const status = form.querySelector('[role="status"]');
    const { about } = status.dataset;
    const items = [...around.querySelectorAll('[data-place]')];
    const copies = [...around.querySelectorAll('[data-row]')];
    const groups = [...around.querySelectorAll('[data-group]')];
    const years = [...around.querySelectorAll('ol.timeline')];
    const fields = [...form.querySelectorAll('select, input')];
    const texts = about === 'projects' ? items.map((row) => folded(row.querySelector('th').textContent)) : items.map((item) => folded(item.textContent));

    function show() {
      const chosen = fields.filter((field) => field.name !== 'q' && field.value);
      const words = folded(form.elements.q.value).split(' ').filter(Boolean);
      const hit = (item, at) => chosen.every(({ name, value }) => fits(item, name, value)) && words.every((word) => texts[at].includes(word));
      const seen = items.filter((item, at) => {
        item.hidden = !hit(item, at);
        return !item.hidden;
      });
      for (const copy of copies) copy.hidden = document.getElementById(copy.dataset.row).hidden;
      for (const group of groups) group.hidden = !group.querySelector('[data-place]:not([hidden])');
      for (const year of years) {
        const empty = !year.querySelector(':scope > :not([hidden])');
        [year, year.previousElementSibling, year.previousElementSibling.previousElementSibling].forEach((part) => { part.hidden = empty; });
      }
      for (const body of around.querySelectorAll('[data-follows]')) follow(body, seen);
      status.textContent = seen.length ? said(about, seen, items.length) : '没有符合条件的';
    }

    // The address as it stands, with what is chosen in it and without what is not.
    function remember() {
      const query = new URLSearchParams(location.search);
      for (const { name, value } of fields) {
        if (value) query.set(name, value);
        else query.delete(name);
      }
      const search = query.toString();
      history.replaceState(null, '', `${location.pathname}${search ? `?${search}` : ''}${location.hash}`);
    }

    function recall() {
      const query = new URLSearchParams(location.search);
      for (const field of fields) field.value = query.get(field.name) || '';
      for (const field of fields) if (field.selectedIndex === -1) field.value = ''; // a place that is not on this page
    }

    // Where an address leads to an item that is filtered out, the filter gives way.
    function reveal() {
      const target = location.hash && document.getElementById(location.hash.slice(1));
      if (!target || !target.closest('[hidden]') || !around.contains(target)) return;
      form.reset();
      target.scrollIntoView();
    }

    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', () => { show(); remember(); });
    form.addEventListener('reset', () => { for (const field of fields) field.value = ''; show(); remember(); });
    window.addEventListener('popstate', () => { recall(); show(); });
    window.addEventListener('hashchange', reveal);
    form.hidden = false;
    recall();
    show();
    reveal();
  }

  document.querySelectorAll('form[data-collection]').forEach(start);
})();
