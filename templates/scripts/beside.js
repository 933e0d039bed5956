// Places and their reports → the tables of the compare page: reports, figures by topic, measures of policy, sentences; each figure leads to its paragraph.
//
//   sideBySide(element, index, places, {year: "2024", topic: "economy", both: ""})    see compare_data.py for what index and places hold
(() => {
  'use strict';

  const { make } = window.elements;

  const [ID, NAME, UNIT, TOPIC, INDICATOR, FLAGS] = [0, 1, 2, 3, 4, 5];
  const REASONS = { u: '未提及', x: '节选未含', d: '原文缺损', s: '有提法', t: '只提目标', r: '只提完成', n: '—' };
  const REMARKS = { s: '力争', e: '预计', u: '待核', v: '规模' };
  const KINDS = ['上年完成', '当年目标'];

  const row = (...cells) => make('tr', {}, ...cells);
  const head = (text, values) => make('th', { scope: 'col', ...values }, text);

  // Not sorted: a column holds values of many units.
  function table(label, heads, rows) {
    const made = make('table', { 'data-fixed': '' }, make('thead', {}, row(...heads)), make('tbody', {}, ...rows));
    return make('div', { className: 'table', role: 'region', tabIndex: 0, 'aria-label': `表：${label}` }, made);
  }

  // ── Cells ──

  function figure(fact) {
    const [text, remark, where, quote] = fact;
    return [make('a', { href: where, title: quote }, text), ...(remark ? [make('small', {}, REMARKS[remark])] : [])];
  }

  // Why a report says nothing: its own reason, where 0 stands for the usual one.
  function absent(report, reason) {
    return make('span', { className: 'absent' }, report ? REASONS[reason || report.silent] : '没有这一年的报告');
  }

  // Of an indicator: 未提及 only where a whole report has no word of it.
  const reasonOf = (report, id, value) => value || (report?.silent === 'u' && !report.mute?.includes(id) ? 'n' : 0);

  // It speaks of the indicator without a value: in its own words, or by the code of the reason, with a way to the sentence.
  const spoken = (said) => make('a', { className: said.words ? 'absent words' : 'absent', href: said.where, title: said.quote }, said.words || REASONS[said.why]);

  function cell(id, value, report, mark) {
    if (report && value?.why) return make('td', { className: 'right' }, spoken(value));
    if (!report || !value?.facts) return make('td', { className: 'right' }, absent(report, reasonOf(report, id, value)));
    const facts = value.facts.flatMap((fact, at) => [...(at ? [make('br')] : []), ...figure(fact)]);
    const disputed = value.disputed ? [make('br'), make('small', { className: 'warning' }, '前后不一')] : [];
    return make('td', { className: 'right' }, ...facts, ...disputed, ...(mark ? [make('br'), make('small', { className: 'mark' }, mark)] : []));
  }

  // ── The tables ──

  function heads(columns) {
    return columns.map(({ place, report }) => head(report ? `${place.name} ${report.year}` : place.name, { className: 'right' }));
  }

  // How many, with a way to them, or why there are none.
  const counted = ([count, where], unit, report) => [count ? make('a', { href: where }, `${count} ${unit}`) : absent(report)];

  function reports(columns) {
    const line = (name, value, values) => row(make('th', { scope: 'row' }, name), ...columns.map((one) => make('td', values || {}, ...(one.report ? value(one) : ['—']))));
    return table('报告', [head('报告'), ...columns.map(({ place }) => head(place.name))], [
      line('报告年份', ({ report }) => [make('a', { href: report.page }, `${report.year}年`), make('small', {}, report.text)]),
      line('级别', ({ place }) => [[place.above, place.level].filter(Boolean).join('，')]),
      line('点名的项目', ({ report }) => counted(report.projects, '个', report)),
      line('民生实事', ({ report }) => counted(report.pledges, '件', report)),
      line('历年对照', ({ place }) => [make('a', { href: `places/${place.code}.html` }, place.name)]),
    ]);
  }

  const valueOf = (report, id, kind) => (report && report.figures[id] ? report.figures[id][kind] : 0);

  function figureRow(about, kind, columns, sameYear) {
    const cells = columns.map(({ report }) => valueOf(report, about[ID], kind));
    if (!cells.some((one) => one?.facts || one?.words)) return null;
    const names = columns.map(({ place }) => place.name);
    const [loose, total] = ['l', 't'].map((flag) => about[FLAGS].includes(flag));
    const levels = columns.map(({ place }) => place.level);
    const { text, marks } = window.apart.said(names, cells, { unit: about[UNIT], sameYear, loose, total, levels });
    const marked = new Map(marks);
    const name = make('th', { scope: 'row' }, make('a', { href: `indicators/${about[INDICATOR]}.html` }, about[NAME]), ' ', make('small', {}, KINDS[kind]));
    return row(name, ...cells.map((value, at) => cell(about[INDICATOR], value, columns[at].report, marked.get(at))), make('td', { className: 'difference' }, text));
  }

  // `both`: only what at least two of them give.
  function figures(topic, index, columns, sameYear, both) {
    const enough = (one) => one && (!both || one.querySelectorAll('td:has(a:not(.absent))').length > 1);
    const rows = index.tables.filter((one) => one[TOPIC] === topic[ID])
      .flatMap((one) => [0, 1].map((kind) => figureRow(one, kind, columns, sameYear))).filter(enough);
    const differ = rows.some((one) => one.lastChild.textContent);
    if (!differ) rows.forEach((one) => one.lastChild.remove()); // nothing may be compared: no column for it
    return rows.length ? table(`${topic[NAME]}：指标`, [head('指标'), ...heads(columns), ...(differ ? [head('相差')] : [])], rows) : null;
  }

  // Measures of policy of which any of them speaks; known of each place's newest report only.
  function measures(topic, columns) {
    const said = columns.map(({ report }) => report?.measures?.[topic[ID]]);
    if (said.filter(Boolean).length < 2) return null;
    const rows = topic[2].filter(([id]) => said.some((one) => one?.[id])).map(([id, name]) => row(
      make('th', { scope: 'row' }, make('a', { href: `words/${id}.html` }, name)),
      ...columns.map(({ report }, at) => make('td', {}, ...measure(report, said[at], said[at]?.[id])))));
    return rows.length ? table(`${topic[NAME]}：举措`, [head('举措'), ...heads(columns).map((one) => Object.assign(one, { className: '' }))], rows) : null;
  }

  // What is planned of a measure, else what was done: its amount and date, or that it is spoken of, each with the way to its sentence.
  function measure(report, said, told) {
    if (!told) return [make('span', { className: 'absent' }, !report ? '没有这一年的报告' : said ? '—' : '只统计最新一份报告')];
    const [done, ...points] = told;
    const links = points.flatMap(([words, quote, where], at) => [...(at ? ['；'] : []), make('a', { href: where, title: quote }, words || '写到')]);
    return [...(done ? [make('small', {}, '已做 ')] : []), ...links];
  }

  /* The way to a sentence, called by whose words they are: an abridgement of our own is not the report's text. */
  function source(report, where) {
    const own = (report.rewritten || []).some((id) => where.includes(`reports/${id}.html#`));
    return make('a', { href: where, className: 'source' }, own ? '摘编' : '原文');
  }

  function voices(topic, columns) {
    const said = columns.map(({ report }) => report?.voices[topic[ID]] || []);
    if (!said.some((one) => one.length)) return null;
    const blocks = columns.map(({ place, report }, at) => make('div', {}, make('h4', {}, report ? `${place.name} ${report.year}` : place.name),
      ...(said[at].length ? said[at].map(([quote, where]) => make('blockquote', {}, make('p', {}, `${quote}`, ' ', source(report, where))))
        : [make('p', {}, absent(report))])));
    return make('div', { className: 'beside' }, ...blocks);
  }

  function section(topic, index, columns, sameYear, both) {
    const inside = [
      ['指标', figures(topic, index, columns, sameYear, both)], ['举措', measures(topic, columns)], ['怎么说', voices(topic, columns)],
    ].filter(([, made]) => made).flatMap(([name, made]) => [make('h3', {}, name), made]);
    return inside.length ? [make('h2', { id: `topic-${topic[ID]}` }, topic[NAME]), ...inside] : [];
  }

  // Places, a year ('' for the newest) → each with its report of that year.
  const columnsOf = (places, year) => places.map((place) => ({ place, report: place.reports.find((one) => !year || String(one.year) === year) }));

  function sideBySide(element, index, places, { year, topic, both }) {
    const columns = columnsOf(places, year);
    const years = new Set(columns.filter(({ report }) => report).map(({ report }) => report.year));
    const sameYear = years.size < 2;
    const shown = index.topics.filter((one) => !topic || one[ID] === topic);
    const made = shown.flatMap((one) => section(one, index, columns, sameYear, both));
    const apart = sameYear ? '' : '各地报告的年份不同，数值只并列，不比高低；可在上面选定同一年份。';
    element.replaceChildren(
      make('h2', {}, columns.map(({ place }) => place.name).join('、')), reports(columns),
      make('p', { className: 'note' }, `${apart}“有提法”是说到而没有给出数值，点开看原句，“只提目标”“只提完成”是只说了另一栏，“未提及”是通读全文，连这方面的字眼也没有，“—”是有这方面的字眼，而没有读到数值或提法，“节选未含”是手头只有节选或摘编，“原文缺损”是说到它的那半句话有损坏的字句。所选地方都没有给出数值的指标不列。“举措”只统计各地最新一份报告，取今年的安排，“已做”是只在回顾里说的，“—”是没有写。`),
      ...(made.length ? made : [make('p', {}, '所选的报告在这一专题下没有可比的内容。')]),
    );
    window.tables?.enhance(element);
  }

  window.sideBySide = sideBySide;
  window.columnsOf = columnsOf;
})();
