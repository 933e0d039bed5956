/* A report's page: figures and terms are explained where they stand (pointed at, tapped, Enter), the contents show how far one has read.
   Without it figures lead to their indicator's page, terms to their explanations below the text. */
(function () {
  'use strict';

  const { make } = window.elements;

  const text = document.querySelector('.report .body');
  if (!text) return;
  const card = make('div', 'card');
  card.hidden = true;
  card.tabIndex = -1;
  card.setAttribute('role', 'dialog');
  card.setAttribute('aria-label', '解释');
  document.body.append(card);
  let opener = null; // what the card explains now
  let held = false; // opened on purpose: stays until closed
  let waiting = 0;

  /* A row of the table of figures → its lines on the card: the value, what it is, the way to other places. */
  function aboutFact(id) {
    const row = document.getElementById(id + '-row');
    if (!row) return null;
    const [name, value, measure, kind, year] = row.cells;
    const entry = make('div', 'entry');
    entry.append(make('p', 'value', value.textContent));
    const dated = year.textContent === '—' ? '' : year.textContent + '年';
    entry.append(make('p', '', `${name.textContent}（${measure.textContent}），${dated}${kind.textContent}`));
    const page = name.querySelector('a');
    if (page) {
      const link = make('a', '', '看各地的这项指标');
      link.href = page.href;
      entry.append(make('p', ''));
      entry.lastChild.append(link);
    }
    return entry;
  }

  /* A term's anchor → its lines on the card: the term and its explanation in the report's own words. */
  function aboutTerm(id) {
    const term = document.getElementById(id);
    if (!term) return null;
    const entry = make('div', 'entry');
    entry.append(make('p', 'value', term.textContent));
    const told = term.nextElementSibling.cloneNode(true);
    entry.append(make('p', ''));
    entry.lastChild.append(...told.childNodes);
    return entry;
  }

  function explained(element) {
    const mark = element.closest('mark[data-facts]');
    const terms = element.closest('dfn') ? [element.closest('dfn')] : mark ? [...mark.querySelectorAll('dfn')] : [];
    const facts = mark ? mark.dataset.facts.split(' ') : [];
    return [...terms.map((one) => aboutTerm(one.dataset.term)), ...facts.map(aboutFact)].filter(Boolean);
  }

  function open(element, hold) {
    const entries = explained(element);
    if (!entries.length) return;
    close(false);
    opener = element;
    held = hold;
    card.replaceChildren(...entries);
    card.hidden = false;
    place(element);
    if (hold) {
      focusable(element).setAttribute('aria-expanded', 'true');
      card.focus({ preventScroll: true });
    }
  }

  /* Below the words, above them where there is no room, never beyond the window's edge. */
  function place(element) {
    const words = element.getClientRects()[0];
    const left = Math.min(words.left, document.documentElement.clientWidth - card.offsetWidth - 12);
    const below = words.bottom + 8;
    const above = words.top - card.offsetHeight - 8;
    const top = below + card.offsetHeight > window.innerHeight && above > 0 ? above : below;
    card.style.left = `${Math.max(left, 12) + window.scrollX}px`;
    card.style.top = `${top + window.scrollY}px`;
  }

  function close(back) {
    clearTimeout(waiting);
    if (card.hidden) return;
    card.hidden = true;
    focusable(opener).setAttribute('aria-expanded', 'false');
    if (back && held) focusable(opener).focus({ preventScroll: true });
    opener = null;
  }

  function focusable(element) {
    return element.querySelector('a') || element;
  }

  const EXPLAINED = 'mark[data-facts], dfn';
  for (const element of text.querySelectorAll(EXPLAINED)) {
    if (element.matches('mark dfn')) continue;
    element.removeAttribute('title'); // the card says it better than the browser's own hint
    const asked = focusable(element);
    if (asked === element) {
      asked.tabIndex = 0;
      asked.setAttribute('role', 'button');
    }
    asked.setAttribute('aria-haspopup', 'dialog');
    asked.setAttribute('aria-expanded', 'false');
  }

  text.addEventListener('click', (event) => {
    const element = event.target.closest(EXPLAINED);
    if (!element || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(element.closest('mark') || element, true);
  });
  text.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target.matches(EXPLAINED)) open(event.target, true);
  });
  text.addEventListener('pointerover', (event) => {
    const element = event.pointerType === 'mouse' && event.target.closest(EXPLAINED);
    if (!element || held && !card.hidden || element === opener) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => open(element, false), 180);
  });
  text.addEventListener('pointerout', (event) => {
    if (held || event.pointerType !== 'mouse') return;
    clearTimeout(waiting);
    waiting = setTimeout(() => close(false), 240);
  });
  card.addEventListener('pointerenter', () => clearTimeout(waiting));
  card.addEventListener('pointerleave', () => {
    if (!held) waiting = setTimeout(() => close(false), 240);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close(true);
  });
  document.addEventListener('pointerdown', (event) => {
    if (!card.contains(event.target) && !event.target.closest(EXPLAINED)) close(false);
  });
  card.addEventListener('focusout', (event) => {
    if (held && !card.contains(event.relatedTarget)) close(false);
  });

  /* The contents show which section is being read. */
  const entries = new Map();
  for (const link of document.querySelectorAll('.contents a[href^="#"]')) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) entries.set(heading, link);
  }
  const headings = [...entries.keys()];
  let current = null;
  function follow() {
    const read = headings.filter((heading) => heading.getBoundingClientRect().top < window.innerHeight / 3).pop();
    if (read === current) return;
    if (current) entries.get(current).removeAttribute('aria-current');
    if (read) entries.get(read).setAttribute('aria-current', 'true');
    current = read;
  }
  if (headings.length && 'IntersectionObserver' in window) {
    const watch = new IntersectionObserver(follow, { rootMargin: '0px 0px -66% 0px' });
    headings.forEach((heading) => watch.observe(heading));
  }
})();
