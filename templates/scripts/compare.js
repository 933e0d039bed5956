// Any two to four places side by side. What is chosen stands in the address, so that a comparison can be sent, reloaded and gone back to:
//
//   compare.html?places=141081,130608&year=2024&topic=economy&both=1
//
// What is known comes as scripts (compare/index.js, compare/141081.js; see compare_data.py), each of a place only when it is chosen.
(() => {
  'use strict';

  const { make, folded } = window.elements;

  const MOST = 4;
  const LISTED = 40; // places shown of a search, and all of them where there are no more
  const here = document.currentScript.src;
  const data = new URL(here.includes('/hant/assets/') ? '../../compare/' : '../compare/', here); // the edition's scripts stand in hant/
  const root = document.querySelector('[data-compare]');
  if (!root) return;
  const heading = document.title;
  const places = new Map(); // code → what its script says; null where there is none
  let index = null;
  let names = new Map(); // code → name, and what is above it
  let state = { places: [], year: '', topic: '', both: '' };

  const link = (href, text, values) => make('a', { href, ...values }, text);

  // ── The address ──

  function read() {
    const asked = new URLSearchParams(location.search);
    const codes = (asked.get('places') || '').split(',').filter((code) => names.has(code));
    const topic = asked.get('topic') || '';
    const year = asked.get('year') || '';
    return {
      places: [...new Set(codes)].slice(0, MOST),
      year: index.years.some((known) => String(known) === year) ? year : '',
      topic: index.topics.some(([id]) => id === topic) ? topic : '',
      both: asked.get('both') === '1' ? '1' : '',
    };
  }

  function address() {
    const said = [['places', state.places.join(',')], ['year', state.year], ['topic', state.topic], ['both', state.both]].filter(([, value]) => value);
    return said.length ? `?${said.map(([name, value]) => `${name}=${encodeURIComponent(value).replace(/%2C/g, ',')}`).join('&')}` : location.pathname;
  }

  function change(more) {
    state = { ...state, ...more };
    try {
      history.pushState(null, '', address());
    } catch { // a browser that keeps addresses of files as they are
      location.assign(address());
      return;
    }
    show();
  }

  // ── What is loaded ──

  function load(name, then) {
    const script = make('script', { src: new URL(`${name}.js`, data).href });
    const done = () => {
      if (!places.has(name)) places.set(name, null); // also where something else was served in its place: never asked for again
      then();
    };
    script.addEventListener('load', done);
    script.addEventListener('error', done);
    document.head.append(script);
  }

  window.comparison = {
    index(known) {
      index = known;
      names = new Map();
      index.places.forEach(([province, groups]) => groups.forEach(([above, here]) => here.forEach((one) => {
        names.set(one.slice(0, 6), { name: one.slice(6), above: above && above !== one.slice(6) ? `${province}${above}` : province });
      })));
    },
    place(known) {
      places.set(known.code, known);
    },
  };

  // ── Choosing ──

  const chosen = make('ul', { className: 'chosen' });
  const box = make('input', { type: 'search', id: '_seek', autocomplete: 'off', spellcheck: false });
  const results = make('ul', { className: 'found', id: '_found' });
  const told = make('p', { className: 'note', role: 'status' });
  const year = make('select', { id: '_year' });
  const topic = make('select', { id: '_topic' });
  const both = make('input', { type: 'checkbox', id: '_both' });
  const result = make('div', { className: 'result' });

  function option(value, text) {
    return make('option', { value }, text);
  }

  function build() {
    year.append(option('', '各地最新一份'), ...index.years.map((one) => option(String(one), `${one}年`)));
    topic.append(option('', '全部专题'), ...index.topics.map(([id, name]) => option(id, name)));
    year.addEventListener('change', () => change({ year: year.value }));
    topic.addEventListener('change', () => change({ topic: topic.value }));
    both.addEventListener('change', () => change({ both: both.checked ? '1' : '' }));
    box.addEventListener('input', seek);
    const choose = make('fieldset', {}, make('legend', {}, '选二至四个地方'), chosen, make('div', { className: 'field' }, make('label', { htmlFor: '_seek' }, '查找地方'), box), results, told);
    const narrow = make('div', { className: 'narrow' },
      make('div', { className: 'field' }, make('label', { htmlFor: '_year' }, '报告年份'), year),
      make('div', { className: 'field' }, make('label', { htmlFor: '_topic' }, '专题'), topic),
      make('label', { htmlFor: '_both' }, both, ' 只列至少两地都给出的指标'));
    root.append(choose, narrow, result);
    root.hidden = false;
    document.querySelector('.scriptless')?.remove();
    document.addEventListener('pins', seek);
  }

  // Places that match what is typed: a part of the name, of what is above it, or the code. Nothing typed: the pinned, then all in order.
  function matching() {
    const wanted = folded(box.value).split(/\s+/).filter(Boolean);
    const pinned = new Set((window.pins?.list() || []).map(([code]) => code));
    const fits = ([code, { name, above }]) => wanted.every((word) => folded(`${above}${name} ${code}`).includes(word));
    const found = [...names].filter(fits);
    return wanted.length ? found : [...found.filter(([code]) => pinned.has(code)), ...found.filter(([code]) => !pinned.has(code))];
  }

  function seek() {
    const found = matching();
    const full = state.places.length >= MOST;
    results.replaceChildren(...found.slice(0, LISTED).map(([code, { name, above }]) => {
      const on = state.places.includes(code);
      const check = make('input', { type: 'checkbox', checked: on, disabled: full && !on, value: code });
      check.addEventListener('change', () => choose(code, check.checked));
      return make('li', {}, make('label', {}, check, ` ${name} `, make('small', {}, above === name ? '' : above)));
    }));
    const more = found.length > LISTED ? `，先列 ${LISTED} 个，请输入名称缩小范围` : '';
    told.textContent = `已选 ${state.places.length} 个${full ? '，最多四个' : ''}；${box.value ? `找到 ${found.length}` : `共 ${found.length}`} 个地方${more}。`;
  }

  function choose(code, on) {
    const rest = state.places.filter((other) => other !== code);
    change({ places: on ? [...rest, code].slice(0, MOST) : rest });
    results.querySelector(`input[value="${code}"]`)?.focus();
  }

  function showChosen() {
    chosen.replaceChildren(...state.places.map((code) => {
      const { name } = names.get(code);
      const button = make('button', { type: 'button', className: 'chip', 'aria-label': `去掉${name}` }, `${name} ×`);
      button.addEventListener('click', () => {
        choose(code, false);
        (chosen.querySelector('button') || box).focus();
      });
      return make('li', {}, button);
    }));
    const pinned = (window.pins?.list() || []).map(([code]) => code).filter((code) => names.has(code)).slice(0, MOST);
    if (pinned.length && pinned.join() !== state.places.join()) {
      const button = make('button', { type: 'button', className: 'plain' }, '用已钉的地方');
      button.addEventListener('click', () => change({ places: pinned }));
      chosen.append(make('li', {}, button));
    }
  }

  // ── Showing ──

  function show() {
    year.value = state.year;
    topic.value = state.topic;
    both.checked = Boolean(state.both);
    showChosen();
    seek();
    const wanted = state.places.find((code) => !places.has(code));
    if (wanted) {
      load(wanted, show);
      return;
    }
    document.title = [...(state.places.length > 1 ? [state.places.map((code) => names.get(code).name).join('、')] : []), heading].join('｜');
    document.querySelector('.uncompared').hidden = state.places.length > 1;
    const known = state.places.map((code) => places.get(code));
    if (known.includes(null)) result.replaceChildren(make('p', { className: 'warning' }, '有一个地方的数据没有载入，请刷新再试。'));
    else if (known.length < 2) result.replaceChildren(make('p', {}, known.length ? '再选一个地方，就能并排来看。' : '先选两个地方。'));
    else window.sideBySide(result, index, known, state);
  }

  load('index', () => {
    if (!index) return;
    build();
    state = read();
    show();
    window.addEventListener('popstate', () => {
      state = read();
      show();
    });
  });
})();
