// Values of a chart where one points at it: with the mouse, a finger, or the arrow keys. Without this script the table beside says the same.
(() => {
  'use strict';

  const NEAR = 30; // pixels within which a value is meant
  const root = document.currentScript.src.replace(/assets\/[^/]*$/, ''); // of this edition's pages
  const waiting = new Map(); // a chart's id → the figures that wait for its values

  // charts/ID.js calls this. `said`: [words, address]; `wide` and `narrow`: where on either drawing, in thousandths.
  window.chartPoints = (id, data) => {
    for (const figure of waiting.get(id) || []) enrich(figure, data);
    waiting.delete(id);
  };

  const { make } = window.elements;

  const enrich = (figure, { said, ...places }) => {
    const plot = figure.querySelector('.plot');
    const image = plot.querySelector('img');
    const layer = make('div', 'points');
    const tip = make('div', 'tip');
    tip.hidden = true;
    layer.setAttribute('role', 'group');
    layer.setAttribute('aria-label', '图中的数值，用方向键逐个看');
    const points = said.map(([words, address]) => {
      const point = make(address ? 'a' : 'span', 'point', words);
      if (address) point.href = root + address;
      else point.setAttribute('role', 'img');
      if (!address) point.setAttribute('aria-label', words);
      point.tabIndex = -1;
      return point;
    });
    if (!points.length) return;
    points[0].tabIndex = 0;
    layer.append(...points);
    plot.append(layer, tip);

    let current = -1;
    const at = (i) => (/\.narrow\.svg$/.test(image.currentSrc) ? places.narrow : places.wide)[i];

    const place = () => points.forEach((point, i) => {
      const [x, y] = at(i);
      point.style.left = `${x / 10}%`;
      point.style.top = `${y / 10}%`;
    });

    const hide = () => {
      tip.hidden = true;
      if (current >= 0) points[current].classList.remove('on');
      current = -1;
    };

    const show = (i) => {
      if (i === current) return;
      hide();
      current = i;
      points[i].classList.add('on');
      const [words, address] = said[i];
      tip.replaceChildren(make('span', '', words), ...(address ? [make('small', '', '点开看出处')] : []));
      tip.hidden = false;
      const [x, y] = at(i).map((thousandths, k) => thousandths * (k ? layer.clientHeight : layer.clientWidth) / 1000);
      const left = Math.min(Math.max(x - tip.offsetWidth / 2, 0), layer.clientWidth - tip.offsetWidth);
      const above = y - tip.offsetHeight - 14;
      tip.style.left = `${Math.max(left, 0)}px`;
      tip.style.top = `${above < 0 ? y + 16 : above}px`;
    };

    const nearest = (event) => {
      const box = layer.getBoundingClientRect();
      let best = -1, least = NEAR;
      points.forEach((_, i) => {
        const [x, y] = at(i);
        const away = Math.hypot(event.clientX - box.left - x * box.width / 1000, event.clientY - box.top - y * box.height / 1000);
        if (away < least) [best, least] = [i, away];
      });
      return best;
    };

    let shown = -1; // what was shown when the finger came down: the first tap shows, the second follows
    layer.addEventListener('pointermove', (event) => {
      if (event.pointerType === 'touch') return;
      const i = nearest(event);
      if (i < 0) hide(); else show(i);
      layer.classList.toggle('link', i >= 0 && Boolean(said[i][1]));
    });
    layer.addEventListener('pointerleave', (event) => { if (event.pointerType !== 'touch' && !layer.contains(document.activeElement)) hide(); });
    layer.addEventListener('pointerdown', () => { shown = current; });
    layer.addEventListener('click', (event) => {
      if (event.target !== layer) return; // Enter on a point is the browser's
      const i = nearest(event);
      if (i < 0) return hide();
      if (event.pointerType === 'touch' && i !== shown) return show(i);
      if (said[i][1]) points[i].click();
    });

    const go = (i) => {
      points.forEach((point, k) => { point.tabIndex = k === i ? 0 : -1; });
      points[i].focus();
    };
    layer.addEventListener('focusin', (event) => show(points.indexOf(event.target)));
    layer.addEventListener('focusout', hide);
    layer.addEventListener('keydown', (event) => {
      const i = points.indexOf(event.target);
      const to = {
        ArrowRight: i + 1, ArrowDown: i + 1, ArrowLeft: i - 1, ArrowUp: i - 1, Home: 0, End: points.length - 1,
      }[event.key];
      if (event.key === 'Escape') return hide();
      if (to === undefined || i < 0) return;
      event.preventDefault();
      go(Math.min(Math.max(to, 0), points.length - 1));
    });
    document.addEventListener('keydown', (event) => { if (event.key === 'Escape') hide(); });
    image.addEventListener('load', () => { hide(); place(); }); // the screen became wide or narrow
    place();
    figure.dataset.points = String(points.length);
  };

  const load = (figure) => {
    const source = figure.querySelector('img').src.replace(/\.svg$/, '.js');
    const id = decodeURIComponent(source.split('/').pop().slice(0, -3));
    if (waiting.has(id)) return waiting.get(id).push(figure);
    waiting.set(id, [figure]);
    const script = document.createElement('script');
    script.src = source;
    document.head.append(script);
  };

  // Values are fetched when a chart comes near the screen.
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      load(target);
    }
  }, { rootMargin: '300px' });
  for (const figure of document.querySelectorAll('figure.chart')) seen.observe(figure);
})();
