// Sections of reports in full, a column a place: what is planned, then what is said to be done; each paragraph leads to its place in the report.
//
//   fullTexts.wanted(index, 'ecology.environment')       → what is asked for: its value in the address, its name, topic and subjects; undefined where there is no such thing
//   fullTexts.show(element, wanted, columns, texts, before)      texts: code-year → what sections/CODE-YEAR.js says; see section_texts.py
//   fullTexts.needed(columns, before)                    → the names of the scripts that this takes; `before`: also those of the years before
(() => {
  'use strict';

  const { make } = window.elements;

  const DAMAGED = '此处原文有缺损';

  function wanted(index, asked) {
    const [topic, subject] = asked.split('.');
    const [id, name, inside] = index.sections.find(([known]) => known === topic) || [];
    if (!id) return undefined;
    const one = inside.find(([known]) => known === subject);
    if (subject !== undefined && !one) return undefined;
    const value = one && inside.length > 1 ? asked : id; // a topic of one subject is that
    return { value, topic: id, topicName: name, name: one || inside.length === 1 ? (one || inside[0])[1] : name, subjects: new Set(one ? [subject] : inside.map(([known]) => known)) };
  }

  // A text with its damaged stretches marked, by characters and not by the halves that a script counts rare ones as.
  function marked(text, damaged) {
    const characters = Array.from(text);
    const pieces = [];
    let at = 0;
    for (const [start, end] of damaged || []) {
      pieces.push(characters.slice(at, start).join(''), make('mark', { className: 'damaged', title: DAMAGED }, characters.slice(start, end).join('')));
      at = end;
    }
    return [...pieces, characters.slice(at).join('')];
  }

  function paragraph(page, [id, text, damaged], own) {
    const where = make('a', { href: `${page}#${id}`, className: 'source', 'aria-label': `${own ? '摘编' : '原文'}第 ${id.slice(1)} 段` }, id);
    return make('p', {}, ...marked(text, damaged), ' ', where, ...(damaged ? [make('small', { className: 'warning' }, ` ${DAMAGED}`)] : []));
  }

  const paragraphs = ({ page, texts }, own) => texts.map((one) => paragraph(page, one, own));

  // A section: its title, which leads there, its place among the others, its text.
  function section(one, own, name) {
    const about = [name === '项任务' ? `第${one.order}项，共${one.of}项` : `回顾第${one.order}节`, `${one.length}字`].join('，');
    return [make('h4', {}, make('a', { href: `${one.page}#${one.at}` }, one.title)), make('p', { className: 'note' }, about),
      ...(one.texts.length ? paragraphs(one, own) : [make('p', { className: 'absent' }, '这一节下面没有正文。')])];
  }

  // Why a report has no section about what is asked for, and where else it speaks of the topic.
  function without(report, known, asked) {
    if (!known.told) return [make('p', { className: 'absent' }, report.silent === 'x' ? '手头的节选看不出分几项任务。' : '看不出分几项任务。')];
    const others = known.spread[asked.topic] || [];
    const said = `${report.silent === 'x' ? '手头的节选里，' : ''}没有一项任务专讲${asked.name}${others.length ? `，“${asked.topicName}”散见于：` : '。'}`;
    const items = others.map(([order, title, href]) => make('li', { value: order }, make('a', { href }, title)));
    return [make('p', { className: 'absent' }, said), ...(items.length ? [make('ol', {}, ...items)] : [])];
  }

  const tasksOf = (known, asked) => known.tasks.filter((one) => one.about.some((subject) => asked.subjects.has(subject)));

  function planned(report, known, asked, own) {
    const found = tasksOf(known, asked);
    return found.length ? found.flatMap((one) => section(one, own, '项任务')) : without(report, known, asked);
  }

  function done(report, known, asked, own) {
    const found = known.review.filter((one) => one.about.some((subject) => asked.subjects.has(subject)));
    if (found.length) return found.flatMap((one) => section(one, own, '节'));
    const said = known.said[asked.topic];
    if (said) return [make('p', { className: 'note' }, `回顾没有专讲${asked.name}的一节，以下是其中谈“${asked.topicName}”的段落：`), ...paragraphs(said, own)];
    return [make('p', { className: 'absent' }, report.silent === 'x' ? '手头的节选里没有。' : '回顾没有专讲它的一节，也没有以它为主的段落。')];
  }

  // A place's report of the year before.
  const earlier = ({ place, report }) => place.reports.find((one) => report && one.year === report.year - 1);
  const nameOf = (place, report) => `${place.code}-${report.year}`;

  function needed(columns, before) {
    const whole = columns.filter(({ report }) => report).flatMap((one) => [one.report, ...(before && earlier(one) ? [earlier(one)] : [])].map((report) => nameOf(one.place, report)));
    return [...new Set(whole)];
  }

  // What stayed of the words of the year before, what went and what came: of the tasks about what is asked for, taken together.
  function changes(one, known, asked, texts) {
    const old = earlier(one);
    const was = old && texts.get(nameOf(one.place, old));
    if (!was) return [make('p', { className: 'absent' }, `没有${one.report.year - 1}年的报告可以对照。`)];
    const [before, now] = [was, known].map((data) => tasksOf(data, asked));
    if (!before.length || !now.length) return [make('p', { className: 'absent' }, `${(before.length ? one.report : old).year}年没有专讲${asked.name}的任务，无从对照。`)];
    const words = (tasks) => tasks.flatMap((task) => task.texts.map(([, text]) => text)).join('');
    const pieces = window.redline(words(before), words(now));
    const size = (kind) => pieces.filter(([own]) => own === kind).reduce((sum, [, text]) => sum + text.length, 0);
    const ways = [[old, before], [one.report, now]].flatMap(([report, tasks]) => tasks.flatMap((task) => [make('a', { href: `${task.page}#${task.at}` }, `${report.year}年“${task.title}”`), ' ']));
    return [make('p', { className: 'note' }, ...ways, `沿用${size('')}字，删去${size('del')}字，新写${size('ins')}字。`),
      make('p', { className: 'redline' }, ...pieces.map(([kind, text]) => (kind ? make(kind, {}, text) : text)))];
  }

  function column({ place, report }, known, said) {
    const inside = !report ? [make('p', { className: 'absent' }, '没有这一年的报告')] : !known ? [make('p', { className: 'warning' }, '全文没有载入，请刷新再试。')] : said();
    const about = report && report.text !== '全文' ? [' ', make('small', {}, report.text)] : [];
    const name = report ? make('a', { href: report.page }, `${place.name} ${report.year}`) : place.name;
    return make('section', {}, make('h3', {}, name, ...about), ...inside);
  }

  function show(element, asked, columns, texts, before) {
    const knownOf = ({ place, report }) => report && texts.get(nameOf(place, report));
    const row = (kind, said) => make('div', { className: `beside texts ${kind}` }, ...columns.map((one) =>
      column(one, knownOf(one), () => said(one.report, knownOf(one), asked, (one.report.rewritten || []).length > 0))));
    const redlines = () => [make('h2', {}, '与上一年的写法对照'), make('p', { className: 'note' }, '把两年任务里讲这件事的整节逐句比：划去的是上一年有、今年没有的，加下划线的是今年新写的。换了说法的句子算删去一句、新写一句。'),
      make('div', { className: 'beside texts target' }, ...columns.map((one) => column(one, knownOf(one), () => changes(one, knownOf(one), asked, texts))))];
    element.replaceChildren(
      make('h2', {}, `${asked.name}：${columns.map(({ place }) => place.name).join('、')}`),
      make('p', { className: 'note' }, `各地报告里讲这件事的整节文字，照录不改；段末的段号点开是它在报告里的位置。一节可以讲几件事，所以也可能有别的内容。${columns.some(({ report }) => report?.text === '摘编') ? '标“摘编”的是缩写的文字，不是报告原文。' : ''}`),
      make('h2', {}, '当年怎么安排'), row('target', planned), ...(before ? redlines() : []),
      make('h2', {}, '上年做了什么'), row('actual', done),
    );
  }

  window.fullTexts = { wanted, needed, show };
})();
