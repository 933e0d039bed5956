/* The search page: what is typed is looked up in the index (digest/render/search_index.py tells how it is built), and shown with its place.
   The address holds the state: ?q=&place=&year=&topic=. */
(function () {
  'use strict';

  const form = document.getElementById('_search');
  if (!form) return;
  const { load, loadLetters, parsed, pairs, enough, marks } = window.searchWords;
  const count = document.getElementById('_count');
  const list = document.getElementById('_hits');
  const further = document.getElementById('_further');
  const FILTERS = ['place', 'year', 'topic'];
  const PAGE = 20; // hits shown at once
  const WIDE = 2 ** 20; // an occurrence is one number: text × WIDE + place in the text
  let asked = 0; // the newest search; what an older one brings is not shown
  let site; // the promise of what is known of the reports
  let hits = [];
  let shown = 0;
  let marked = []; // the parts of the query that hits are shown for

  // ── What there is to search ──

  function known() {
    site ??= Promise.all([load('reports'), loadLetters()]).then(async ([{ data }]) => {
      const topics = await Promise.all(Array.from({ length: data.topicParts }, (_, n) => load(`topics/${n}`, data.version)));
      return laidOut(data, topics.map((part) => part.data).join(''));
    });
    site.catch(() => { site = undefined; });
    return site;
  }

  /* The list of reports → the same, and for each text the number of its report and of its topic. */
  function laidOut(data, topics) {
    const total = data.units.reduce((sum, units) => sum + units, 0);
    const all = { ...data, ids: data.reports.split(' '), start: [], report: new Uint16Array(total), topic: new Uint8Array(total), base: [] };
    let unit = 0;
    data.units.forEach((units, report) => {
      all.start.push(unit);
      all.report.fill(report, unit, unit + units);
      unit += units;
    });
    let first = 0;
    for (const reports of data.segments) {
      all.base.push(all.start[first]);
      first += reports;
    }
    unit = 0;
    const runs = numbers(topics);
    for (let at = 0; at < runs.length; at += 2) all.topic.fill(runs[at], unit, unit += runs[at + 1]);
    return all;
  }

  // ── Reading the index ──

  const LETTERS = Array.from({ length: 94 }, (_, n) => String.fromCharCode(33 + n)).filter((letter) => !'`\\${'.includes(letter));
  const BASE = LETTERS.length / 2;
  const DIGITS = new Uint8Array(128);
  LETTERS.forEach((letter, digit) => { DIGITS[letter.charCodeAt(0)] = digit; });

  function numbers(text) {
    const found = [];
    let value = 0;
    for (let at = 0; at < text.length; at++) {
      const digit = DIGITS[text.charCodeAt(at)];
      value = value * BASE + digit % BASE;
      if (digit < BASE) { found.push(value); value = 0; }
    }
    return found;
  }

  /* Keys are in the order of code points, which is not JavaScript's for what lies beyond the basic plane. */
  function compared(one, other) {
    const a = [...one];
    const b = [...other];
    const at = a.findIndex((letter, n) => letter !== b[n]);
    return at < 0 ? a.length - b.length : at >= b.length ? 1 : a[at].codePointAt(0) - b[at].codePointAt(0);
  }

  function lastNotAfter(firsts, key) {
    let low = 0;
    let high = firsts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compared(firsts[middle], key) <= 0) low = middle + 1; else high = middle;
    }
    return low - 1;
  }

  /* The lines that hold a key: of "水 利" its own, of the word 水 (open) every line that it begins. → their pieces. */
  async function pieces(all, key, open) {
    const from = Math.max(0, lastNotAfter(all.shards, key));
    const to = lastNotAfter(all.shards, open ? `${key} \u{10ffff}` : `${key}\t`);
    const wanted = [];
    for (let at = from; at <= to; at++) wanted.push(load(`words/${at}`, all.version));
    const found = [];
    for (const { data, version } of await Promise.all(wanted)) {
      if (version !== all.version) throw new RangeError(version);
      for (const line of data.split('\n')) {
        if (line.startsWith(`${key}\t`) || (open && line.startsWith(`${key} `))) found.push(...line.slice(line.indexOf('\t') + 1).split(' '));
      }
    }
    return found;
  }

  /* → every occurrence, in order. */
  async function occurrences(all, key, open) {
    const found = [];
    for (const piece of await pieces(all, key, open)) {
      const said = numbers(piece);
      let unit = all.base[said[0]];
      let at = 1;
      while (at < said.length) {
        unit += said[at] >> 1;
        const places = said[at++] & 1 ? said[at++] : 1;
        let place = 0;
        for (let n = 0; n < places; n++) found.push(unit * WIDE + (place += said[at++]));
      }
    }
    return open ? Float64Array.from(found).sort() : found;
  }

  /* Words in a row → where they begin: pairs side by side, an odd word by the pair with the one before it. */
  async function phrase(all, said) {
    const asked_ = [];
    for (let at = 0; at < said.length; at++) {
      if (!said[at]) continue;
      if (said[at + 1]) asked_.push([at, `${said[at]} ${said[at + 1]}`, false], ...[]), at++;
      else if (at && said[at - 1]) asked_.push([at - 1, `${said[at - 1]} ${said[at]}`, false]);
      else asked_.push([at, said[at], at + 1 === said.length]);
    }
    const lists = await Promise.all(asked_.map(async ([at, key, open]) => [at, await occurrences(all, key, open)]));
    lists.sort((one, other) => one[1].length - other[1].length);
    let found = Array.from(lists[0][1], (where) => where - lists[0][0]);
    for (const [at, where] of lists.slice(1)) found = both(found, where, at);
    return found;
  }

  /* Beginnings, and occurrences → the beginnings with an occurrence `at` words after them. */
  function both(found, where, at) {
    let next = 0;
    return found.filter((begin) => {
      while (next < where.length && where[next] < begin + at) next++;
      return where[next] === begin + at;
    });
  }

  /* A part of a query → how well each text that has it fits: 1 where all stands in a row, less where only most of the pairs are there. */
  async function fitting(all, part) {
    const fits = new Map();
    const near = part.exact ? [] : pairs(part);
    if (near.length > 1) {
      const has = new Map();
      for (const where of await Promise.all(near.map((pair) => occurrences(all, pair, false)))) {
        let last = -1;
        for (const one of where) {
          const unit = Math.floor(one / WIDE);
          if (unit !== last) has.set(unit, (has.get(unit) ?? 0) + 1);
          last = unit;
        }
      }
      for (const [unit, number] of has) if (number >= enough(near.length)) fits.set(unit, number / (near.length + 1));
    }
    for (const begin of await phrase(all, part.words)) fits.set(Math.floor(begin / WIDE), 1);
    return fits;
  }

  /* A query's parts → the texts that have all of them, as [text, how well it fits]: the best first, then as the reports are ordered. */
  async function search(all, query) {
    const fits = await Promise.all(query.map((part) => fitting(all, part)));
    fits.sort((one, other) => one.size - other.size);
    const found = [];
    for (const [unit, fit] of fits[0]) {
      const worst = Math.min(fit, ...fits.slice(1).map((other) => other.get(unit) ?? 0));
      if (worst) found.push([unit, worst]);
    }
    return found.sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  }

  // ── Filters ──

  const valueOf = {
    place: (all, unit) => all.places[all.place[all.report[unit]]][0],
    year: (all, unit) => String(all.year[all.report[unit]]),
    topic: (all, unit) => all.topics[all.topic[unit] - 1]?.[0] ?? '',
  };

  const passes = (all, unit, but) => FILTERS.every((name) => name === but || !form[name].value || valueOf[name](all, unit) === form[name].value);

  /* Each select: what can be chosen, with how many hits there would be. What is chosen stays, even where there is none. */
  function offer(all, found) {
    const names = {
      place: all.places,
      year: [...new Set(all.year)].sort((one, other) => other - one).map((year) => [String(year), `${year}年`]),
      topic: all.topics,
    };
    for (const name of FILTERS) {
      const counts = new Map();
      for (const [unit] of found ?? []) {
        if (passes(all, unit, name)) counts.set(valueOf[name](all, unit), (counts.get(valueOf[name](all, unit)) ?? 0) + 1);
      }
      const select = form[name];
      const chosen = select.value || state()[name];
      select.replaceChildren(select.options[0]);
      const groups = new Map();
      for (const [value, label, group] of names[name]) {
        const number = counts.get(value) ?? 0;
        if (found && !number && value !== chosen) continue;
        const option = new Option(found ? `${label}（${number}）` : label, value, false, value === chosen);
        if (!group) select.append(option);
        else {
          if (!groups.has(group)) groups.set(group, Object.assign(document.createElement('optgroup'), { label: group }));
          groups.get(group).append(option);
        }
      }
      select.append(...groups.values());
    }
  }

  // ── Showing ──

  function made(tag, kind, text) {
    const element = document.createElement(tag);
    if (kind) element.className = kind;
    if (text) element.textContent = text;
    return element;
  }

  /* A text and what is to be marked in it → the stretch about the first mark. */
  function snippet(text, runs) {
    const whole = 130;
    let from = Math.max(0, (runs[0]?.[0] ?? 0) - 40);
    if (from) {
      const stop = text.slice(from, runs[0][0]).search(/[，。；：、]/);
      if (stop >= 0) from += stop + 1;
    }
    const to = Math.min(text.length, Math.max(from + whole, runs[0]?.[1] ?? 0));
    const element = made('p', 'snippet', from ? '……' : '');
    let at = from;
    for (const [start, end] of runs.filter((run) => run[0] < to)) {
      element.append(text.slice(at, start), made('mark', 'found', text.slice(start, Math.min(end, to))));
      at = Math.min(end, to);
    }
    element.append(text.slice(at, to), to < text.length ? '……' : '');
    return element;
  }

  async function shownHit(all, [unit]) {
    const report = all.report[unit];
    const id = all.ids[report];
    const { data } = await load(`texts/${id}`, all.version);
    const at = 2 * (unit - all.start[report]);
    const anchor = data[at];
    const item = made('li');
    const where = made('p', 'where');
    const place = all.places[all.place[report]];
    const part = all.part[report] ? `（${all.part[report]}）` : '';
    const link = made('a', '', `${place[1]}${all.year[report]}年${part}，${anchor[0] === 'p' ? `第${anchor.slice(1)}段` : '标题'}`);
    link.href = `reports/${id}.html?${new URLSearchParams({ q: form.q.value })}#${anchor}`;
    where.append(link);
    const topic = all.topics[all.topic[unit] - 1];
    if (topic) where.append(made('span', 'about', topic[1]));
    item.append(where, snippet(data[at + 1], marks(data[at + 1], marked)));
    return item;
  }

  async function showMore(all, number) {
    const next = hits.slice(shown, shown + PAGE);
    const items = await Promise.all(next.map((hit) => shownHit(all, hit)));
    if (number !== asked) return;
    items.forEach((item, n) => {
      const loose = next[n][1] < 1 && (hits[shown + n - 1]?.[1] ?? 1) === 1;
      if (loose) list.append(made('li', 'loose', '以下各段含有这些字词，但不连在一起：'));
      list.append(item);
    });
    shown += next.length;
    further.hidden = shown >= hits.length;
    further.textContent = `再显示 ${Math.min(PAGE, hits.length - shown)} 段（共 ${hits.length} 段）`;
    return items[0];
  }

  function told(all, found) {
    const exact = hits.filter((hit) => hit[1] === 1).length;
    const loose = hits.length - exact;
    const reports = new Set(hits.map((hit) => all.report[hit[0]])).size;
    if (!found.length) return '没有找到。可以换一个说法，或少写几个字。';
    if (!hits.length) return `所选的地区、年份、专题里没有；不加筛选有 ${found.length} 段。`;
    if (!exact) return `没有连在一起的，有 ${loose} 段含有这些字词，见于 ${reports} 份报告。`;
    return `找到 ${exact} 段${loose ? `，另有 ${loose} 段含有这些字词但不连在一起` : ''}，见于 ${reports} 份报告。`;
  }

  async function run() {
    const number = ++asked;
    const text = form.q.value.trim();
    try {
      const all = text || form.matches(':focus-within') || FILTERS.some((name) => state()[name]) ? await known() : undefined;
      if (!all || number !== asked) return;
      marked = parsed(text);
      const found = marked.length ? await search(all, marked) : undefined;
      if (number !== asked) return;
      offer(all, found);
      hits = (found ?? []).filter(([unit]) => passes(all, unit));
      shown = 0;
      const first = document.createDocumentFragment();
      list.replaceChildren(first);
      further.hidden = true;
      count.textContent = found ? told(all, found) : '';
      await showMore(all, number);
    } catch (error) {
      if (number !== asked) return;
      count.textContent = error instanceof RangeError ? '本站刚刚更新过，请刷新本页再搜。' : '搜索用的数据取不到，请稍后再试。';
    }
  }

  // ── The state in the address ──

  const state = () => Object.fromEntries(new URLSearchParams(location.search));

  function address() {
    const query = new URLSearchParams(['q', ...FILTERS].map((name) => [name, form[name].value.trim()]).filter((pair) => pair[1]));
    return query.size ? `?${query}` : location.pathname.split('/').pop();
  }

  function restore() {
    form.q.value = state().q ?? '';
    for (const name of FILTERS) {
      const value = state()[name] ?? '';
      if (value && ![...form[name].options].some((option) => option.value === value)) form[name].append(new Option(value, value));
      form[name].value = value;
    }
    return run();
  }

  function go(event) {
    event?.preventDefault();
    clearTimeout(waiting);
    if (address() !== location.search) history.pushState(null, '', address());
    return run();
  }

  let waiting;
  form.hidden = false;
  form.addEventListener('submit', go);
  for (const name of FILTERS) form[name].addEventListener('change', go);
  form.q.addEventListener('focus', () => known().then((all) => hits.length || form.q.value || offer(all)).catch(() => {}), { once: true });
  form.q.addEventListener('input', (event) => {
    if (event.isComposing) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => { history.replaceState(null, '', address()); run(); }, 150);
  });
  form.q.addEventListener('compositionend', () => form.q.dispatchEvent(new Event('input')));
  further.addEventListener('click', async () => {
    const first = await showMore(await known(), asked);
    first?.querySelector('a').focus();
  });
  addEventListener('popstate', restore);
  restore();
})();
