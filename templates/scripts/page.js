// What stands on every page: printing, copying the citation, and staying at the same place in the other edition.
(() => {
  'use strict';

  const { make } = window.elements;

  // The link to the other edition leads to the same paragraph and the same state of the page.
  for (const link of document.querySelectorAll('.edition a, .converted a')) {
    const page = link.href;
    const follow = () => { link.href = page + location.search + location.hash; };
    link.addEventListener('click', follow);
    link.addEventListener('auxclick', follow);
    link.addEventListener('contextmenu', follow);
  }

  const published = document.querySelector('.published');
  if (published && window.print) {
    const button = make('button', { type: 'button', className: 'quiet' }, '打印');
    button.addEventListener('click', () => window.print());
    published.append(button);
  }

  const entry = document.querySelector('.citation .entry');
  if (!entry) return;

  // The day of reading and, on a published site, the address: the reader's browser knows both.
  const now = new Date();
  const two = (number) => String(number).padStart(2, '0');
  for (const blank of entry.querySelectorAll('[data-fill="date"]')) {
    blank.textContent = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }
  if (/^https?:$/.test(location.protocol)) {
    for (const blank of entry.querySelectorAll('[data-fill="address"]')) blank.textContent = location.href.split('#')[0];
  }

  const button = make('button', { type: 'button', className: 'quiet' }, '复制引文');
  const said = make('span', { className: 'said' });
  said.setAttribute('role', 'status');
  const line = make('p');
  line.append(button, said);
  entry.after(line);

  const select = () => {
    const range = document.createRange();
    range.selectNodeContents(entry);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    said.textContent = '已选中，请按 Ctrl+C 或 ⌘C 复制';
  };
  button.addEventListener('click', () => {
    const done = navigator.clipboard && navigator.clipboard.writeText(entry.textContent.trim());
    if (!done) return select(); // no clipboard where the page is not secure
    done.then(() => { said.textContent = '已复制'; }, select);
  });
})();
