/* The search page: what is typed, filtered and found. The address holds the state: ?q=&place=&year=&topic=. */
(function () {
  'use strict';

  const form = document.getElementById('_search');
  if (!form) return;
  const { make } = window.elements;
  const { load, parsed, marks } = window.searchWords;
  const { known, search, withTopics } = window.searchIndex;
  const { answer } = window.searchAnswer;
  const conclusion = document.getElementById('_conclusion');
  const answered = document.getElementById('_answer');
  const count = document.getElementById('_count');
  const list = document.getElementById('_hits');
  const further = document.getElementById('_further');
  const FILTERS = ['place', 'year', 'topic'];
  const PAGE = 20; // hits shown at once
  const WHOLE = 130; // characters shown of a text
  let asked = 0; // the newest search; what an older one brings is not shown
  let query = []; // its parts
  let hits = []; // the texts that it found and the filters let pass
  let exact = 0; // the first so many have every part exactly as it is typed
  let shown = 0;

  // ── Filters ──

  /* What is chosen → the numbers of the place, the year and the topic; undefined where all are wanted. */
  function chosen(all) {
    const at = (values, value) => (value ? values.findIndex((one) => one[0] === value) : undefined);
    const topic = at(all.topics, form.topic.value);
    return [at(all.places, form.place.value), form.year.value ? Number(form.year.value) : undefined, topic === undefined ? topic : topic + 1];
  }

  /* Texts → those that the filters let pass, and for each filter how many each of its values would let pass beside the other two. */
  function filtered(all, units, counts) {
    const wanted = chosen(all);
    return units.filter((unit) => {
      const report = all.report[unit];
      const own = [all.place[report], all.year[report], all.topic[unit]];
      const not = own.map((value, n) => wanted[n] !== undefined && value !== wanted[n]);
      const against = not[0] + not[1] + not[2];
      own.forEach((value, n) => {
        if (against === 0 || (against === 1 && not[n])) counts[n].set(value, (counts[n].get(value) ?? 0) + 1);
      });
      return !against;
    });
  }

  /* Each select: what can be chosen, with how many hits there would be. What is chosen stays, even where there is none. */
  function offer(all, counts) {
    const years = [...new Set(all.year)].sort((one, other) => other - one);
    const choices = [
      all.places.map(([value, name, group], n) => [value, name, n, group]),
      years.map((year) => [String(year), `${year}年`, year]),
      all.topics.map(([value, name], n) => [value, name, n + 1]),
    ];
    FILTERS.forEach((name, which) => {
      const select = form[name];
      const value = select.value;
      const groups = new Map();
      select.replaceChildren(select.options[0]);
      for (const [choice, label, key, group] of choices[which]) {
        const number = counts?.[which].get(key) ?? 0;
        if (counts && !number && choice !== value) continue;
        const option = new Option(counts ? `${label}（${number}）` : label, choice);
        if (!groups.has(group)) groups.set(group, group ? Object.assign(document.createElement('optgroup'), { label: group }) : select);
        groups.get(group).append(option);
      }
      for (const group of groups.values()) if (group !== select) select.append(group);
      select.value = value;
      if (select.selectedIndex < 0) select.value = '';
    });
  }

  // ── Showing ──

  /* What is to be marked in a text → the first of the marks that stand closest together. */
  function densest(runs) {
    const weights = runs.map(([start]) => runs.reduce((sum, [from, to]) => sum + (from >= start && to <= start + WHOLE - 40 ? to - from : 0), 0));
    return runs[weights.indexOf(Math.max(...weights))] ?? [0, 0];
  }

  /* A text and what is to be marked in it → the stretch about most of it, from the beginning of a clause. */
  function snippet(text, runs) {
    const first = densest(runs);
    let from = Math.max(0, first[0] - 40);
    if (from) from += text.slice(from, first[0]).search(/[，。；：、]/) + 1;
    const to = Math.min(text.length, Math.max(from + WHOLE, first[1]));
    const element = make('p', 'snippet', from ? '……' : '');
    let at = from;
    for (const [start, end] of runs.filter((run) => run[0] >= from && run[0] < to)) {
      element.append(text.slice(at, start), make('mark', 'found', text.slice(start, Math.min(end, to))));
      at = Math.min(end, to);
    }
    element.append(text.slice(at, to), to < text.length ? '……' : '');
    return element;
  }

  /* A text → its entry: whose it is, with the way to it, what it is about, and what it says. */
  async function entry(all, unit) {
    const report = all.report[unit];
    const id = all.ids[report];
    const { data } = await load(`texts/${id}`, all.version);
    const at = 2 * (unit - all.start[report]);
    const anchor = data[at];
    const part = all.part[report] ? `（${all.part[report]}）` : '';
    const where = make('p', 'where');
    const link = make('a', '', `${all.places[all.place[report]][1]}${all.year[report]}年${part}，${anchor[0] === 'p' ? `第${anchor.slice(1)}段` : '标题'}`);
    link.href = `reports/${id}.html?${new URLSearchParams({ q: form.q.value.trim() })}#${anchor}`;
    where.append(link);
    const topic = all.topics[all.topic[unit] - 1];
    if (topic) where.append(make('span', 'about', topic[1]));
    const item = make('li');
    item.append(where, snippet(data[at + 1], marks(data[at + 1], query)));
    return item;
  }

  /* The next hits, each as soon as its text is there → the first of them. */
  async function showMore(all, number) {
    const next = hits.slice(shown, shown + PAGE).map((unit) => entry(all, unit));
    next.forEach((item) => item.catch(() => {})); // told where it is awaited
    let first;
    for (const [n, coming] of next.entries()) {
      const item = await coming;
      if (number !== asked) return undefined;
      if (exact && shown + n === exact) list.append(make('li', 'loose', '以下各段含有这些字词，但隔着标点或不连在一起，不算在上面的数里：'));
      list.append(item);
      first ??= item;
    }
    shown += next.length;
    further.hidden = shown >= hits.length;
    further.textContent = `再显示 ${Math.min(PAGE, hits.length - shown)} 段（共 ${hits.length} 段）`;
    return first;
  }

  function told(all, found) {
    const loose = hits.length - exact;
    const reports = (units) => new Set(units.map((unit) => all.report[unit])).size;
    if (!found) return '没有找到。可以换一个说法，或少写几个字。';
    if (!hits.length) return `所选的地区、年份、专题里没有；不加筛选有 ${found} 段。`;
    if (!exact) return `没有一字不差的；有 ${loose} 段含有这些字词，见于 ${reports(hits)} 份报告。`;
    return `找到 ${exact} 段，见于 ${reports(hits.slice(0, exact))} 份报告${loose ? `；另有 ${loose} 段含有这些字词，但隔着标点或不连在一起，排在后面` : ''}。`;
  }

  /* What was found → the answer above it: of all topics, since what one topic does not say another may. */
  function conclude(all, found) {
    const wanted = chosen(all);
    const typed = form.q.value.trim();
    const hits = (one) => `search.html?${new URLSearchParams({ q: typed, place: all.places[one.place][0], year: one.year })}`;
    const made = wanted[2] === undefined ? answer(all, found, query, wanted, hits) : { told: '', parts: [] };
    conclusion.textContent = made.told && `“${typed.replace(/^[“"「『＂]|[”"」』＂]$/gu, '')}”：${made.told}`;
    answered.replaceChildren(...made.parts);
  }

  /* What the form says → what the page shows. */
  async function run() {
    const number = ++asked;
    query = [];
    hits = [];
    shown = 0;
    further.hidden = true;
    list.setAttribute('aria-busy', 'true');
    try {
      const text = form.q.value.trim();
      const all = text || FILTERS.some((name) => form[name].value) ? await known() : undefined;
      if (number !== asked) return;
      const parts = all && text ? parsed(text) : [];
      const [found] = parts.length ? await Promise.all([search(all, parts), withTopics(all)]) : [];
      if (number !== asked) return;
      list.replaceChildren();
      answered.replaceChildren();
      conclusion.textContent = '';
      count.textContent = '';
      if (!found) {
        if (all) offer(all);
        return;
      }
      const counts = FILTERS.map(() => new Map());
      const kept = filtered(all, found.exact, counts);
      query = parts;
      exact = kept.length;
      hits = kept.concat(filtered(all, found.loose, counts));
      count.textContent = told(all, found.exact.length + found.loose.length);
      conclude(all, found);
      const showing = showMore(all, number);
      offer(all, counts);
      await showing;
    } catch (error) {
      if (number !== asked) return;
      list.replaceChildren();
      answered.replaceChildren();
      conclusion.textContent = '';
      count.textContent = error instanceof RangeError ? '本站刚刚更新过，请刷新本页再搜。' : '搜索用的数据取不到，请稍后再试。';
    } finally {
      if (number === asked) list.removeAttribute('aria-busy');
    }
  }

  // ── The state in the address ──

  function address() {
    const said = new URLSearchParams(['q', ...FILTERS].map((name) => [name, form[name].value.trim()]).filter((pair) => pair[1]));
    return String(said) ? `?${said}` : location.pathname.split('/').pop();
  }

  function restore() {
    const state = new URLSearchParams(location.search);
    form.q.value = state.get('q') ?? '';
    for (const name of FILTERS) {
      const value = state.get(name) ?? '';
      if (value && ![...form[name].options].some((option) => option.value === value)) form[name].append(new Option(value, value));
      form[name].value = value;
    }
    return run();
  }

  function go(event) {
    event.preventDefault();
    clearTimeout(waiting);
    if (address() !== location.search) history.pushState(null, '', address());
    return run();
  }

  function typed(event) {
    if (event.isComposing) return; // an input method is still at it
    clearTimeout(waiting);
    waiting = setTimeout(() => { history.replaceState(null, '', address()); run(); }, 150);
  }

  let waiting;
  form.hidden = false;
  form.addEventListener('submit', go);
  for (const name of FILTERS) form[name].addEventListener('change', go);
  form.addEventListener('focusin', () => { known().then((all) => form.q.value.trim() || form.place.options.length > 1 || offer(all)).catch(() => {}); }, { once: true });
  form.q.addEventListener('input', typed);
  form.q.addEventListener('compositionend', typed);
  further.addEventListener('click', async () => (await showMore(await known(), asked))?.querySelector('a').focus());
  addEventListener('popstate', restore);
  restore();
})();
