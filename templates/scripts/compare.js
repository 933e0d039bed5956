// Any two to four places side by side. What is chosen stands in the address, so that a comparison can be sent, reloaded and gone back to:
//
//   compare.html?places=141081,130608&year=2024&topic=economy&both=1
//   compare.html?places=141081,130608&section=economy.consumption      the full texts of a section; section=economy: of all sections of a topic;
//                                                                     before=1: beside what the same places wrote the year before
//
// What is known comes as scripts (compare/index.js, compare/141081.js; see compare_data.py), each of a place only when it is chosen, and
// the texts of a report's sections (sections/141081-2024.js; see section_texts.py) only when they are asked for.
(() => {
  'use strict';

  const { make, folded } = window.elements;

  const MOST = 4;
  const LISTED = 40; // places shown of a search, and all of them where there are no more
  const here = document.currentScript.src;
  const site = new URL(here.includes('/hant/assets/') ? '../../' : '../', here); // the edition's scripts stand in hant/
  const root = document.querySelector('[data-compare]');
  if (!root) return;
  const heading = document.title;
  const places = new Map(); // code → what its script says; null where there is none
  const texts = new Map(); // code-year → the texts of the report's sections; null where there are none
  let index = null;
  let names = new Map(); // code → name, and what is above it
  let state = { places: [], year: '', topic: '', both: '', section: '', before: '' };

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
      section: window.fullTexts.wanted(index, asked.get('section') || '')?.value || '',
      before: asked.get('before') === '1' ? '1' : '',
    };
  }

  function address() {
    const said = [['places', state.places.join(',')], ['year', state.year], ['topic', state.topic], ['both', state.both], ['section', state.section], ['before', state.before]].filter(([, value]) => value);
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

  function load(folder, name, known, then) {
    const script = make('script', { src: new URL(`${folder}/${name}.js`, site).href });
    const done = () => {
      if (!known.has(name)) known.set(name, null); // also where something else was served in its place: never asked for again
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
    sections(known) {
      texts.set(known.id, known);
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
  const section = make('select', { id: '_section' });
  const before = make('input', { type: 'checkbox', id: '_before' });
  const result = make('div', { className: 'result' });

  function option(value, text) {
    return make('option', { value }, text);
  }

  function build() {
    year.append(option('', '各地最新一份'), ...index.years.map((one) => option(String(one), `${one}年`)));
    topic.append(option('', '全部专题'), ...index.topics.map(([id, name]) => option(id, name)));
    section.append(option('', '不看全文，看指标和说法'), ...index.sections.map(([id, name, inside]) => make('optgroup', { label: name },
      ...(inside.length > 1 ? [option(id, `${name}：各节`), ...inside.map(([one, title]) => option(`${id}.${one}`, title))] : [option(id, inside[0][1])]))));
    section.addEventListener('change', () => change({ section: section.value }));
    before.addEventListener('change', () => change({ before: before.checked ? '1' : '' }));
    year.addEventListener('change', () => change({ year: year.value }));
    topic.addEventListener('change', () => change({ topic: topic.value }));
    both.addEventListener('change', () => change({ both: both.checked ? '1' : '' }));
    box.addEventListener('input', seek);
    const choose = make('fieldset', {}, make('legend', {}, '选二至四个地方'), chosen, make('div', { className: 'field' }, make('label', { htmlFor: '_seek' }, '查找地方'), box), results, told);
    const narrow = make('div', { className: 'narrow' },
      make('div', { className: 'field' }, make('label', { htmlFor: '_year' }, '报告年份'), year),
      make('div', { className: 'field' }, make('label', { htmlFor: '_section' }, '一节的全文'), section),
      make('div', { className: 'field' }, make('label', { htmlFor: '_topic' }, '专题'), topic),
      make('label', { htmlFor: '_before' }, before, ' 与上一年的写法对照'),
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
    section.value = state.section;
    before.checked = Boolean(state.before);
    for (const one of [topic, both]) one.parentElement.hidden = Boolean(state.section); // of figures alone
    before.parentElement.hidden = !state.section;
    const enough = state.section ? 1 : 2; // a section is read in one place, too, beside the year before
    showChosen();
    seek();
    const wanted = state.places.find((code) => !places.has(code));
    if (wanted) {
      load('compare', wanted, places, show);
      return;
    }
    document.title = [...(state.places.length > 1 ? [state.places.map((code) => names.get(code).name).join('、')] : []), heading].join('｜');
    document.querySelector('.uncompared').hidden = state.places.length >= enough;
    const known = state.places.map((code) => places.get(code));
    if (known.includes(null)) result.replaceChildren(make('p', { className: 'warning' }, '有一个地方的数据没有载入，请刷新再试。'));
    else if (known.length < enough) result.replaceChildren(make('p', {}, known.length ? '再选一个地方，就能并排来看。' : '先选两个地方。'));
    else if (state.section) showTexts(known);
    else window.sideBySide(result, index, known, state);
  }

  // The texts of a section, once those of each place's report are there.
  function showTexts(known) {
    const columns = window.columnsOf(known, state.year);
    const lacking = window.fullTexts.needed(columns, state.before).find((id) => !texts.has(id));
    if (lacking) load('sections', lacking, texts, show);
    else window.fullTexts.show(result, window.fullTexts.wanted(index, state.section), columns, texts, state.before);
  }

  load('compare', 'index', places, () => {
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
