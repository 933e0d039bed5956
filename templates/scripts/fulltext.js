// Sections of reports in full, a column a place: what is planned, then what is said to be done; each paragraph leads to its place in the report.
//
//   fullTexts.wanted(index, 'ecology.environment')       → what is asked for: its value in the address, its name, topic and subjects; undefined where there is no such thing
//   fullTexts.show(element, wanted, columns, texts)      texts: code-year → what sections/CODE-YEAR.js says; see section_texts.py
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

  function planned(report, known, asked, own) {
    const found = known.tasks.filter((one) => one.about.some((subject) => asked.subjects.has(subject)));
    return found.length ? found.flatMap((one) => section(one, own, '项任务')) : without(report, known, asked);
  }

  function done(report, known, asked, own) {
    const found = known.review.filter((one) => one.about.some((subject) => asked.subjects.has(subject)));
    if (found.length) return found.flatMap((one) => section(one, own, '节'));
    const said = known.said[asked.topic];
    if (said) return [make('p', { className: 'note' }, `回顾没有专讲${asked.name}的一节，以下是其中谈“${asked.topicName}”的段落：`), ...paragraphs(said, own)];
    return [make('p', { className: 'absent' }, report.silent === 'x' ? '手头的节选里没有。' : '回顾没有专讲它的一节，也没有以它为主的段落。')];
  }

  function column({ place, report }, known, said) {
    const inside = !report ? [make('p', { className: 'absent' }, '没有这一年的报告')] : !known ? [make('p', { className: 'warning' }, '全文没有载入，请刷新再试。')] : said();
    const about = report && report.text !== '全文' ? [' ', make('small', {}, report.text)] : [];
    const name = report ? make('a', { href: report.page }, `${place.name} ${report.year}`) : place.name;
    return make('section', {}, make('h3', {}, name, ...about), ...inside);
  }

  function show(element, asked, columns, texts) {
    const row = (kind, said) => make('div', { className: `beside texts ${kind}` }, ...columns.map((one) => {
      const known = one.report && texts.get(`${one.place.code}-${one.report.year}`);
      return column(one, known, () => said(one.report, known, asked, (one.report.rewritten || []).length > 0));
    }));
    element.replaceChildren(
      make('h2', {}, `${asked.name}：${columns.map(({ place }) => place.name).join('、')}`),
      make('p', { className: 'note' }, '各地报告里讲这件事的整节文字，照录不改；段末的段号点开是它在报告里的位置。一节可以讲几件事，所以也可能有别的内容。'),
      make('h2', {}, '当年怎么安排'), row('target', planned), make('h2', {}, '上年做了什么'), row('actual', done),
    );
  }

  window.fullTexts = { wanted, show };
})();
