// Places that a reader pins: kept by the browser, first in every table of the site. Everything reads without.
//
//   pins.list() → [["141081", "侯马市"], …]    pins.has("141081")    pins.toggle("141081", "侯马市")    pins.clear()
//   pins.star("141081", "侯马市") → a button that pins it and lets it go    The document hears "pins" whenever they change.
//   <p data-pin="141081" data-name="侯马市">: gets such a button, with words.
(() => {
  'use strict';

  const { make } = window.elements;

  const KEY = 'work-reports.pins';
  const MOST = 12;
  const COMPARED = 4; // places that the compare page lays side by side
  const root = new URL('../', document.currentScript.src);
  let known = [];
  let remembered = true;

  const place = (pair) => Array.isArray(pair) && /^[0-9]{6}$/.test(pair[0]) && typeof pair[1] === 'string';

  function read() {
    try {
      const said = JSON.parse(localStorage.getItem(KEY) || '[]');
      known = Array.isArray(said) ? said.filter(place).slice(0, MOST) : [];
    } catch { // storage refused, or not ours: the page keeps what it knows
      remembered = canStore();
    }
  }

  function canStore() {
    try {
      localStorage.setItem(KEY, '[]');
      return true;
    } catch {
      return false;
    }
  }

  function change(pins) {
    known = pins.slice(-MOST);
    try {
      localStorage.setItem(KEY, JSON.stringify(known));
    } catch {
      remembered = false;
    }
    document.dispatchEvent(new Event('pins'));
  }

  const has = (code) => known.some(([other]) => other === code);

  function toggle(code, name) {
    change(has(code) ? known.filter(([other]) => other !== code) : [...known, [code, name]]);
  }

  window.pins = { list: () => known.slice(), has, toggle, star, bar };
  read();
  window.addEventListener('storage', (event) => { // pinned in another tab
    if (event.key !== KEY) return;
    read();
    document.dispatchEvent(new Event('pins'));
  });

  // ── Stars: a button for each place where it stands ──

  const stars = [];

  function star(code, name, words = '') {
    const button = make('button', { type: 'button', className: words ? 'pin worded' : 'pin' });
    button.addEventListener('click', () => {
      toggle(code, name);
      button.focus();
    });
    stars.push(() => show(button, code, name, words));
    stars[stars.length - 1]();
    return button;
  }

  function show(button, code, name, words) {
    const on = has(code);
    button.textContent = (on ? '★' : '☆') + (words && (on ? ' 已钉住' : ` ${words}`));
    button.setAttribute('aria-pressed', String(on));
    button.setAttribute('aria-label', `钉住${name}`);
    button.title = on ? `已钉住${name}，再点取消` : `钉住${name}：在各表中排在前面`;
  }

  document.addEventListener('pins', () => stars.forEach((one) => one()));
  document.querySelectorAll('[data-pin]').forEach((line) => line.append(' ', star(line.dataset.pin, line.dataset.name, '钉住')));

  // ── The line that says what is pinned, how to unpin it, and leads to the comparison. ──

  function chip([code, name]) {
    const button = make('button', { type: 'button', className: 'chip', title: `取消钉住${name}` }, name, make('span', { ariaHidden: 'true' }, ' ×'));
    button.setAttribute('aria-label', `取消钉住${name}`);
    button.dataset.code = code;
    button.addEventListener('click', () => {
      toggle(code, name);
      document.querySelector('.pinned .chip, .pin')?.focus();
    });
    return button;
  }

  function fill(line) {
    line.hidden = !known.length;
    if (line.hidden) return line.replaceChildren();
    const all = make('button', { type: 'button', className: 'plain' }, '全部取消');
    all.addEventListener('click', () => {
      change([]);
      document.querySelector('.pin')?.focus();
    });
    const codes = known.slice(0, COMPARED).map(([code]) => code).join(',');
    const hint = remembered ? '在各表中排在前面；再点一次 ★ 或这里的名字即取消。' : '浏览器不允许保存，只在这一页有效；再点一次 ★ 即取消。';
    const full = known.length === MOST ? `最多 ${MOST} 个，再钉时最早的一个取消。` : '';
    line.replaceChildren(
      make('span', {}, '已钉的地方：'), ...known.map(chip), known.length > 1 ? all : '',
      make('a', { href: new URL(`compare.html?places=${codes}`, root).href }, known.length > 1 ? '对比已钉的地方' : '与其他地方对比'),
      make('small', {}, hint + full),
    );
  }

  // → such a line, which keeps itself up to date.
  function bar() {
    const line = make('div', { className: 'pinned' });
    line.setAttribute('role', 'group');
    line.setAttribute('aria-label', '已钉的地方');
    document.addEventListener('pins', () => fill(line));
    fill(line);
    return line;
  }
})();
