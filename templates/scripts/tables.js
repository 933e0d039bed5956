// Tables that can be sorted, filtered, pinned and taken away. Everything reads without; what a table shows is never changed.
//
//   tables.enhance(element): the same for tables that another script has made.    A cell may say by data-sort what it sorts as.
//   data-plain on a table: no filter box (another script filters it).    data-fixed: not sorted.
(() => {
  'use strict';

  const { make, folded } = window.elements;

  const FEW = 8; // rows, below which nobody needs a filter
  const ABSENT = new Set(['', '—', '-', '有提法', '只提目标', '只提完成', '未提及', '节选未含', '原文缺损']);
  const SIZES = { 万: 1e4, 亿: 1e8, 万亿: 1e12 };
  const FALLS = new Set(['下降', '减少', '降低', '低', '少']);
  const SAME = /^(与上年)?持平|^正好|^零增长/;
  // among figures what holds none: 与经济增长同步 matches; 持平, ≥10% must not
  const WORDS = /^(?!(与上年)?持平|正好|零增长)[^0-9]+$/;
  // 2024年3月12日, 2024-03, 2024年 match; 2024 must not
  const DATE = /^([0-9]{4})(?:年(?:([0-9]{1,2})月(?:([0-9]{1,2})日)?)?|-([0-9]{2})(?:-([0-9]{2}))?)/;
  // ≥10%, 约1.2万亩, 下降4%, 低629元, 2（例） match; PM2.5浓度, 一般 must not
  const AMOUNT = /^(?:待核：)?(?:预计|力争|第)?[≥≤约＞＜]?(增长|下降|提高|增加|减少|降低|变动|高|低|多|少)?([-−]?)([0-9][0-9,]{0,20}(?:\.[0-9]{1,9})?)(万亿|亿|万)?([^0-9]{0,12})/;
  // 新增 12家, 国考、省考 ≥95% match; 增长5%, 约3家 must not
  const VARIANT = /^(?:待核：)?[\u4e00-\u9fff]{2,12}(?:、[\u4e00-\u9fff]{2,12}){0,3} (?=[≥≤约0-9增下与])/;
  const PLACE = /\/(?:places|reports)\/([0-9]{6})[-.]/; // …/places/141081.html, …/reports/141081-2024.html match
  const collator = new Intl.Collator('zh', { numeric: true });

  const live = make('p', { className: 'unseen' });
  live.setAttribute('role', 'status');

  // ── What a cell says ──

  // A cell → its words without our buttons. `small` remarks only where they are wanted; a line's break becomes ；
  function words(cell, remarks) {
    let text = '';
    for (const node of cell.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) text += node.data;
      else if (node.nodeName === 'BR') text += '；';
      else if (node.nodeName === 'SMALL') text += remarks ? ` ${node.textContent}` : '';
      else if (node.nodeName !== 'BUTTON' || node.classList.contains('sort')) text += words(node, remarks);
    }
    return text.replace(/\s+/g, ' ').trim();
  }

  // A cell's words → the number that it sorts as, NaN where it is none.
  function size(text) {
    if (SAME.test(text)) return 0;
    const date = DATE.exec(text);
    if (date) return date[1] * 10000 + (date[2] || date[4] || 0) * 100 + Number(date[3] || date[5] || 0);
    const found = AMOUNT.exec(text);
    if (!found) return NaN;
    const value = Number(found[3].replace(/,/g, '')) * (SIZES[found[4]] || 1);
    return found[2] || FALLS.has(found[1]) ? -value : value;
  }

  // A column → its keys, a row each: numbers where every value is one, else text; null where nothing is said.
  function keys(rows, column) {
    const said = rows.map((row) => row.cells[column]?.dataset.sort ?? (row.cells[column] ? words(row.cells[column], false) : ''));
    const figures = said.filter((text, at) => /[0-9]/.test(text) && rows[at].cells[column].classList.contains('right'));
    const variants = new Set(figures.map((text) => VARIANT.exec(text)?.[0]));
    const sizes = said.map((text) => size(variants.size === 1 ? text.replace(VARIANT, '') : text)); // unequal variants are not put in order
    const silent = said.map((text, at) => ABSENT.has(text) || (rows[at].cells[column].classList.contains('right') && WORDS.test(text)));
    const numbers = said.every((text, at) => silent[at] || !Number.isNaN(sizes[at]));
    return { numbers, values: said.map((text, at) => (silent[at] ? null : numbers ? sizes[at] : text)) };
  }

  // ── Order: the pinned first, then by the column, what says nothing last; equals as they stood ──

  function order(state) {
    const { rows, places, column, direction } = state;
    const { values, numbers } = direction ? keys(rows, column) : { values: [] };
    const pinned = places.map((place) => (place && window.pins?.has(place.code) ? 0 : 1));
    const between = (a, b) => {
      if (pinned[a] !== pinned[b] || !direction) return pinned[a] - pinned[b];
      if (values[a] === null || values[b] === null) return (values[a] === null) - (values[b] === null);
      return direction * (numbers ? values[a] - values[b] : collator.compare(values[a], values[b]));
    };
    const sorted = rows.map((_, at) => at).sort((a, b) => between(a, b) || a - b);
    state.body.append(...sorted.map((at) => rows[at]));
    rows.forEach((row, at) => row.classList.toggle('held', !pinned[at]));
  }

  function sortBy(state, column) {
    const numbers = keys(state.rows, column).numbers;
    const ways = numbers ? [-1, 1, 0] : [1, -1, 0]; // the highest is what one looks for first
    const now = state.column === column ? ways.indexOf(state.direction) : -1;
    state.direction = ways[(now + 1) % ways.length];
    state.column = column;
    const names = numbers ? { 1: '从小到大', '-1': '从大到小' } : { 1: '按拼音顺序', '-1': '按拼音倒序' };
    [...state.head.cells].forEach((cell, at) => {
      if (at === column && state.direction) cell.setAttribute('aria-sort', state.direction > 0 ? 'ascending' : 'descending');
      else cell.removeAttribute('aria-sort');
    });
    live.textContent = state.direction ? `已按“${words(state.head.cells[column], false)}”${names[state.direction]}排列` : '已恢复原来的顺序';
    order(state);
  }

  function addSorting(state) {
    [...state.head.cells].forEach((cell, column) => {
      if (!cell.textContent.trim() || cell.querySelector('a, button, input')) return;
      const button = make('button', { type: 'button', className: 'sort', title: '排序：再点反向，三点复原' }, ...cell.childNodes);
      button.addEventListener('click', () => sortBy(state, column));
      cell.replaceChildren(button);
    });
  }

  // ── Pins: a star at every row that is a place's ──

  // A row → the place that it is of: its first cell leads to the place's page or to one of its reports.
  function placeOf(row) {
    const link = row.cells[0]?.querySelector('a[href]');
    const found = link && PLACE.exec(link.href);
    return found ? { code: found[1], name: link.textContent.trim().replace(/\s*[0-9]{4}年?.*$/, ''), link } : null;
  }

  function addPins(state) {
    state.places.forEach((place) => place?.link.after(window.pins.star(place.code, place.name)));
    document.addEventListener('pins', () => order(state));
    order(state);
  }

  // ── Filter ──


  function addFilter(state, above) {
    const box = make('input', { type: 'search', autocomplete: 'off', spellcheck: false });
    const count = make('output', {});
    const texts = state.rows.map((row) => folded([...row.cells].map((cell) => words(cell, true)).join(' ')));
    box.addEventListener('input', () => {
      const wanted = folded(box.value).split(/\s+/).filter(Boolean);
      const hits = texts.map((text) => wanted.every((word) => text.includes(word)));
      state.rows.forEach((row, at) => row.classList.toggle('sifted', !hits[at]));
      count.textContent = wanted.length ? `${hits.filter(Boolean).length} 行，共 ${hits.length} 行` : '';
    });
    above.before(make('div', { className: 'sieve' }, make('label', {}, '筛选 ', box), count));
  }

  // ── Taking a table away as CSV ──

  const harmless = (text) => (/^\s*[=+\-@]/.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text);
  const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

  // A table → CSV of what is shown, in the order in which it is shown.
  function csv(table) {
    const rows = [...table.rows].filter((row) => !row.classList.contains('sifted') && !row.hidden);
    return `\uFEFF${rows.map((row) => [...row.cells].map((cell) => quoted(harmless(words(cell, true)))).join(',')).join('\r\n')}\r\n`;
  }

  function save(name, text) {
    const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
    const link = make('a', { href: address, download: `${name.replace(/[\\/:*?"<>|\s]+/g, '-').slice(0, 80)}.csv` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  function addDownload(table, below, label) {
    const button = make('button', { type: 'button', className: 'plain' }, '下载本表（CSV）');
    button.setAttribute('aria-label', `下载本表（CSV）：${label}`);
    button.addEventListener('click', () => save(`${document.querySelector('h1')?.textContent.trim() || ''} ${label}`.trim(), csv(table)));
    below.after(make('div', { className: 'take' }, button));
  }

  // ── All of it ──

  function enhanceOne(table) {
    if (table.dataset.enhanced || !table.tHead || !table.tBodies[0]) return false;
    table.dataset.enhanced = 'yes';
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const around = table.closest('.table') || table;
    const label = (table.caption?.textContent || around.getAttribute('aria-label') || '表').replace(/^表：/, '').trim();
    const state = { body, rows, head: table.tHead.rows[table.tHead.rows.length - 1], places: rows.map(placeOf), column: -1, direction: 0 };
    const regular = table.tBodies.length === 1 && !table.querySelector('[rowspan], tbody [colspan]');
    if (regular && rows.length > 1 && !('fixed' in table.dataset)) addSorting(state);
    if (rows.length >= FEW && !('plain' in table.dataset)) addFilter(state, around);
    addDownload(table, around, label);
    if (!regular || rows.length < 2 || 'unpinned' in table.dataset || !window.pins || !state.places.some(Boolean)) return false;
    addPins(state);
    return around;
  }

  function enhance(element) {
    const first = [...element.querySelectorAll('table')].map(enhanceOne).find(Boolean);
    if (!first || document.querySelector('.pinned')) return;
    const above = first.previousElementSibling?.matches('.sieve') ? first.previousElementSibling : first;
    above.before(window.pins.bar());
  }

  document.body.append(live);
  window.tables = { enhance };
  const main = document.querySelector('main');
  if (main) enhance(main);
})();
